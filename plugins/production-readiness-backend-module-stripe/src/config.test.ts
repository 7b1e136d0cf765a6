import { ConfigReader } from '@backstage/config';
import { readStripeConfig } from './config';

const KEY = 'rk_live_Abcdefgh1234';

const read = (stripe: object) =>
  readStripeConfig(
    new ConfigReader({
      productionReadiness: { collectors: { stripe: stripe as any } },
    }),
  );

describe('readStripeConfig', () => {
  it('is nothing without a section', () => {
    expect(readStripeConfig(new ConfigReader({}))).toBeUndefined();
  });

  it('reads names, tags, prices and events', () => {
    expect(
      read({
        apiKey: KEY,
        expected: {
          products: [
            'Pro',
            { name: 'prod_1', tags: ['mcp'] },
            { name: 'Team' },
          ],
          prices: [
            {
              product: 'Pro',
              amount: 4900,
              currency: 'USD',
              interval: 'month',
              trialDays: 14,
            },
            { product: 'Pro', amount: '99', currency: 'eur', interval: 'once' },
          ],
          events: ['invoice.paid'],
        },
      }),
    ).toEqual({
      apiKey: KEY,
      products: [
        { name: 'Pro', tags: [] },
        { name: 'prod_1', tags: ['mcp'] },
        { name: 'Team', tags: [] },
      ],
      prices: [
        {
          product: 'Pro',
          amount: 4900,
          currency: 'usd',
          interval: 'month',
          intervalCount: 1,
          trialDays: 14,
        },
        {
          product: 'Pro',
          amount: 99,
          currency: 'eur',
          interval: 'once',
          intervalCount: 1,
        },
      ],
      events: ['invoice.paid'],
    });
  });

  it('takes an empty list for none', () => {
    expect(
      read({ apiKey: KEY, expected: { products: [], prices: [], events: [] } }),
    ).toEqual({ apiKey: KEY });
  });

  it.each([
    ['a secret key', 'sk_live_Abcdefgh1234', 'which can move money'],
    ['a secret key of test mode', 'sk_test_Abcdefgh1234', 'can move money'],
    ['a key of test mode', 'rk_test_Abcdefgh1234', 'of test mode'],
    ['a publishable key', 'pk_live_Abcdefgh1234', 'no restricted key'],
    ['half a key', 'rk_live_', 'no restricted key'],
    [
      'a key with a line break in it',
      'rk_live_Abcd\nefgh1234',
      'no restricted key',
    ],
  ])('refuses %s and does not repeat it', (_, apiKey, reason) => {
    const reading = () => read({ apiKey });
    expect(reading).toThrow(reason);
    expect(reading).toThrow('productionReadiness.collectors.stripe.apiKey');
    expect(reading).not.toThrow('efgh1234');
  });

  it.each([
    ['no key', {}, 'stripe.apiKey'],
    ['a word that it does not know', { apiKey: KEY, expect: {} }, 'expect'],
    [
      'a currency that is none',
      {
        apiKey: KEY,
        expected: {
          prices: [
            {
              product: 'Pro',
              amount: 1,
              currency: 'dollars',
              interval: 'month',
            },
          ],
        },
      },
      'stripe.expected.prices.0.currency must be the three letters',
    ],
    [
      'an interval that is none',
      {
        apiKey: KEY,
        expected: {
          prices: [
            { product: 'Pro', amount: 1, currency: 'usd', interval: 'monthly' },
          ],
        },
      },
      'stripe.expected.prices.0.interval',
    ],
  ])('refuses %s and says where', (_, stripe, reason) => {
    expect(() => read(stripe)).toThrow(reason);
  });
});
