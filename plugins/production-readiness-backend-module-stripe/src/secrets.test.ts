import { ConfigReader } from '@backstage/config';
import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW, WANTED } from './__testUtils__/collect';
import { ENDPOINTS } from './__testUtils__/endpoints';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('stripe'),
    now: NOW,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

describe('secrets', () => {
  const PLANTED = 'sk_live_PlantedInEveryAnswer1234567890';

  const plant = (value: any): any => {
    if (Array.isArray(value)) return value.map(plant);
    if (typeof value !== 'object' || value === null) return value;
    return {
      ...Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, plant(inner)]),
      ),
      ...('object' in value
        ? {
            client_secret: PLANTED,
            customer_email: `${PLANTED}@customer.example`,
            description: PLANTED,
            email: `${PLANTED}@kamiyo.example`,
            hosted_invoice_url: `https://invoice.stripe.com/i/${PLANTED}`,
            metadata: { key: PLANTED },
            secret: PLANTED,
          }
        : {}),
    };
  };

  it('stay with Stripe', async () => {
    vendor.spoil(world => Object.assign(world, plant(world)));
    const outcomes = await collectAll(collectorOf(vendor));
    expect(Object.values(outcomes).filter(o => !('value' in o))).toEqual([]);
    const text = JSON.stringify(outcomes);
    expect(text).not.toMatch(/planted/i);
    expect(text).not.toContain('invoice.stripe.com');
    expect(text).not.toMatch(/[rs]k_live_/);
  });

  it.each([
    ['a key that Stripe does not know', 401],
    ['a key that may not read', 403],
  ])('are not in what is said of %s', async (_, status) => {
    const config = new ConfigReader({
      productionReadiness: {
        collectors: {
          stripe: {
            ...(standInVendor('stripe').config as any).productionReadiness
              .collectors.stripe,
            apiKey:
              status === 401
                ? 'rk_live_PlantedInTheConfiguration'
                : 'rk_live_StandInKamiyo',
          },
        },
      },
    });
    vendor.spoil(world => {
      world.forbidden = Object.keys(ENDPOINTS);
    });
    const outcomes = await collectAll(collectorOf(vendor, config));
    for (const key of Object.keys(WANTED)) {
      expect(outcomes[key]).toMatchObject({
        error: expect.stringContaining(String(status)),
      });
    }
    const text = JSON.stringify(outcomes);
    expect(text).not.toMatch(/rk_live|\*\*\*\*|ration'|Kamiyo/);
  });

  it('are not in the name of the permission that a refusal is about', async () => {
    vendor.fail(
      {
        name: 'refusal as Stripe words it',
        reason: /./,
        answer(_, response) {
          response.writeHead(403, { 'content-type': 'application/json' });
          response.end(
            JSON.stringify({
              error: {
                type: 'invalid_request_error',
                message: `The provided key 'rk_live_*********nKamiyo' does not have the required permissions for this endpoint on account 'acct_1'. Having the 'rak_webhook_read' permission would allow this request to continue.`,
              },
            }),
          );
        },
      },
      /webhook_endpoints/,
    );
    const outcomes = await collectAll(collectorOf(vendor));
    expect(outcomes.webhookEndpoint).toEqual({
      key: 'webhookEndpoint',
      error:
        'Stripe refuses GET /v1/webhook_endpoints to this token (403); give it the permission rak_webhook_read',
    });
  });
});
