import { useApi } from '@backstage/core-plugin-api';
import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';
import { useLive } from './useLive';

/** One launch review, kept up to date while it is looked at and not over. */
export function useReview(id: string): Loaded<ReviewView> {
  const api = useApi(productionReadinessApiRef);
  const loaded = useKeyedAsync(id, () => api.getReview(id));
  useLive({ review: loaded.value, reload: loaded.reload });
  return loaded;
}
