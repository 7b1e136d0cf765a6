import { useApi } from '@backstage/core-plugin-api';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { liveReleases, type ReleaseLine } from '../viewModel/releaseForm';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** The components of a launch unit, with the commit that is live where that is known. */
export function useLiveReleases(unit: {
  subjectRef: string;
  checklist: string;
}): Loaded<ReleaseLine[]> {
  const api = useApi(productionReadinessApiRef);
  const { subjectRef, checklist } = unit;
  return useKeyedAsync(`${subjectRef}|${checklist}`, async () =>
    liveReleases(
      await api.getScorecard({
        entityRef: subjectRef,
        checklist,
        facts: 'full',
      }),
    ),
  );
}
