import type { Config } from '@backstage/config';
import {
  evidence,
  HOUR_MS,
  metricParams,
  metricProvidersValue,
  metricValue,
  MINUTE_MS,
  readMetricsConfig,
  SECOND_MS,
  whyNoMetric,
  type MetricParams,
  type MetricsConfig,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProvidedDefinition } from './createProvidedCollector';
import type { ProviderRegistry } from './ProviderRegistry';
import { requireKnownProvider } from './requireKnownProvider';

const PLACE = 'productionReadiness.collectors.metrics';

/**
 * Named queries, each at the provider that configuration names, and the names
 * of these. Throws InputError on a configuration that cannot be read.
 */
export function defineMetrics(options: {
  config: Config;
  providers: ProviderRegistry;
}): ProvidedDefinition<MetricParams> {
  const config = readMetricsConfig(options.config);
  for (const provider of config?.providers ?? []) {
    requireKnownProvider({
      fact: 'metrics',
      provider,
      place: PLACE,
      providers: options.providers,
    });
  }
  return {
    id: 'metrics',
    title: 'Metrics',
    params: metricParams,
    valueSchema: ({ query }) =>
      query === undefined ? metricProvidersValue : metricValue,
    refreshAfterMs: 10 * MINUTE_MS,
    expiresAfterMs: HOUR_MS,
    timeoutMs: 60 * SECOND_MS,
    providerOf(entity, { key, params }) {
      if (!config) return { none: `${PLACE} is not configured` };
      if (params.query === undefined) {
        return key === 'provider'
          ? { joined: { providers: [], join: () => namesOf(config) } }
          : { none: `'${key}' names no query; write { query: … }` };
      }
      const none = whyNoMetric(config, entity, params);
      if (none !== undefined) return { none };
      return { provider: config.queryOf(params.query, entity)!.provider };
    },
  };
}

function namesOf({ providers }: MetricsConfig) {
  return {
    value: { names: providers },
    evidence: [
      evidence({
        request: PLACE,
        response: `named queries go to: ${providers.join(', ')}`,
      }),
    ],
  };
}
