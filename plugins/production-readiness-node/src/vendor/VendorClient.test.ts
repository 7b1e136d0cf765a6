import { z } from 'zod';
import { VENDOR_FAULTS } from '../testUtils/faults';
import {
  startVendor,
  type RunningVendor,
  type StandInVendor,
} from '../testUtils/vendor';
import { VendorClient, type VendorClientOptions } from './VendorClient';
import { VendorError } from './VendorError';

const SECRET = 'sk_live_1234567890abcdef';
const NOW = Date.parse('2026-06-01T00:00:00Z');

/** A vendor with one list, paged by number, and one thing that counts. */
const shop: StandInVendor = {
  id: 'shop',
  title: 'Shop',
  hosts: ['api.shop.example'],
  world: () => ({ items: 10_000, limited: 0 }),
  answer(world, { path, url, body }) {
    if (path === '/v1/echo') return { status: 200, body: { sent: body } };
    const page = Number(url.searchParams.get('page') ?? 1);
    const from = (page - 1) * 100;
    const count = Math.max(0, Math.min(100, world.items - from));
    return {
      status: 200,
      body: {
        items: Array.from({ length: count }, (_, index) => from + index),
        next: from + count < world.items ? page + 1 : null,
      },
    };
  },
  config: {},
  defects: {},
};
const PAGE = z.object({
  items: z.array(z.number()),
  next: z.number().nullable(),
});

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: shop, now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

function clientWith(options: Partial<VendorClientOptions> = {}) {
  return new VendorClient({
    vendor: 'Shop',
    baseUrl: 'https://api.shop.example/v1',
    headers: { authorization: `Bearer ${SECRET}` },
    outgoing: vendor.outgoing,
    ...options,
  });
}
const { signal } = new AbortController();
const first = { path: '/items', schema: PAGE, signal };

describe('VendorClient', () => {
  it('asks with its credentials and shows them nowhere', async () => {
    const answer = await clientWith().get(first);
    expect(answer.data.items).toHaveLength(100);
    expect(vendor.requests[0].headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(answer.evidence).toMatchObject({
      request: 'GET https://api.shop.example/v1/items',
      response: expect.stringMatching(/^200, \d+ ms$/),
    });
  });

  it.each(VENDOR_FAULTS)('says why: $name', async fault => {
    vendor.fail(fault);
    const failure = await clientWith()
      .get(first)
      .then(
        () => undefined,
        error => error,
      );
    expect(failure).toBeInstanceOf(VendorError);
    expect(failure.message).toMatch(fault.reason);
    expect(failure.message).toMatch(/^Shop/);
    expect(failure.message).not.toContain(SECRET);
  });

  it('names the right that is missing', async () => {
    vendor.fail(VENDOR_FAULTS.find(({ name }) => name === '403'));
    await expect(
      clientWith().get({ ...first, needs: "the scope 'items:read'" }),
    ).rejects.toThrow(
      "Shop refuses GET /items to this token (403); give it the scope 'items:read'",
    );
  });

  it('waits as long as the vendor asks, and no one asks meanwhile', async () => {
    const waits: number[] = [];
    let time = NOW;
    let limited = 1;
    vendor.fail({
      name: 'limited once',
      reason: /./,
      answer(_, response) {
        if (limited > 0) {
          limited -= 1;
          vendor.fail();
          response.writeHead(429, { 'retry-after': '7' });
          response.end('{}');
        }
      },
    });
    const client = clientWith({
      concurrency: 1,
      now: () => time,
      sleep: async ms => {
        waits.push(ms);
        time += ms;
      },
    });
    const [one, two] = await Promise.all([
      client.get(first),
      client.get({ ...first, query: { page: 2 } }),
    ]);
    expect([one.data.items[0], two.data.items[0]]).toEqual([0, 100]);
    expect(waits).toEqual([7000]);
  });

  it('fetches once for all who want the same, and anew for the next minute', async () => {
    const client = clientWith({ cacheMs: 60_000 });
    await Promise.all([1, 2, 3].map(() => client.get(first)));
    expect(vendor.requests).toHaveLength(1);
    await clientWith().get(first);
    expect(vendor.requests).toHaveLength(2);
  });

  it('does not keep a failure', async () => {
    const client = clientWith();
    vendor.fail(VENDOR_FAULTS.find(({ name }) => name === '500'));
    await expect(client.get(first)).rejects.toThrow('500');
    vendor.fail();
    await expect(client.get(first)).resolves.toMatchObject({});
  });

  it('lets one who gives up leave the others their answer', async () => {
    const client = clientWith();
    const own = new AbortController();
    const given = client.get({ ...first, signal: own.signal });
    const waited = client.get(first);
    own.abort(new Error('over'));
    await expect(given).rejects.toThrow('over');
    await expect(waited).resolves.toMatchObject({});
  });

  it('reads a list of 10,000 to its end, and says of a longer one that it is not complete', async () => {
    const client = clientWith();
    const list = () =>
      client.list({
        first,
        items: page => page.items,
        next: ({ data }) =>
          data.next === null ? undefined : { query: { page: data.next } },
      });
    const whole = await list();
    expect(whole.items).toHaveLength(10_000);
    expect(whole.complete).toBe(true);

    vendor.spoil(world => {
      world.items = 10_001;
    });
    const longer = await clientWith().list({
      first,
      items: page => page.items,
      next: ({ data }) =>
        data.next === null ? undefined : { query: { page: data.next } },
    });
    expect(longer.items).toHaveLength(10_000);
    expect(longer.complete).toBe(false);
  });

  it('sends a form where a read knows no GET', async () => {
    const { data } = await clientWith().get({
      path: '/echo',
      form: { format: 'json', limit: '50' },
      schema: z.object({ sent: z.string() }),
      signal,
    });
    expect(data.sent).toBe('format=json&limit=50');
    expect(vendor.requests[0].method).toBe('POST');
  });

  it('asks no host that is not allowed', async () => {
    await expect(
      clientWith({ baseUrl: 'https://api.other.example' }).get(first),
    ).rejects.toThrow(
      'Shop: host api.other.example is not in productionReadiness.http.allow; add it',
    );
  });
});

describe('what must not be held', () => {
  it('is dropped while the answer is parsed, for all who share it', async () => {
    const client = clientWith({ cacheMs: 60_000 });
    const request = {
      path: '/items',
      schema: z.unknown(),
      signal: AbortSignal.timeout(5000),
    };
    const revive = (key: string, value: unknown) =>
      key === 'items' ? undefined : value;
    expect((await client.get({ ...request, revive })).data).toEqual({
      next: 2,
    });
    // The one fetch that both share was parsed once, without it.
    expect((await client.get(request)).data).toEqual({ next: 2 });
    expect(vendor.requests).toHaveLength(1);
  });
});
