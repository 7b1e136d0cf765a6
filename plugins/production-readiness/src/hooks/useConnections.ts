import { useApi } from '@backstage/core-plugin-api';
import type { ConnectionsView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** What evidence comes from, and how that fares. */
export function useConnections(): Loaded<ConnectionsView> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync('connections', () => api.getConnections());
}
