import type { Config } from '@backstage/config';
import {
  dashboardParams,
  dashboardsValue,
  HOUR_MS,
  panelsValue,
  readPanelsConfig,
  SECOND_MS,
  whyNoPanel,
  type DashboardParams,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProvidedDefinition } from './createProvidedCollector';

/** Products whose dashboards are looked for, by the key of the fact. */
const PRODUCTS = ['grafana', 'datadog'];

/**
 * Dashboards that an entity names, at the product that the fact's key names,
 * and panels of them that configuration maps. Throws InputError on a
 * configuration that cannot be read.
 */
export function defineDashboards(options: {
  config: Config;
}): ProvidedDefinition<DashboardParams> {
  const panels = readPanelsConfig(options.config);
  return {
    id: 'dashboards',
    title: 'Dashboards',
    params: dashboardParams,
    valueSchema: ({ panel }) =>
      panel === undefined ? dashboardsValue : panelsValue,
    refreshAfterMs: 6 * HOUR_MS,
    expiresAfterMs: 18 * HOUR_MS,
    timeoutMs: 60 * SECOND_MS,
    providerOf(_entity, { key, params: { panel } }) {
      if (panel !== undefined) {
        const none = whyNoPanel(panels, panel);
        return none === undefined ? { provider: 'grafana' } : { none };
      }
      return PRODUCTS.includes(key)
        ? { provider: key }
        : {
            none: `'${key}' names no product with dashboards; write ${PRODUCTS.join(
              ' or ',
            )}, or { panel: … }`,
          };
    },
  };
}
