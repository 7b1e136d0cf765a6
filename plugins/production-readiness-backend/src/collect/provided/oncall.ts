import type { Config } from '@backstage/config';
import {
  HOUR_MS,
  MINUTE_MS,
  onCallFactOf,
  onCallParams,
  onCallValueOf,
  SECOND_MS,
  type OnCallParams,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProvidedDefinition } from './createProvidedCollector';
import type { ProviderRegistry } from './ProviderRegistry';
import { requireKnownProvider } from './requireKnownProvider';
import { hasRoster, ROSTER } from './roster/createRosterProvider';

const PLACE = 'productionReadiness.onCall.provider';

/**
 * Who is on call, how they are reached and what they were called for, from the
 * one provider that configuration names; without a name from the roster, if
 * there is one. Throws InputError on a configuration that cannot be read.
 */
export function defineOnCall(options: {
  config: Config;
  providers: ProviderRegistry;
}): ProvidedDefinition<OnCallParams> {
  const provider =
    options.config.getOptionalString(PLACE) ??
    (hasRoster(options.config) ? ROSTER : undefined);
  if (provider !== undefined) {
    requireKnownProvider({
      fact: 'oncall',
      provider,
      place: PLACE,
      providers: options.providers,
    });
  }
  return {
    id: 'oncall',
    title: 'On-call',
    params: onCallParams,
    valueSchema: (_, key) => onCallValueOf(key),
    refreshAfterMs: 15 * MINUTE_MS,
    expiresAfterMs: HOUR_MS,
    timeoutMs: 60 * SECOND_MS,
    providerOf(_entity, { key }) {
      if (!onCallFactOf(key)) {
        return {
          none: `'${key}' names nothing that is asked of on-call; write now, policy, service, phones, testPage or …Incidents`,
        };
      }
      return provider === undefined
        ? { none: `${PLACE} names no provider, and there is no roster` }
        : { provider };
    },
  };
}
