import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW } from './__testUtils__/collect';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('stripe'),
    now: NOW,
    // Ten thousand of everything take their time to be made.
    timeoutMs: 30_000,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

describe('long lists', () => {
  const LISTS = [
    'balanceTransactions',
    'events',
    'invoices',
    'paymentIntents',
    'portals',
    'prices',
    'products',
    'registrations',
    'subscriptions',
    'webhookEndpoints',
  ];

  it('end, and say where they are not complete', async () => {
    const HALF_AN_HOUR_AGO = Math.floor(NOW / 1000) - 1800;
    vendor.spoil(world => {
      for (const list of LISTS) {
        const [first] = world[list];
        world[list] = Array.from({ length: 10_000 }, (_, index) => ({
          ...first,
          id: `${list}_${index}`,
          ...('enabled_events' in first ? {} : { created: HALF_AN_HOUR_AGO }),
          ...('pending_webhooks' in first ? { pending_webhooks: 1 } : {}),
        }));
      }
      for (const one of world.subscriptions) one.status = 'active';
    });
    const outcomes = await collectAll(collectorOf(vendor));
    expect(outcomes).toMatchObject({
      deliveries: { value: { failed: 1000, complete: false } },
      dayDeliveries: { value: { failed: 1000, complete: false } },
      launchPayments: {
        value: {
          succeeded: 1000,
          undelivered: expect.any(Number),
          complete: false,
        },
      },
      subscriptions: { value: { active: 1000, complete: false } },
      invoices: { value: { checked: 20 } },
      products: { value: { missing: ['Team', 'Enterprise', 'KAMIYO MCP'] } },
      tax: { value: { activeRegistrations: 1000 } },
    });
    expect(vendor.requests.length).toBeLessThan(320);
  }, 60_000);

  it('say nothing of what may be on a page that was not read', async () => {
    vendor.spoil(world => {
      for (const list of ['products', 'webhookEndpoints']) {
        const [first] = world[list];
        world[list] = Array.from({ length: 10_001 }, (_, index) => ({
          ...first,
          id: `${list}_${index}`,
          name: 'Another',
          url: 'https://elsewhere.example',
        }));
      }
    });
    const outcomes = await collectAll(collectorOf(vendor));
    for (const key of [
      'products',
      'mcpProducts',
      'prices',
      'webhookEndpoint',
    ]) {
      expect(outcomes[key]).toMatchObject({
        miss: {
          cause: 'check-error',
          message: expect.stringContaining('more than'),
        },
      });
    }
  }, 60_000);

  it('that turn in a circle end as well', async () => {
    vendor.fail(
      {
        name: 'has more forever',
        reason: /./,
        answer(_, response) {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end('{"object":"list","data":[],"has_more":true}');
        },
      },
      /^\/v1\/subscriptions$/,
    );
    const outcomes = await collectAll(collectorOf(vendor));
    expect(outcomes.subscriptions).toMatchObject({
      value: { active: 0, complete: false },
    });
  });
});
