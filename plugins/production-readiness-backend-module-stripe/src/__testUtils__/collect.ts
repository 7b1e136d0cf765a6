import type { Config } from '@backstage/config';
import type {
  FactCollector,
  FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectSeveral,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { readStripeConfig } from '../config';
import { createStripeCollector } from '../createStripeCollector';

/** The moment that tests speak of. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');
export const WEBHOOK_URL = 'https://api.kamiyo.ai/api/v1/webhooks/stripe';

/** Every fact that the checklist of KAMIYO asks for, with a launch an hour ago. */
export const WANTED: Record<string, object> = {
  account: {},
  balance: { days: 30 },
  dayDeliveries: { url: WEBHOOK_URL, window: 'P1D' },
  deliveries: { url: WEBHOOK_URL },
  invoices: {},
  launchPayments: { since: '2026-11-22T11:00:00Z' },
  mcpProducts: { tag: 'mcp' },
  portal: {},
  prices: {},
  products: {},
  subscriptions: {},
  tax: {},
  webhookEndpoint: { url: WEBHOOK_URL },
  webhookEvents: { url: WEBHOOK_URL },
};

/** A collector that has fetched nothing yet and never waits. */
export function collectorOf(
  vendor: RunningVendor,
  config: Config = vendor.config,
): FactCollector {
  return createStripeCollector({
    config: readStripeConfig(config),
    outgoing: vendor.outgoing,
    sleep: async () => {},
  });
}

/** What a run stores, by key; every value is checked by its schema. */
export function collectAll(
  collector: FactCollector,
  wanted: Record<string, object> = WANTED,
  signal?: AbortSignal,
): Promise<Record<string, FactOutcome>> {
  return collectSeveral(collector, wanted, { now: NOW, signal });
}

/** The outcome of one fact, with what is not said of it left as the checklist asks. */
export async function collectOnly(
  vendor: RunningVendor,
  key: string,
  params: object = WANTED[key],
): Promise<any> {
  const outcomes = await collectAll(collectorOf(vendor), { [key]: params });
  return outcomes[key];
}
