import type { Config } from '@backstage/config';
import type { FactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { defineAlerts } from './alerts';
import { createProvidedCollector } from './createProvidedCollector';
import { defineDashboards } from './dashboards';
import { defineMetrics } from './metrics';
import type { ProviderRegistry } from './ProviderRegistry';

export { ProviderRegistry } from './ProviderRegistry';

/** The collectors whose facts no one vendor owns. */
export function createProvidedCollectors(options: {
  config: Config;
  providers: ProviderRegistry;
}): FactCollector[] {
  const { providers } = options;
  return [
    createProvidedCollector(defineAlerts(options), providers),
    createProvidedCollector(defineDashboards(), providers),
    createProvidedCollector(defineMetrics(options), providers),
  ];
}
