import { useApi } from '@backstage/core-plugin-api';
import type {
  ScorecardPage,
  ScorecardsQuery,
  ScorecardTotals,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/**
 * One page of launch units, filtered, sorted and cut by the server, with the
 * totals over all verdicts: a chosen verdict must not empty the other counts.
 */
export function usePortfolio(
  query: ScorecardsQuery,
): Loaded<ScorecardPage & { allVerdicts: ScorecardTotals }> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync(JSON.stringify(query), async () => {
    const { verdict, cursor, ...rest } = query;
    const [page, all] = await Promise.all([
      api.listScorecards(query),
      verdict ? api.listScorecards({ ...rest, limit: 1 }) : undefined,
    ]);
    return { ...page, allVerdicts: (all ?? page).totals };
  });
}
