import { useApi } from '@backstage/core-plugin-api';
import type {
  GateView,
  ScorecardSelector,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { orNotJudged } from '../api/failure';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { selectorKey } from './selectorKey';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** The board of a launch unit; on a member its subject's. Null where no checklist judges the entity. */
export function useGate(selector: ScorecardSelector): Loaded<GateView | null> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync(selectorKey(selector), () =>
    orNotJudged(api.getGate(selector)),
  );
}
