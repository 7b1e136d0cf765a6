import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW } from './__testUtils__/collect';
import published from './__fixtures__/stripe-fixtures.json';

/** What the stand-in holds, by the name that Stripe has for it. */
const HELD: Record<keyof typeof published.resources, string> = {
  account: 'account',
  balance: 'balance',
  balance_transaction: 'balanceTransactions',
  'billing_portal.configuration': 'portals',
  event: 'events',
  invoice: 'invoices',
  payment_intent: 'paymentIntents',
  price: 'prices',
  product: 'products',
  subscription: 'subscriptions',
  'tax.registration': 'registrations',
  'tax.settings': 'taxSettings',
  webhook_endpoint: 'webhookEndpoints',
};
const RESOURCES = Object.keys(HELD) as (keyof typeof HELD)[];

/** Objects whose names are the account's own, or depend on what is in them. */
const OPEN = /(^|\.)(metadata|country_options|status_details|data\.object)$/;
/** Left out of the extract. */
const LEFT_OUT = ['client_secret'];

const vendor = standInVendor('stripe');
let running: RunningVendor;
beforeAll(async () => {
  running = await startVendor({ vendor, now: NOW });
});
afterAll(() => running.close());

/** Paths of an object with the types of what is there; null fits any. */
function differences(own: any, theirs: any, path = ''): string[] {
  if (own === null || theirs === null || OPEN.test(path)) return [];
  if (typeof own !== typeof theirs) return [`${path}: ${typeof own}`];
  if (Array.isArray(own) !== Array.isArray(theirs)) return [`${path}: list`];
  if (typeof own !== 'object' || Array.isArray(own)) return [];
  return Object.entries(own)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .flatMap(([name, value]) => {
      const at = path ? `${path}.${name}` : name;
      return name in theirs
        ? differences(value, theirs[name], at)
        : [`${at}: not published`];
    });
}

describe('the stand-in', () => {
  it.each(RESOURCES)('holds %s in the shape that Stripe publishes', name => {
    const held = vendor.world({ now: NOW })[HELD[name]];
    const [one] = [held].flat();
    expect(one.object).toBe(published.resources[name].object);
    expect(differences(one, published.resources[name])).toEqual([]);
  });
});

describe('what Stripe publishes', () => {
  it.each(RESOURCES)('says of %s which mode it is of', name => {
    // Else an answer of test mode could not be told.
    const withoutMode = ['account', 'balance_transaction'];
    expect('livemode' in published.resources[name]).toBe(
      !withoutMode.includes(name),
    );
  });

  it('is read without a complaint about its shape, were it of live mode', async () => {
    running.spoil(world => {
      for (const name of RESOURCES) {
        const example: any = structuredClone(published.resources[name]);
        if ('livemode' in example) example.livemode = true;
        if ('created' in example)
          example.created = Math.floor(NOW / 1000) - 1800;
        world[HELD[name]] = Array.isArray(world[HELD[name]])
          ? [example]
          : example;
      }
    });
    const outcomes = await collectAll(collectorOf(running), {
      account: {},
      balance: {},
      deliveries: { url: 'https://example.com/my/webhook/endpoint' },
      dayDeliveries: {
        url: 'https://example.com/my/webhook/endpoint',
        window: 'P1D',
      },
      invoices: {},
      launchPayments: { since: '2026-11-22T11:00:00Z' },
      portal: {},
      prices: {},
      products: {},
      subscriptions: {},
      tax: {},
      webhookEndpoint: { url: 'https://example.com/my/webhook/endpoint' },
    });
    expect(outcomes).toMatchObject({
      account: {
        value: {
          detailsSubmitted: false,
          chargesEnabled: false,
          payoutsEnabled: false,
          disabledReason: 'requirements.past_due',
          pastDue: [],
        },
      },
      balance: { value: { readable: true } },
      // Its event is of a type that its endpoint does not take.
      deliveries: { miss: { cause: 'waiting-for-traffic' } },
      dayDeliveries: { value: { events: 0, failed: 0 } },
      // Written by hand, and a payment that waits for a card.
      invoices: { miss: { cause: 'waiting-for-traffic' } },
      launchPayments: { miss: { cause: 'waiting-for-traffic' } },
      portal: {
        value: {
          found: true,
          active: true,
          isDefault: true,
          loginPage: false,
          businessLinks: true,
          paymentMethodUpdate: false,
          subscriptionCancel: false,
          subscriptionUpdate: false,
          invoiceHistory: true,
        },
      },
      prices: { value: { missing: expect.any(Array) } },
      products: {
        value: { missing: ['Pro', 'Team', 'Enterprise', 'KAMIYO MCP'] },
      },
      subscriptions: { value: { countable: true } },
      tax: { value: { status: 'active', activeRegistrations: 1 } },
      webhookEndpoint: {
        value: {
          found: true,
          status: 'enabled',
          enabledEvents: ['charge.failed', 'charge.succeeded'],
          paymentFailedSubscribed: false,
        },
      },
    });
  });

  it('is an error as long as it is of test mode', async () => {
    running.spoil(world => {
      world.webhookEndpoints = [published.resources.webhook_endpoint];
    });
    const { webhookEndpoint } = await collectAll(collectorOf(running));
    expect(webhookEndpoint).toMatchObject({
      error: expect.stringContaining('livemode is false'),
    });
  });
});
