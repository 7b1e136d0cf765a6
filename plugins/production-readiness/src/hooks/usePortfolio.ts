import { useApi } from '@backstage/core-plugin-api';
import {
  readinessApiRef,
  type PortfolioPage,
  type PortfolioQuery,
} from '../api/ReadinessApi';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** One page of launch units, filtered, sorted and cut by the server. */
export function usePortfolio(query: PortfolioQuery): Loaded<PortfolioPage> {
  const api = useApi(readinessApiRef);
  return useKeyedAsync(JSON.stringify(query), () => api.listUnits(query));
}
