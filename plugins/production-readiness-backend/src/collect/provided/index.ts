import type { Config } from '@backstage/config';
import type {
  FactCollector,
  OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { defineAlerts } from './alerts';
import { createProvidedCollector } from './createProvidedCollector';
import { defineDashboards } from './dashboards';
import { defineMetrics } from './metrics';
import { defineOnCall } from './oncall';
import type { ProviderRegistry } from './ProviderRegistry';
import { createRosterProvider } from './roster/createRosterProvider';
import { createStatusProvider } from './statusEndpoint/createStatusProvider';
import { defineUptime } from './uptime';

export { ProviderRegistry } from './ProviderRegistry';

/**
 * The collectors whose facts no one vendor owns; adds the two providers that
 * belong to no vendor.
 */
export function createProvidedCollectors(options: {
  config: Config;
  providers: ProviderRegistry;
  outgoing: OutgoingGuard;
}): FactCollector[] {
  const { config, providers, outgoing } = options;
  providers.addProvider(
    createRosterProvider(config),
    createStatusProvider({ config, outgoing }),
  );
  return [
    createProvidedCollector(defineAlerts(options), providers),
    createProvidedCollector(defineDashboards(), providers),
    createProvidedCollector(defineMetrics(options), providers),
    createProvidedCollector(defineOnCall(options), providers),
    createProvidedCollector(defineUptime(options), providers),
  ];
}
