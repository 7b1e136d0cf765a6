import { useApi } from '@backstage/core-plugin-api';
import type { WaiverView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** Waivers of a launch unit under a checklist, whatever became of them. */
export function useWaivers(request: {
  subjectRef: string;
  checklist: string;
  evaluatedAt: string | null;
}): Loaded<WaiverView[]> {
  const api = useApi(productionReadinessApiRef);
  const { subjectRef: entityRef, checklist, evaluatedAt } = request;
  return useKeyedAsync(
    `${entityRef}|${checklist}|${evaluatedAt}`,
    async () =>
      (await api.listWaivers({ entityRef, checklist, limit: 200 })).waivers,
  );
}
