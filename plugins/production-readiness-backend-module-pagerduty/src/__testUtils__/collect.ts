import { mockServices } from '@backstage/backend-test-utils';
import type { Config } from '@backstage/config';
import {
  onCallParams,
  onCallValueOf,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  component,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { readPagerDutyConfig } from '../config';
import { createPagerDutyProvider } from '../createPagerDutyProvider';

/** The moment that tests speak of. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');
export const SERVICE = 'PKAMIYO';

/** Every fact that the checklist of KAMIYO asks for, with a launch of two weeks ago. */
export const WANTED: Record<string, object> = {
  launchIncidents: { service: SERVICE, since: '2026-11-08T12:00:00Z' },
  now: { coverDays: '7' },
  phones: {},
  policy: {},
  service: {},
  testPage: {
    service: SERVICE,
    title: 'production-readiness test page',
    window: 'P30D',
  },
};

export const ENTITY = component({
  annotations: { 'pagerduty.com/service-id': SERVICE },
});

/** A provider that has fetched nothing yet and never waits. */
export function providerOf(
  vendor: RunningVendor,
  config: Config = vendor.config,
) {
  return createPagerDutyProvider({
    config: readPagerDutyConfig(config),
    outgoing: vendor.outgoing,
    sleep: async () => {},
  });
}

/** What a run stores, by key; every value is checked by its schema. */
export async function collectAll(
  vendor: RunningVendor,
  wanted: Record<string, object> = WANTED,
  config?: Config,
): Promise<Record<string, any>> {
  const outcomes: FactOutcome[] = await providerOf(vendor, config).collect({
    entity: ENTITY,
    subject: ENTITY,
    requests: Object.entries(wanted).map(([key, params]) => ({
      key,
      params: onCallParams.parse(params),
    })),
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
    now: () => new Date(NOW),
  });
  for (const outcome of outcomes) {
    if ('value' in outcome) onCallValueOf(outcome.key).parse(outcome.value);
  }
  return Object.fromEntries(outcomes.map(outcome => [outcome.key, outcome]));
}
