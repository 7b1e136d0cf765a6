import { useApi } from '@backstage/core-plugin-api';
import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { readinessApiRef, type EntityQuery } from '../api/ReadinessApi';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** The scorecard of a subject, or a member's share; null where no checklist judges the entity. */
export function useScorecard(query: EntityQuery): Loaded<ScorecardView | null> {
  const api = useApi(readinessApiRef);
  return useKeyedAsync(`${query.entityRef}|${query.checklist ?? ''}`, () =>
    api.getScorecard(query),
  );
}
