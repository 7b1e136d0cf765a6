import type { Config } from '@backstage/config';
import {
  alertParams,
  alertValue,
  evidence,
  firingValue,
  HOUR_MS,
  MINUTE_MS,
  readAlertsConfig,
  SECOND_MS,
  type AlertParams,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProvidedDefinition } from './createProvidedCollector';
import type { ProviderRegistry } from './ProviderRegistry';
import { requireKnownProvider } from './requireKnownProvider';

const PLACE = 'productionReadiness.alerts';

/**
 * Named alert rules, each at the provider that configuration maps its key to,
 * and how many of these are firing. Throws InputError on a configuration that
 * cannot be read.
 */
export function defineAlerts(options: {
  config: Config;
  providers: ProviderRegistry;
}): ProvidedDefinition<AlertParams> {
  const alerts = readAlertsConfig(options.config);
  for (const { key, provider } of alerts.values()) {
    requireKnownProvider({
      fact: 'alerts',
      provider,
      place: `${PLACE}.${key}`,
      providers: options.providers,
    });
  }
  const used = [...new Set([...alerts.values()].map(each => each.provider))];
  return {
    id: 'alerts',
    title: 'Alert rules',
    params: alertParams,
    valueSchema: ({ alert }) =>
      alert === undefined ? firingValue : alertValue,
    refreshAfterMs: 15 * MINUTE_MS,
    expiresAfterMs: HOUR_MS,
    timeoutMs: 60 * SECOND_MS,
    providerOf(_entity, { key, params }) {
      if (params.alert !== undefined) {
        const named = alerts.get(params.alert);
        return named ?? { none: `${PLACE} maps no '${params.alert}'` };
      }
      if (key !== 'firing') {
        return {
          none: `'${key}' names no alert; write { alert: … }`,
        };
      }
      if (used.length === 0) return { none: `${PLACE} maps no alert` };
      return { joined: { providers: used.sort(), join: joinFiring } };
    },
  };
}

function joinFiring(
  values: { value: object; evidence: ReturnType<typeof evidence>[] }[],
) {
  const each = values.map(({ value }) => firingValue.parse(value));
  const keys = each.flatMap(value => value.keys).sort();
  return {
    value: { count: keys.length, keys },
    evidence: values.flatMap(value => value.evidence),
  };
}
