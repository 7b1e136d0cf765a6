import type { Config } from '@backstage/config';
import { z } from 'zod';

const ROOT = 'productionReadiness.collectors.stripe';

const product = z.union([
  z
    .string()
    .min(1)
    .transform(name => ({ name, tags: [] as string[] })),
  z.strictObject({
    name: z.string().min(1),
    tags: z.array(z.string().min(1)).default([]),
  }),
]);

const price = z.strictObject({
  product: z.string().min(1),
  amount: z.coerce.number().min(0),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'must be the three letters of a currency, as usd')
    .transform(code => code.toLowerCase()),
  interval: z.enum(['day', 'week', 'month', 'year', 'once']),
  intervalCount: z.coerce.number().int().min(1).default(1),
  trialDays: z.coerce.number().int().min(1).optional(),
});

const schema = z.strictObject({
  // The key itself is never part of a message.
  apiKey: z.string().superRefine((key, context) => {
    const reason = whyRefused(key.trim());
    if (reason) context.addIssue({ code: 'custom', message: reason });
  }),
  expected: z
    .strictObject({
      products: z.array(product).optional(),
      prices: z.array(price).optional(),
      events: z.array(z.string().min(1)).optional(),
    })
    .default({}),
});

/** A product that has to be for sale; `name` is its name or id. */
export type ExpectedProduct = z.infer<typeof product>;

/**
 * A price that has to be for sale: `amount` in the currency's smallest unit
 * for each interval, or once.
 */
export type ExpectedPrice = z.infer<typeof price>;

/** What is configured for Stripe; holds the key and is never shown. */
export interface StripeConfig {
  apiKey: string;
  /** Undefined: nothing is declared, and nothing can be compared. */
  products: ExpectedProduct[] | undefined;
  prices: ExpectedPrice[] | undefined;
  events: string[] | undefined;
}

/**
 * Reads `productionReadiness.collectors.stripe`; undefined without it. Throws
 * with the path and the reason on what cannot be read; no value is part of the
 * message.
 */
export function readStripeConfig(config: Config): StripeConfig | undefined {
  const raw = config.getOptional(ROOT);
  if (raw === undefined) return undefined;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) =>
      [[ROOT, ...path].join('.'), message].join(' '),
    );
    throw new Error(reasons.join('; '));
  }
  const { apiKey, expected } = parsed.data;
  return { apiKey: apiKey.trim(), ...declared(expected) };
}

/** An empty list declares nothing: with nothing to miss, all of it is there. */
function declared(
  expected: z.infer<typeof schema>['expected'],
): Omit<StripeConfig, 'apiKey'> {
  const some = <T>(list: T[] | undefined) =>
    list && list.length > 0 ? list : undefined;
  return {
    products: some(expected.products),
    prices: some(expected.prices),
    events: some(expected.events),
  };
}

function whyRefused(key: string): string | undefined {
  if (/^rk_live_[A-Za-z0-9_]+$/.test(key)) return undefined;
  if (key.startsWith('sk_')) {
    return 'is a secret key, which can move money; make a restricted key of live mode (rk_live_) with read permissions only';
  }
  if (key.startsWith('rk_test_')) {
    return 'is a key of test mode, which says nothing of production; make a restricted key of live mode (rk_live_)';
  }
  return 'is no restricted key of live mode; those begin with rk_live_';
}
