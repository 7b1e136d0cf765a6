import { InputError } from '@backstage/errors';
import type { ProvidedFact } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProviderRegistry } from './ProviderRegistry';

/** Providers that ship, each in a module that may be missing from a backend. */
const SHIPPED: Partial<Record<ProvidedFact, string[]>> = {
  alerts: ['datadog', 'prometheus', 'sentry', 'uptimerobot'],
  metrics: ['datadog', 'prometheus'],
  oncall: ['pagerduty'],
  uptime: ['uptimerobot'],
};

/**
 * Throws InputError where configuration names a provider that neither ships nor
 * is added by a module. One that ships and was not added is no mistake of the
 * configuration: its facts are not connected.
 */
export function requireKnownProvider(options: {
  fact: ProvidedFact;
  provider: string;
  /** Where configuration names it. */
  place: string;
  providers: ProviderRegistry;
}): void {
  const { fact, provider, place, providers } = options;
  const known = new Set([...(SHIPPED[fact] ?? []), ...providers.idsOf(fact)]);
  if (known.has(provider)) return;
  throw new InputError(
    `${place} names the provider '${provider}', which provides no ${fact}; name one of: ${[
      ...known,
    ]
      .sort()
      .join(', ')}`,
  );
}
