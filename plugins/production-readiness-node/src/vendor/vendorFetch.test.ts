import { VENDOR_FAULTS } from '../testUtils/faults';
import {
  startVendor,
  type RunningVendor,
  type StandInVendor,
} from '../testUtils/vendor';
import { vendorFetch } from './vendorFetch';
import { VendorError } from './VendorError';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const ITEMS = 'https://api.shop.example/v1/items';

const shop: StandInVendor = {
  id: 'shop',
  title: 'Shop',
  hosts: ['api.shop.example'],
  world: () => ({}),
  answer: (_, { path, headers }) =>
    path === '/v1/items'
      ? { status: 200, body: { accept: headers.accept } }
      : { status: 404, body: { message: 'no' } },
  config: {},
  defects: {},
};

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: shop, now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.fail();
  vendor.requests.length = 0;
});

const fault = (name: string) =>
  VENDOR_FAULTS.find(candidate => candidate.name === name);

describe('vendorFetch', () => {
  it('answers as fetch does, with statuses that are none of its business', async () => {
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    const answer = await own(ITEMS, { headers: { accept: 'text/x' } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ accept: 'text/x' });
    expect((await own(`${ITEMS}/1`)).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('sends no %s', async method => {
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    await expect(own(ITEMS, { method })).rejects.toThrow('would not be a read');
    expect(vendor.requests).toEqual([]);
  });

  it('fetches once for all who want the same, and gives each its own body', async () => {
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    const answers = await Promise.all([own(ITEMS), own(ITEMS), own(ITEMS)]);
    answers.push(await own(ITEMS));
    expect(await Promise.all(answers.map(answer => answer.json()))).toEqual(
      Array(4).fill({ accept: '*/*' }),
    );
    expect(vendor.requests).toHaveLength(1);
    await own(ITEMS, { headers: { accept: 'text/x' } });
    expect(vendor.requests).toHaveLength(2);
  });

  it('keeps no failure', async () => {
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    vendor.fail(fault('500'));
    expect((await own(ITEMS)).status).toBe(500);
    vendor.fail();
    expect((await own(ITEMS)).status).toBe(200);
  });

  it('waits as long as the vendor asks', async () => {
    const waits: number[] = [];
    let time = NOW;
    vendor.fail({
      name: 'limited once',
      reason: /./,
      answer(_, response) {
        vendor.fail();
        response.writeHead(429, { 'retry-after': '7' });
        response.end('{}');
      },
    });
    const own = vendorFetch({
      vendor: 'Shop',
      outgoing: vendor.outgoing,
      now: () => time,
      sleep: async ms => {
        waits.push(ms);
        time += ms;
      },
    });
    expect((await own(ITEMS)).status).toBe(200);
    expect(waits).toEqual([7000]);
  });

  it('answers with the refusal where the pause would be too long', async () => {
    vendor.fail(fault('429 with retry-after'));
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    expect((await own(ITEMS)).status).toBe(429);
    expect(vendor.requests).toHaveLength(1);
  });

  it('says who does not answer', async () => {
    vendor.fail(fault('no answer in time'));
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    const failure = await own(ITEMS).then(
      () => undefined,
      error => error,
    );
    expect(failure).toBeInstanceOf(VendorError);
    expect(failure.message).toMatch(/^Shop: .*answer/);
  });

  it('lets one who gives up leave the others their answer', async () => {
    const own = vendorFetch({ vendor: 'Shop', outgoing: vendor.outgoing });
    const controller = new AbortController();
    const given = own(ITEMS, { signal: controller.signal });
    const waited = own(ITEMS);
    controller.abort(new Error('over'));
    await expect(given).rejects.toThrow('over');
    expect((await waited).status).toBe(200);
  });
});
