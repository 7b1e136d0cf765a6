import type { FactOutcome } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  component,
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createStripeCollector } from './createStripeCollector';
import {
  collectAll,
  collectorOf,
  NOW,
  WEBHOOK_URL,
} from './__testUtils__/collect';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: standInVendor('stripe'), now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

const valuesOf = (outcomes: Record<string, FactOutcome>) =>
  Object.fromEntries(
    Object.entries(outcomes).map(([key, outcome]) => [
      key,
      'value' in outcome ? outcome.value : outcome,
    ]),
  );

describe('a healthy account', () => {
  it('yields every fact that the checklist asks for', async () => {
    const outcomes = await collectAll(collectorOf(vendor));
    expect(valuesOf(outcomes)).toEqual({
      account: {
        detailsSubmitted: true,
        chargesEnabled: true,
        payoutsEnabled: true,
        disabledReason: null,
        pastDue: [],
      },
      balance: { readable: true },
      dayDeliveries: { events: 4, failed: 0, complete: true },
      deliveries: { events: 31, failed: 0, complete: true },
      invoices: { checked: 20, notFinalised: 0, withoutUrl: 0 },
      launchPayments: { succeeded: 1, undelivered: 0, complete: true },
      mcpProducts: { expected: 1, missing: [] },
      portal: {
        found: true,
        active: true,
        isDefault: true,
        loginPage: true,
        businessLinks: true,
        paymentMethodUpdate: true,
        subscriptionCancel: true,
        subscriptionUpdate: false,
        invoiceHistory: true,
      },
      prices: {
        expected: 6,
        missing: [],
        differing: [],
        trialsExpected: true,
        trialsMissing: [],
      },
      products: { expected: 4, missing: [] },
      subscriptions: {
        countable: true,
        active: 120,
        trialing: 8,
        complete: true,
      },
      tax: { status: 'active', activeRegistrations: 3 },
      webhookEndpoint: {
        found: true,
        status: 'enabled',
        enabledEvents: expect.arrayContaining(['invoice.paid']),
        paymentFailedSubscribed: true,
      },
      webhookEvents: { found: true, expected: 3, missing: [] },
    });
  });

  it('says of each fact what was asked and answered, with a page to look at', async () => {
    const outcomes = await collectAll(collectorOf(vendor));
    for (const outcome of Object.values(outcomes)) {
      expect(outcome.evidence).not.toEqual([]);
      for (const piece of outcome.evidence!) {
        expect(piece).toMatchObject({
          request: expect.stringMatching(
            /^GET https:\/\/api\.stripe\.com\/v1\//,
          ),
          response: expect.stringMatching(/\w/),
          link: expect.stringMatching(/^https:\/\/dashboard\.stripe\.com\//),
        });
      }
    }
  });

  it('is read by GET alone, with the key, and once for all entities', async () => {
    const collector = collectorOf(vendor);
    await collectAll(collector);
    const urls = vendor.requests.map(({ url }) => url.href);
    expect(new Set(urls).size).toBe(urls.length);
    for (const { method, headers } of vendor.requests) {
      expect(method).toBe('GET');
      expect(headers.authorization).toBe('Bearer rk_live_StandInKamiyo');
      expect(headers['x-stripe-client-telemetry']).toBeUndefined();
      expect(headers['x-stripe-client-user-agent']).not.toContain('telemetry');
    }
    await collectAll(collector);
    expect(vendor.requests).toHaveLength(urls.length);
  });
});

describe('test mode', () => {
  const LIVE_LISTS = {
    dayDeliveries: 'webhookEndpoints',
    deliveries: 'events',
    invoices: 'invoices',
    launchPayments: 'paymentIntents',
    mcpProducts: 'products',
    portal: 'portals',
    prices: 'prices',
    products: 'products',
    subscriptions: 'subscriptions',
    tax: 'registrations',
    webhookEndpoint: 'webhookEndpoints',
    webhookEvents: 'webhookEndpoints',
  };

  it.each(Object.entries(LIVE_LISTS))(
    'makes an error of %s where one of %s is of it',
    async (key, list) => {
      vendor.spoil(world => {
        world[list][0].livemode = false;
      });
      const outcomes = await collectAll(collectorOf(vendor));
      expect(outcomes[key]).toEqual({
        key,
        error: expect.stringContaining('livemode is false'),
      });
    },
  );

  it.each([
    ['balance', 'balance'],
    ['tax', 'taxSettings'],
  ])('makes an error of %s where %s is of it', async (key, thing) => {
    vendor.spoil(world => {
      world[thing].livemode = false;
    });
    const outcomes = await collectAll(collectorOf(vendor));
    expect(outcomes[key]).toEqual({
      key,
      error: expect.stringContaining('livemode is false'),
    });
  });

  it.each(Object.values(LIVE_LISTS))(
    'may be meant where %s do not say which mode they are of',
    async list => {
      vendor.spoil(world => {
        for (const item of world[list]) delete item.livemode;
      });
      const outcomes = await collectAll(collectorOf(vendor));
      const keys = Object.entries(LIVE_LISTS)
        .filter(([, other]) => other === list)
        .map(([key]) => key);
      for (const key of keys) {
        expect(outcomes[key]).toMatchObject({
          error: expect.stringContaining('another shape'),
        });
      }
    },
  );
});

describe('what cannot be asked', () => {
  it('is not connected without a configuration', () => {
    const collector = createStripeCollector({
      config: undefined,
      outgoing: vendor.outgoing,
    });
    expect(collector.notConnected!(component())).toContain('stripe.apiKey');
    expect(collectorOf(vendor).notConnected!(component())).toBeUndefined();
  });

  it.each([
    ['refunds', {}, 'there is no fact stripe.refunds'],
    ['deliveries', {}, "the parameter 'url' is missing"],
    ['webhookEndpoint', {}, "the parameter 'url' is missing"],
    ['launchPayments', {}, "the parameter 'since' is missing"],
  ])('%s with %j is an error', async (key, params, reason) => {
    const outcomes = await collectAll(collectorOf(vendor), { [key]: params });
    expect(outcomes[key]).toEqual({
      key,
      error: expect.stringContaining(reason),
    });
  });

  it('refuses parameters that nothing reads', () => {
    const { params } = collectorOf(vendor);
    expect(params.safeParse({ url: WEBHOOK_URL, colour: 'red' }).success).toBe(
      false,
    );
  });

  it('ends as soon as the run does', async () => {
    vendor.fail(VENDOR_FAULTS.find(({ name }) => name === 'no answer in time'));
    const controller = new AbortController();
    const collected = collectAll(
      collectorOf(vendor),
      { account: {} },
      controller.signal,
    );
    controller.abort(new Error('the run is over'));
    expect((await collected).account).toEqual({
      key: 'account',
      error: 'the run is over',
    });
  });
});
