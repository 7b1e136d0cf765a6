import { ConfigReader } from '@backstage/config';
import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  collectAll,
  collectOnly,
  collectorOf,
  NOW,
  WANTED,
  WEBHOOK_URL,
} from '../__testUtils__/collect';
import { factOf } from '.';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** Seconds. */
const NOW_S = NOW / 1000;

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: standInVendor('stripe'), now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.requests.length = 0;
});

/** The outcome of one fact with another configuration of what is expected. */
async function withExpected(key: string, expected: object): Promise<any> {
  const apiKey = vendor.config.getString(
    'productionReadiness.collectors.stripe.apiKey',
  );
  const config = new ConfigReader({
    productionReadiness: {
      collectors: { stripe: { apiKey, expected: expected as any } },
    },
  });
  const outcomes = await collectAll(collectorOf(vendor, config), {
    [key]: WANTED[key],
  });
  return outcomes[key];
}

describe('factOf', () => {
  it.each([
    ['products', true],
    ['mcpProducts', true],
    ['dayDeliveries', true],
    ['launchPayments', true],
    ['mcpproducts', false],
    ['Products', false],
    ['productsMcp', false],
    ['constructor', false],
    ['', false],
  ])('%j: %s', (key, known) => {
    expect(factOf(key) !== undefined).toBe(known);
  });
});

describe('what is not declared', () => {
  it.each(['products', 'mcpProducts', 'prices', 'webhookEvents'])(
    'leaves %s without an answer, and says where to declare it',
    async key => {
      expect(await withExpected(key, {})).toMatchObject({
        miss: {
          cause: 'not-declared',
          message: expect.stringContaining(
            'productionReadiness.collectors.stripe.expected.',
          ),
        },
      });
    },
  );

  it('with a tag is not what is declared without', async () => {
    expect(
      await withExpected('mcpProducts', { products: ['Pro'] }),
    ).toMatchObject({ miss: { cause: 'not-declared' } });
  });
});

describe('deliveries', () => {
  const ask = (params: object = WANTED.deliveries) =>
    collectOnly(vendor, 'deliveries', params);

  it('waits for traffic while no event was sent', async () => {
    vendor.spoil(world => {
      world.events = [];
    });
    expect(await ask()).toMatchObject({
      miss: { cause: 'waiting-for-traffic' },
      evidence: [{}, {}, {}],
    });
    expect(await ask({ url: WEBHOOK_URL, window: 'P1D' })).toMatchObject({
      value: { events: 0, failed: 0, complete: true },
    });
  });

  it.each([
    ['is gone', (world: any) => (world.webhookEndpoints = [])],
    [
      'is disabled',
      (world: any) => (world.webhookEndpoints[0].status = 'disabled'),
    ],
    [
      'has another path',
      (world: any) => (world.webhookEndpoints[0].url = `${WEBHOOK_URL}/`),
    ],
  ])('shows nothing while the endpoint %s', async (_, change) => {
    vendor.spoil(change);
    expect(await ask()).toMatchObject({
      miss: {
        cause: 'waiting-for-traffic',
        message: expect.stringContaining('no enabled live endpoint'),
      },
    });
  });

  it('counts what a disabled endpoint did not take in the window', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints[0].status = 'disabled';
      world.events[1].pending_webhooks = 1;
    });
    expect(await ask({ url: WEBHOOK_URL, window: 'P1D' })).toMatchObject({
      value: { events: 4, failed: 1 },
    });
  });

  it.each([
    ['on its way since a minute', 1 * MINUTE, 0],
    ['not taken since six', 6 * MINUTE, 1],
    ['not taken 29 days ago', 29 * DAY, 1],
    ['not taken 31 days ago', 31 * DAY, 0],
  ])('of an event %s', async (_, ago, failed) => {
    vendor.spoil(world => {
      world.events.push({
        ...world.events[0],
        id: 'evt_late',
        created: NOW_S - ago,
        pending_webhooks: 1,
      });
    });
    expect(await ask()).toMatchObject({
      value: { events: 31 + failed, failed },
    });
  });

  it('does not count what was sent before there was an endpoint', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints[0].created = NOW_S - DAY;
    });
    expect(await ask()).toMatchObject({ value: { events: 4 } });
    vendor.spoil(world => {
      world.webhookEndpoints[0].created = NOW_S - MINUTE;
    });
    expect(await ask()).toMatchObject({
      miss: { cause: 'waiting-for-traffic' },
    });
  });

  it('counts the types of the endpoint, twenty to a question', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints[0].enabled_events = [
        ...Array.from({ length: 30 }, (_, index) => `other.type_${index}`),
        'invoice.paid',
      ];
    });
    expect(await ask()).toMatchObject({ value: { events: 5 } });
    const asked = vendor.requests.filter(({ path }) => path === '/v1/events');
    expect(asked).toHaveLength(4);
    for (const { url } of asked) {
      const types = [...url.searchParams].filter(([n]) =>
        n.startsWith('types'),
      );
      expect(types.length).toBeLessThanOrEqual(20);
    }
  });

  it('counts all types of an endpoint that takes all', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints[0].enabled_events = ['*'];
      world.events.push({
        ...world.events[0],
        id: 'evt_any',
        type: 'mandate.updated',
        pending_webhooks: 1,
      });
    });
    expect(await ask()).toMatchObject({ value: { events: 32, failed: 1 } });
  });

  it('says that another endpoint may be the one that failed', async () => {
    vendor.spoil(world => {
      const [own] = world.webhookEndpoints;
      world.webhookEndpoints.push({
        ...own,
        id: 'we_other',
        url: 'https://elsewhere.example/hook',
      });
      world.events[0].pending_webhooks = 1;
    });
    expect(JSON.stringify((await ask()).evidence)).toContain(
      '1 of them not delivered, to this or one of 1 other endpoints',
    );
  });
});

