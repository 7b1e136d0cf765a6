import { z } from 'zod';
import {
  CannotSay,
  evidence,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { StripeSource } from '../client/StripeSource';
import type { ExpectedPrice } from '../config';
import { listProducts, productsCalled, type Product } from './products';
import { requireComplete, stripeFact } from './StripeFact';

/** Pages of a hundred. */
const MAX_PAGES = 100;
/** Prices that are named one by one. */
const MAX_NAMED = 50;

const schema = z
  .object({
    id: z.string(),
    livemode: z.boolean(),
    product: z.string(),
    currency: z.string(),
    unit_amount: z.number().nullable(),
    // Of Stripe's own class for decimals.
    unit_amount_decimal: z.unknown(),
    recurring: z
      .object({
        interval: z.string(),
        interval_count: z.number(),
        trial_period_days: z.number().nullish(),
      })
      .nullable(),
  })
  .transform(({ recurring, ...price }) => ({
    id: price.id,
    product: price.product,
    currency: price.currency,
    amount: amountOf(price.unit_amount, price.unit_amount_decimal),
    interval: recurring?.interval ?? 'once',
    intervalCount: recurring?.interval_count ?? 1,
    trialDays: recurring?.trial_period_days ?? null,
  }));

type LivePrice = z.infer<typeof schema>;

/** What tells the prices of one product apart. */
type Terms = Pick<LivePrice, 'currency' | 'interval' | 'intervalCount'>;

/**
 * Live prices against the table of expected ones. Every active price of a
 * product in the table has to be in it: what is for sale beside it is for sale
 * at a price that nobody agreed on.
 */
export const prices = stripeFact({
  value: z.object({
    expected: z.number(),
    /** In the table, and nothing of the kind is for sale. */
    missing: z.array(z.string()),
    /** For sale, at another price than the table says or beside the table. */
    differing: z.array(z.string()),
    trialsExpected: z.boolean(),
    /** In the table with a trial that the live price does not have. */
    trialsMissing: z.array(z.string()),
  }),
  async read({ source, config, signal }) {
    const table = config.prices;
    if (!table) {
      throw new CannotSay(
        notDeclared(
          'no price is declared; write the table at productionReadiness.collectors.stripe.expected.prices',
        ),
      );
    }
    const [active, live] = await Promise.all([
      listProducts(source, signal),
      listPrices(source, signal),
    ]);
    const rows = table.map(row => ({
      row,
      live: pricesOf(row, { products: active.items, prices: live.items }),
    }));
    const missing = rows
      .filter(({ row, live: own }) => !own.some(price => sameTerms(row, price)))
      .map(({ row }) => termsInWords(row.product, row));
    if (missing.length > 0) {
      requireComplete(active, 'active products');
      requireComplete(live, 'active prices');
    }
    const differing = differingIn(rows);
    // What was not read may differ as well.
    if (differing.length === 0) requireComplete(live, 'active prices');
    const trialsMissing = rows
      .filter(({ row, live: own }) => !hasTrial(row, own))
      .map(
        ({ row }) => `${termsInWords(row.product, row)}: ${row.trialDays} days`,
      );
    return {
      value: {
        expected: table.length,
        missing: missing.slice(0, MAX_NAMED),
        differing: differing.slice(0, MAX_NAMED),
        trialsExpected: table.some(({ trialDays }) => trialDays !== undefined),
        trialsMissing: trialsMissing.slice(0, MAX_NAMED),
      },
      evidence: [
        evidence({
          request: live.asked,
          response: [
            `${live.items.length} active live prices`,
            `of ${table.length} expected ${missing.length} are missing`,
            ...[...missing, ...differing, ...trialsMissing],
          ].join('; '),
          link: 'https://dashboard.stripe.com/products',
        }),
      ],
    };
  },
});

function listPrices(source: StripeSource, signal: AbortSignal) {
  return source.list(
    {
      path: '/v1/prices',
      params: { active: true },
      ask: (stripe, params) => stripe.prices.list(params),
      needs: 'read access to prices',
    },
    { schema, signal, maxPages: MAX_PAGES },
  );
}

function pricesOf(
  { product }: ExpectedPrice,
  there: { products: Product[]; prices: LivePrice[] },
): LivePrice[] {
  const ids = productsCalled(there.products, product).map(({ id }) => id);
  return there.prices.filter(price => ids.includes(price.product));
}

function differingIn(
  rows: { row: ExpectedPrice; live: LivePrice[] }[],
): string[] {
  const names = [...new Set(rows.map(({ row }) => row.product))];
  return names.flatMap(name => {
    const own = rows.filter(({ row }) => row.product === name);
    return own[0].live.flatMap(price => {
      const alike = own.filter(({ row }) => sameTerms(row, price));
      if (alike.some(({ row }) => row.amount === price.amount)) return [];
      const amount = price.amount ?? 'no single amount';
      return [
        `${termsInWords(name, price)}: ${amount}, ${
          alike.length > 0
            ? `expected ${alike.map(({ row }) => row.amount).join(' or ')}`
            : 'not in the table'
        }`,
      ];
    });
  });
}

function hasTrial(row: ExpectedPrice, live: LivePrice[]): boolean {
  if (row.trialDays === undefined) return true;
  const own = live.filter(price => sameTerms(row, price));
  return (
    own.length > 0 && own.every(price => price.trialDays === row.trialDays)
  );
}

function sameTerms(one: Terms, other: Terms): boolean {
  return (
    one.currency === other.currency &&
    one.interval === other.interval &&
    one.intervalCount === other.intervalCount
  );
}

/** `Pro in usd every month`. */
function termsInWords(product: string, terms: Terms): string {
  const { currency, interval, intervalCount } = terms;
  if (interval === 'once') return `${product} in ${currency} once`;
  const every =
    intervalCount === 1 ? interval : `${intervalCount} ${interval}s`;
  return `${product} in ${currency} every ${every}`;
}

/** In the currency's smallest unit; null where it depends on the quantity. */
function amountOf(whole: number | null, decimal: unknown): number | null {
  if (whole !== null) return whole;
  const amount = Number(String(decimal ?? ''));
  return decimal === null || decimal === undefined || Number.isNaN(amount)
    ? null
    : amount;
}
