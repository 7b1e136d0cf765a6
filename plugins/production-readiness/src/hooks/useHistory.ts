import { useApi } from '@backstage/core-plugin-api';
import type {
  HistoryView,
  ScorecardSelector,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { selectorKey } from './selectorKey';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** Daily points and the newest transitions; fetched again when `evaluatedAt` moves on. */
export function useHistory(
  request: ScorecardSelector & { evaluatedAt: string | null },
): Loaded<HistoryView | null> {
  const api = useApi(productionReadinessApiRef);
  const { evaluatedAt, ...selector } = request;
  return useKeyedAsync(
    `${selectorKey(selector)}|${evaluatedAt ?? ''}`,
    async () => (evaluatedAt === null ? null : api.getHistory(selector)),
  );
}
