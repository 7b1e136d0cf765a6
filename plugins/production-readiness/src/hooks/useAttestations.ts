import { useApi } from '@backstage/core-plugin-api';
import type {
  AttestationsView,
  ScorecardSelector,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { selectorKey } from './selectorKey';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** What people are asked to state of an entity, and have stated; again with each evaluation. */
export function useAttestations(
  request: ScorecardSelector & { evaluatedAt: string | null },
): Loaded<AttestationsView> {
  const api = useApi(productionReadinessApiRef);
  const { evaluatedAt, ...selector } = request;
  return useKeyedAsync(`${selectorKey(selector)}|${evaluatedAt}`, () =>
    api.getAttestations(selector),
  );
}
