import { useApi } from '@backstage/core-plugin-api';
import type {
  ScorecardSelector,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { orNotJudged } from '../api/failure';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { selectorKey } from './selectorKey';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/**
 * The scorecard of a subject, or a member's share; null where no checklist
 * judges the entity. That the one asked for does not judge it is an error.
 */
export function useScorecard(
  selector: ScorecardSelector,
): Loaded<ScorecardView | null> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync(selectorKey(selector), () =>
    selector.checklist || selector.subject
      ? api.getScorecard(selector)
      : orNotJudged(api.getScorecard(selector)),
  );
}
