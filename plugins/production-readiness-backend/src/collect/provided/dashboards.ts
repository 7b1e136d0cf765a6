import {
  dashboardParams,
  dashboardsValue,
  HOUR_MS,
  panelsValue,
  SECOND_MS,
  type DashboardParams,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProvidedDefinition } from './createProvidedCollector';

/** Products by the key of the fact that tells of their dashboards. */
const PRODUCTS = ['datadog', 'grafana'];
/** Who tells of panels; its own configuration maps their keys. */
const OF_PANELS = 'grafana';

/**
 * Dashboards of an entity, each product a fact of its own, and their panels
 * under the names of configuration.
 */
export function defineDashboards(): ProvidedDefinition<DashboardParams> {
  return {
    id: 'dashboards',
    title: 'Dashboards',
    params: dashboardParams,
    valueSchema: ({ panel }) =>
      panel === undefined ? dashboardsValue : panelsValue,
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 60 * SECOND_MS,
    providerOf(_entity, { key, params }) {
      if (params.panel !== undefined) return { provider: OF_PANELS };
      return PRODUCTS.includes(key)
        ? { provider: key }
        : {
            none: `'${key}' is no product with dashboards; name one of ${PRODUCTS.join(
              ', ',
            )}, or write { panel: … }`,
          };
    },
  };
}
