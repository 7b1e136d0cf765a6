import { createApiRef } from '@backstage/core-plugin-api';
import type { ProductionReadinessApi } from '@production-readiness/backstage-plugin-production-readiness-common';

/**
 * What the screens ask of the backend.
 *
 * @public
 */
export const productionReadinessApiRef = createApiRef<ProductionReadinessApi>({
  id: 'plugin.production-readiness.client',
});