describe('webhookEndpoint', () => {
  it('is the enabled one of two with the address', async () => {
    vendor.spoil(world => {
      const [own] = world.webhookEndpoints;
      world.webhookEndpoints = [
        { ...own, id: 'we_old', status: 'disabled' },
        own,
      ];
    });
    expect(await collectOnly(vendor, 'webhookEndpoint')).toMatchObject({
      value: { found: true, status: 'enabled' },
    });
  });

  it('that takes everything takes failed payments and what is expected', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints[0].enabled_events = ['*'];
    });
    expect(await collectOnly(vendor, 'webhookEndpoint')).toMatchObject({
      value: { enabledEvents: ['*'], paymentFailedSubscribed: true },
    });
    expect(await collectOnly(vendor, 'webhookEvents')).toMatchObject({
      value: { missing: [] },
    });
  });

  it('that is not there lacks every expected event', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints = [];
    });
    expect(await collectOnly(vendor, 'webhookEvents')).toMatchObject({
      value: {
        found: false,
        expected: 3,
        missing: [
          'customer.subscription.deleted',
          'invoice.paid',
          'invoice.payment_failed',
        ],
      },
    });
  });
});

describe('launchPayments', () => {
  const ask = (since: string) =>
    collectOnly(vendor, 'launchPayments', { since });

  it('waits for a launch', async () => {
    expect(await ask('launch')).toMatchObject({
      miss: { cause: 'waiting-for-time' },
    });
    expect(vendor.requests).toEqual([]);
  });

  it.each([
    ['a launch a minute ago', '2026-11-22T11:59:00Z'],
    ['a launch to come', '2026-11-23T00:00:00Z'],
    ['a launch that nobody has paid since', '2026-11-22T11:51:00Z'],
  ])('waits for traffic after %s', async (_, since) => {
    expect(await ask(since)).toMatchObject({
      miss: { cause: 'waiting-for-traffic' },
    });
  });

  it('counts no payment that did not succeed', async () => {
    vendor.spoil(world => {
      for (const one of world.paymentIntents) one.status = 'requires_action';
    });
    expect(await ask('2026-11-22T11:00:00Z')).toMatchObject({
      miss: { cause: 'waiting-for-traffic' },
    });
  });

  it('counts what nobody was told of', async () => {
    vendor.spoil(world => {
      Object.assign(world.events[0], {
        type: 'invoice.paid',
        pending_webhooks: 1,
      });
    });
    expect(await ask('2026-11-22T11:00:00Z')).toMatchObject({
      value: { succeeded: 1, undelivered: 1 },
    });
  });

  it('takes payments that no endpoint hears of for undelivered', async () => {
    vendor.spoil(world => {
      world.webhookEndpoints[0].enabled_events = ['customer.created'];
    });
    expect(await ask('2026-11-22T00:00:00Z')).toMatchObject({
      value: { succeeded: 3, undelivered: 3 },
    });
  });

  it('asks for events no further back than Stripe keeps them', async () => {
    await ask('2026-01-01T00:00:00Z');
    const asked = vendor.requests.find(({ path }) => path === '/v1/events')!;
    expect(asked.url.searchParams.get('created[gte]')).toBe(
      String(NOW_S - 30 * DAY),
    );
  });
});

describe('products', () => {
  it('are found by their id as well', async () => {
    expect(
      await withExpected('products', {
        products: ['prod_1StandIn000000', 'x'],
      }),
    ).toMatchObject({ value: { expected: 2, missing: ['x'] } });
  });

  it('do not count while they are not for sale', async () => {
    vendor.spoil(world => {
      world.products[1].active = false;
    });
    expect(await collectOnly(vendor, 'products')).toMatchObject({
      value: { missing: ['Team'] },
    });
  });
});

