import { account } from './account';
import { balance } from './balance';
import { deliveries } from './deliveries';
import { webhookEndpoint, webhookEvents } from './endpoints';
import { invoices } from './invoices';
import { payments } from './payments';
import { portal } from './portal';
import { prices } from './prices';
import { products } from './products';
import type { StripeFact } from './StripeFact';
import { subscriptions } from './subscriptions';
import { tax } from './tax';

const FACTS: Record<string, StripeFact> = {
  account,
  balance,
  deliveries,
  invoices,
  payments,
  portal,
  prices,
  products,
  subscriptions,
  tax,
  webhookEndpoint,
  webhookEvents,
};

/** What can be read of Stripe, by name. */
export const FACT_NAMES = Object.keys(FACTS);

/**
 * The fact that a key names: `products`, or with a word before it, as in
 * `mcpProducts`. Undefined for any other key.
 */
export function factOf(key: string): StripeFact | undefined {
  const name = FACT_NAMES.find(
    candidate =>
      key === candidate ||
      (key.length > candidate.length && key.endsWith(capitalised(candidate))),
  );
  return name === undefined ? undefined : FACTS[name];
}

function capitalised(name: string): string {
  return name[0].toUpperCase() + name.slice(1);
}
