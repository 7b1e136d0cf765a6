import type { FactOutcome } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  collectAll,
  collectorOf,
  NOW,
  WANTED as ALL,
} from './__testUtils__/collect';
import { ENDPOINTS, isOf } from './__testUtils__/endpoints';

/** Fewer commits, each of which is a request. */
const WANTED = { ...ALL, history: { commits: 4 } };

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('github'),
    now: NOW,
    timeoutMs: 1000,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

describe('an endpoint that fails', () => {
  let healthy: Record<string, FactOutcome>;
  beforeAll(async () => {
    healthy = await collectAll(collectorOf(vendor), WANTED);
  });

  it('is in the table, whichever is asked', async () => {
    await collectAll(collectorOf(vendor), WANTED);
    const asked = [...new Set(vendor.requests.map(({ path }) => path))];
    const patterns = Object.keys(ENDPOINTS);
    const unknown = asked.filter(
      path => !patterns.some(pattern => isOf(pattern).test(path)),
    );
    const unused = patterns.filter(
      pattern => !asked.some(path => isOf(pattern).test(path)),
    );
    expect({ unknown, unused }).toEqual({ unknown: [], unused: [] });
  });

  it.each(
    Object.keys(ENDPOINTS).flatMap(pattern =>
      VENDOR_FAULTS.map(fault => [pattern, fault.name, fault] as const),
    ),
  )('%s: %s', async (pattern, name, fault) => {
    vendor.fail(fault, isOf(pattern));
    const outcomes = await collectAll(collectorOf(vendor), WANTED);
    const affected = ENDPOINTS[pattern];
    for (const key of affected) {
      // A folder that is gone holds nothing; the bot's pull request is there.
      const isAnswer =
        name === '404' && pattern.endsWith('/contents/[.]github');
      const failed = { key, error: expect.stringMatching(fault.reason) };
      expect(outcomes[key]).toEqual(isAnswer ? healthy[key] : failed);
      expect(JSON.stringify(outcomes[key])).toMatch(
        isAnswer ? /"value"/ : /"error":"GitHub\b/,
      );
    }
    const others = Object.keys(WANTED).filter(key => !affected.includes(key));
    for (const key of others) expect(outcomes[key]).toEqual(healthy[key]);
  });

  it.each([
    [
      'a 403 with no requests left',
      403,
      { 'x-ratelimit-remaining': '0' },
      '{}',
    ],
    [
      'a 429 with no requests left',
      429,
      { 'x-ratelimit-remaining': '0' },
      '{}',
    ],
    ['a 403 that asks to wait', 403, { 'retry-after': '60' }, '{}'],
    [
      'a 403 that speaks of the secondary limit',
      403,
      {},
      '{"message":"You have exceeded a secondary rate limit."}',
    ],
  ])(
    'takes %s for a limit, and no lack of rights',
    async (_, status, headers, body) => {
      vendor.fail(
        {
          name: 'limited',
          reason: /./,
          answer(_request, response) {
            response.writeHead(status, {
              'content-type': 'application/json',
              'x-ratelimit-reset': String(NOW / 1000 + 1800),
              ...headers,
            });
            response.end(body);
          },
        },
        /\/tags$/,
      );
      const collector = collectorOf(vendor, { now: () => NOW });
      const outcomes = await collectAll(collector, { tags: {} });
      expect(outcomes.tags).toEqual({
        key: 'tags',
        error: expect.stringContaining('GitHub limits the rate of requests'),
      });
      // Nobody was asked again before the time that GitHub names.
      expect(vendor.requests).toHaveLength(1);
    },
  );

  it('waits as long as GitHub asks where that is short', async () => {
    const waits: number[] = [];
    let time = NOW;
    vendor.fail({
      name: 'limited once',
      reason: /./,
      answer(_request, response) {
        vendor.fail();
        response.writeHead(403, {
          'content-type': 'application/json',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(NOW / 1000 + 5),
        });
        response.end('{}');
      },
    });
    const collector = collectorOf(vendor, {
      now: () => time,
      sleep: async ms => {
        waits.push(ms);
        time += ms;
      },
    });
    const outcomes = await collectAll(collector, { tags: {} });
    expect(outcomes.tags).toMatchObject({ value: { complete: true } });
    expect(waits).toEqual([5000]);
  });

  it('says of a repository that has moved what to correct', async () => {
    vendor.fail(
      {
        name: 'moved',
        reason: /./,
        answer(_request, response) {
          response.writeHead(301, {
            'content-type': 'application/json',
            location: 'https://api.github.com/repositories/1/tags',
          });
          response.end('{"message":"Moved Permanently"}');
        },
      },
      /\/tags$/,
    );
    const outcomes = await collectAll(collectorOf(vendor), { tags: {} });
    expect(outcomes.tags).toMatchObject({
      error: expect.stringContaining(
        'has moved (301); correct the repository that the entity names',
      ),
    });
  });
});
