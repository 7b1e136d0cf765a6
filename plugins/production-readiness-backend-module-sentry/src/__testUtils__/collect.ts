import { mockServices } from '@backstage/backend-test-utils';
import type { Config } from '@backstage/config';
import {
  fingerprintWith,
  readAlertsConfig,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectSeveral,
  component,
  TEST_FINGERPRINT_KEY,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { readSentryConfig } from '../config';
import { createSentryAlerts } from '../createSentryAlerts';
import { createSentryCollector } from '../createSentryCollector';
import { SentrySource } from '../SentrySource';

/** The moment that tests speak of. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** Every fact that the checklist of KAMIYO asks for, with a launch an hour ago. */
export const WANTED: Record<string, object> = {
  chatRules: { actions: ['slack', 'discord'] },
  events: { window: 'P90D' },
  keys: {},
  launchIssues: { since: '2026-11-22T11:00:00Z', environment: '' },
  mailRules: { actions: ['email'] },
  nPlusOne: {},
  project: {},
  releases: {},
  rules: {},
};

/** A collector and a provider of alerts that have fetched nothing yet and never wait. */
export function createAll(
  vendor: RunningVendor,
  config: Config = vendor.config,
) {
  const source = new SentrySource(readSentryConfig(config)!, {
    outgoing: vendor.outgoing,
    sleep: async () => {},
  });
  const fingerprints = {
    of: async (text: string) => fingerprintWith(TEST_FINGERPRINT_KEY, text),
  };
  return {
    collector: createSentryCollector({ source, fingerprints }),
    alerts: createSentryAlerts({ source, alerts: readAlertsConfig(config) }),
  };
}

const service = (annotations: Record<string, string> = {}, type = 'service') =>
  component({
    annotations: { 'sentry.io/project-slug': 'kamiyo', ...annotations },
    spec: { type },
  });

/** What a run stores, by key; every value is checked by its schema. */
export async function collectAll(
  vendor: RunningVendor,
  options: {
    wanted?: Record<string, object>;
    annotations?: Record<string, string>;
    type?: string;
    config?: Config;
  } = {},
): Promise<Record<string, any>> {
  const { collector } = createAll(vendor, options.config);
  return collectSeveral(collector, options.wanted ?? WANTED, {
    entity: service(options.annotations, options.type),
    now: NOW,
  });
}

/** What the provider finds of the alerts of configuration. */
export async function collectAlerts(
  vendor: RunningVendor,
  keys: string[],
): Promise<Record<string, any>> {
  const { alerts } = createAll(vendor);
  const entity = service();
  return byKey(
    await alerts.collect({
      entity,
      subject: entity,
      requests: keys.map(key => ({
        key,
        params: key === 'firing' ? {} : { alert: key },
      })),
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
      now: () => new Date(NOW),
    }),
  );
}

function byKey(outcomes: FactOutcome[]) {
  return Object.fromEntries(outcomes.map(outcome => [outcome.key, outcome]));
}
