import { useApi } from '@backstage/core-plugin-api';
import type {
  ReviewPage,
  ReviewsQuery,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** One page of launch reviews, filtered and cut by the server. */
export function useReviews(query: ReviewsQuery): Loaded<ReviewPage> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync(JSON.stringify(query), () => api.listReviews(query));
}
