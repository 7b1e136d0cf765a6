import { useApi } from '@backstage/core-plugin-api';
import type { HistoryView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { readinessApiRef, type EntityQuery } from '../api/ReadinessApi';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** Daily points and transitions; fetched again when `evaluatedAt` moves on. */
export function useHistory(
  query: EntityQuery & { evaluatedAt: string | null },
): Loaded<HistoryView | null> {
  const api = useApi(readinessApiRef);
  const { entityRef, checklist, evaluatedAt } = query;
  return useKeyedAsync(
    `${entityRef}|${checklist ?? ''}|${evaluatedAt ?? ''}`,
    async () =>
      evaluatedAt === null ? null : api.getHistory({ entityRef, checklist }),
  );
}
