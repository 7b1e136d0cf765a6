import { useApi } from '@backstage/core-plugin-api';
import type { LaunchWithoutGo } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';

/** Launch units in production for which no GO was recorded. */
export function useLaunchesWithoutGo(): Loaded<LaunchWithoutGo[]> {
  const api = useApi(productionReadinessApiRef);
  return useKeyedAsync(
    'launches-without-go',
    async () => (await api.listLaunchesWithoutGo()).launches,
  );
}
