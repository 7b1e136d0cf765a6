import type { Config } from '@backstage/config';
import {
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  uptimeParams,
  uptimeValueOf,
  type UptimeParams,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProvidedDefinition } from './createProvidedCollector';
import type { ProviderRegistry } from './ProviderRegistry';
import { requireKnownProvider } from './requireKnownProvider';
import {
  hasStatusUrl,
  STATUS_ENDPOINT,
} from './statusEndpoint/createStatusProvider';

const PLACE = 'productionReadiness.uptime.provider';

/**
 * Monitors from outside, from the one provider that configuration names;
 * without a name from the status endpoint, if there is one. Throws InputError
 * on a configuration that cannot be read.
 */
export function defineUptime(options: {
  config: Config;
  providers: ProviderRegistry;
}): ProvidedDefinition<UptimeParams> {
  const provider =
    options.config.getOptionalString(PLACE) ??
    (hasStatusUrl(options.config) ? STATUS_ENDPOINT : undefined);
  if (provider !== undefined) {
    requireKnownProvider({
      fact: 'uptime',
      provider,
      place: PLACE,
      providers: options.providers,
    });
  }
  return {
    id: 'uptime',
    title: 'Uptime monitoring',
    params: uptimeParams,
    valueSchema: uptimeValueOf,
    refreshAfterMs: 15 * MINUTE_MS,
    expiresAfterMs: HOUR_MS,
    // The free plan of UptimeRobot has one wait for up to a minute.
    timeoutMs: 150 * SECOND_MS,
    providerOf: () =>
      provider === undefined
        ? {
            none: `${PLACE} names no provider, and there is no productionReadiness.uptime.statusUrl`,
          }
        : { provider },
  };
}