describe('prices', () => {
  const PRO = {
    product: 'Pro',
    amount: 4900,
    currency: 'usd',
    interval: 'month',
  };
  const YEARLY = { ...PRO, amount: 49000, interval: 'year' };
  const only = (prices: object[]) => withExpected('prices', { prices });

  it('are right, and nothing is said of products that the table leaves out', async () => {
    expect(await only([PRO, YEARLY])).toMatchObject({
      value: {
        expected: 2,
        missing: [],
        differing: [],
        trialsExpected: false,
        trialsMissing: [],
      },
    });
  });

  it.each([
    [
      'the amount',
      [{ ...PRO, amount: 5900 }, YEARLY],
      {
        missing: [],
        differing: ['Pro in usd every month: 4900, expected 5900'],
      },
    ],
    [
      'the currency',
      [{ ...PRO, currency: 'eur' }, YEARLY],
      {
        missing: ['Pro in eur every month'],
        differing: ['Pro in usd every month: 4900, not in the table'],
      },
    ],
    [
      'the interval',
      [{ ...PRO, intervalCount: 3 }, YEARLY],
      {
        missing: ['Pro in usd every 3 months'],
        differing: ['Pro in usd every month: 4900, not in the table'],
      },
    ],
    [
      'what is paid once',
      [PRO, YEARLY, { ...PRO, interval: 'once' }],
      { missing: ['Pro in usd once'], differing: [] },
    ],
    [
      'the product',
      [PRO, YEARLY, { ...PRO, product: 'Basic' }],
      { missing: ['Basic in usd every month'], differing: [] },
    ],
    [
      'what is for sale beside the table',
      [PRO],
      {
        missing: [],
        differing: ['Pro in usd every year: 49000, not in the table'],
      },
    ],
  ])('differ in %s', async (_, table, value) => {
    expect(await only(table)).toMatchObject({ value });
  });

  it('with fractions of a cent are compared by them', async () => {
    vendor.spoil(world => {
      Object.assign(world.prices[0], {
        unit_amount: null,
        unit_amount_decimal: '0.25',
      });
    });
    expect(await only([{ ...PRO, amount: 0.25 }, YEARLY])).toMatchObject({
      value: { missing: [], differing: [] },
    });
  });

  it('by tiers have no one amount that could be right', async () => {
    vendor.spoil(world => {
      Object.assign(world.prices[0], {
        billing_scheme: 'tiered',
        unit_amount: null,
        unit_amount_decimal: null,
      });
    });
    expect(await only([{ ...PRO, amount: 0 }, YEARLY])).toMatchObject({
      value: {
        differing: ['Pro in usd every month: no single amount, expected 0'],
      },
    });
  });

  it.each([
    ['carry it', 14, []],
    ['carry another', 30, ['Pro in usd every month: 30 days']],
  ])('with a trial %s', async (_, trialDays, trialsMissing) => {
    expect(await only([{ ...PRO, trialDays }, YEARLY])).toMatchObject({
      value: { trialsExpected: true, trialsMissing },
    });
  });

  it('that are not there carry no trial', async () => {
    vendor.spoil(world => {
      world.prices = [];
    });
    expect(await only([{ ...PRO, trialDays: 14 }])).toMatchObject({
      value: {
        missing: ['Pro in usd every month'],
        trialsMissing: ['Pro in usd every month: 14 days'],
      },
    });
  });
});

describe('portal', () => {
  it('without a default configuration is not found', async () => {
    vendor.spoil(world => {
      world.portals[0].is_default = false;
    });
    expect(await collectOnly(vendor, 'portal')).toMatchObject({
      value: { found: false, active: false, loginPage: false },
    });
  });

  it('has business links only with both', async () => {
    vendor.spoil(world => {
      world.portals[0].business_profile.terms_of_service_url = null;
    });
    expect(await collectOnly(vendor, 'portal')).toMatchObject({
      value: { businessLinks: false },
    });
  });
});

describe('invoices', () => {
  it('wait for traffic without any of a subscription', async () => {
    vendor.spoil(world => {
      for (const one of world.invoices) one.billing_reason = 'manual';
    });
    expect(await collectOnly(vendor, 'invoices')).toMatchObject({
      miss: { cause: 'waiting-for-traffic' },
    });
  });

  it.each([
    ['of this hour is not late', 60 * MINUTE, 0],
    ['of three hours ago is', 180 * MINUTE, 1],
  ])('a draft %s', async (_, ago, notFinalised) => {
    vendor.spoil(world => {
      Object.assign(world.invoices[0], {
        created: NOW_S - ago,
        status: 'draft',
        hosted_invoice_url: null,
      });
    });
    expect(await collectOnly(vendor, 'invoices')).toMatchObject({
      value: { checked: 20, notFinalised, withoutUrl: 0 },
    });
  });
});

describe('account', () => {
  it('says what is past due', async () => {
    vendor.spoil(world => {
      world.account.requirements.past_due = ['company.tax_id'];
    });
    expect(await collectOnly(vendor, 'account')).toMatchObject({
      value: { pastDue: ['company.tax_id'] },
    });
  });

  it('is unknown where the key does not see what is past due', async () => {
    vendor.spoil(world => {
      delete world.account.requirements;
    });
    expect(await collectOnly(vendor, 'account')).toMatchObject({
      error: expect.stringContaining(
        'another shape than it documents, at requirements',
      ),
    });
  });
});

describe('balance', () => {
  it('is readable where nothing moved yet', async () => {
    vendor.spoil(world => {
      world.balanceTransactions = [];
    });
    expect(await collectOnly(vendor, 'balance')).toMatchObject({
      value: { readable: true },
    });
  });
});
