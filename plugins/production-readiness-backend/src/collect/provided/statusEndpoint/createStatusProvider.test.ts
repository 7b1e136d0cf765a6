import { ConfigReader } from '@backstage/config';
import type { OutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
  type StandInVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createProvidedCollectors, ProviderRegistry } from '..';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOST = 'status.example';
const TOKEN = 'StatusTokenPlanted1234567890';

/** A product that answers in the names that need no configuration. */
const product: StandInVendor = {
  id: 'status',
  title: 'Status',
  hosts: [HOST],
  world: () => ({
    monitors: [
      {
        name: 'API health',
        url: 'https://api.kamiyo.ai/health',
        state: 'up',
        intervalSeconds: 60,
        contacts: ['email', { kind: 'Slack' }, { kind: 'sms', active: false }],
        lastCheckedAt: '2026-11-22T11:59:00Z',
        lastDownAt: null,
      },
      {
        name: 'backup',
        kind: 'cron',
        url: `https://status.example/beat/${TOKEN}`,
        state: 'UP',
        contacts: ['pagerduty'],
        lastCheckedAt: 1_795_347_000,
        lastDownAt: '2026-11-01T00:00:00Z',
      },
    ],
  }),
  answer: (world, { headers }) =>
    headers.authorization === `Bearer ${TOKEN}`
      ? { status: 200, body: world }
      : { status: 401, body: {} },
  config: {
    productionReadiness: {
      uptime: {
        statusUrl: `https://${HOST}/api/monitors?team=1`,
        token: TOKEN,
      },
    },
  },
  defects: {},
};

/** A product that has names, pages and words of its own. */
const other: StandInVendor = {
  ...product,
  world: () => ({ items: 3 }),
  answer(world, { url, headers }) {
    if (headers['x-api-key'] !== TOKEN) return { status: 401, body: {} };
    const page = Number(url.searchParams.get('page') ?? 1);
    const next = `https://${world.nextHost ?? HOST}/v2/monitors?page=${
      page + 1
    }`;
    return {
      status: 200,
      body: {
        data: [
          {
            attributes: {
              label: `Monitor ${page}`,
              url: `https://kamiyo.ai/${page}`,
              status: page === 2 ? 'validating' : 'good',
              check_frequency: 30,
              email: true,
              call: false,
              slack_ids: page === 1 ? ['C01'] : [],
            },
          },
        ],
        pagination: { next: page < world.items ? next : null },
      },
    };
  },
  config: {
    productionReadiness: {
      uptime: {
        provider: 'status',
        statusUrl: `https://${HOST}/v2/monitors`,
        token: TOKEN,
        header: 'X-Api-Key',
        fields: {
          monitors: 'data',
          next: 'pagination.next',
          name: 'attributes.label',
          url: 'attributes.url',
          state: 'attributes.status',
          intervalSeconds: 'attributes.check_frequency',
          contacts: {
            email: 'attributes.email',
            voice: 'attributes.call',
            slack: 'attributes.slack_ids',
          },
        },
        states: { up: ['good'], down: ['down', 'validating'] },
      },
    },
  },
};

function uptime(vendor: RunningVendor) {
  return createProvidedCollectors({
    config: vendor.config,
    providers: new ProviderRegistry(),
    outgoing: vendor.outgoing,
  }).find(({ id }) => id === 'uptime')!;
}

const ask = (vendor: RunningVendor, params: object = {}): Promise<any> =>
  collectOne(uptime(vendor), params, { now: new Date(NOW) });

describe('a status endpoint', () => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({ vendor: product, now: NOW });
  });
  afterAll(() => vendor.close());
  afterEach(() => {
    vendor.spoil();
    vendor.fail();
    vendor.requests.length = 0;
  });

  it('says what is watched, how often, and who is told', async () => {
    const { value, evidence } = await ask(vendor);
    expect(value).toEqual({
      complete: true,
      monitors: [
        {
          name: 'API health',
          url: 'https://api.kamiyo.ai/health',
          kind: 'http',
          paused: false,
          state: 'up',
          intervalSeconds: 60,
          activeContacts: ['email', 'slack'],
          reachesPerson: true,
        },
        {
          name: 'backup',
          url: null,
          kind: 'heartbeat',
          paused: false,
          state: 'up',
          intervalSeconds: null,
          activeContacts: ['pager'],
          reachesPerson: true,
        },
      ],
    });
    expect(evidence[0].request).toBe(
      'GET https://status.example/api/monitors?team=1',
    );
    expect(JSON.stringify({ value, evidence })).not.toContain(TOKEN);
  });

  it('says the rest that is asked of uptime', async () => {
    const heartbeat = { kind: 'heartbeat', name: 'backup' };
    expect((await ask(vendor, heartbeat)).value).toMatchObject({
      activeContacts: 1,
    });
    expect((await ask(vendor, { kinds: ['email'] })).value.active).toBe(1);
    expect((await ask(vendor, { kinds: ['sms'] })).miss.cause).toBe(
      'waiting-for-person',
    );
    const since = (from: string) => ask(vendor, { since: from });
    expect((await since('2026-11-20T00:00:00Z')).value).toEqual({
      checks: 2,
      down: 0,
      notUp: 0,
    });
    expect((await since('2026-10-31T00:00:00Z')).value.down).toBe(1);
    expect((await since('2026-11-22T12:00:00Z')).miss.cause).toBe(
      'waiting-for-time',
    );
  });

  it.each<[string, (monitor: any) => void, object]>([
    ['paused', each => Object.assign(each, { paused: true }), { paused: true }],
    ['down', each => Object.assign(each, { state: 'down' }), { state: 'down' }],
    [
      'of a word that nobody knows',
      each => Object.assign(each, { state: 'sort of' }),
      { state: 'unknown' },
    ],
    [
      'that tells nobody',
      each => Object.assign(each, { contacts: [] }),
      { activeContacts: [], reachesPerson: false },
    ],
    [
      'of contacts of a kind that nobody knows',
      each => Object.assign(each, { contacts: ['pigeon'] }),
      { activeContacts: ['other'], reachesPerson: false },
    ],
  ])('knows a monitor %s', async (_, change, wanted) => {
    vendor.spoil(world => change(world.monitors[0]));
    const { value } = await ask(vendor);
    expect(value.monitors[0]).toMatchObject(wanted);
  });

  it('claims nothing of the past where it is not told when something was down', async () => {
    vendor.spoil(world => {
      delete world.monitors[0].lastDownAt;
    });
    const { miss } = await ask(vendor, { since: '2026-11-20T00:00:00Z' });
    expect(miss).toEqual({
      cause: 'not-declared',
      message: 'of these monitors it is not told how they fared: API health',
    });
  });

  it.each(VENDOR_FAULTS.map(fault => [fault.name, fault] as const))(
    'that fails leaves all of it unknown: %s',
    async (_, fault) => {
      vendor.fail(fault);
      const outcome = await ask(vendor);
      expect(outcome.error).toMatch(fault.reason);
      expect(outcome.error).toMatch(/^The status endpoint/);
      expect(outcome.error).not.toContain(TOKEN);
    },
  );

  it('that has a monitor without a name is read in another way than it says', async () => {
    vendor.spoil(world => {
      delete world.monitors[1].name;
    });
    expect((await ask(vendor)).error).toBe(
      'The status endpoint answers in another shape than productionReadiness.uptime.fields says: monitors.1.name is no text',
    );
  });
});

describe('a status endpoint with names of its own', () => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({ vendor: other, now: NOW });
  });
  afterAll(() => vendor.close());
  afterEach(() => {
    vendor.spoil();
    vendor.requests.length = 0;
  });

  it('is read by them, to its last page', async () => {
    const { value } = await ask(vendor);
    expect(value.monitors).toMatchObject([
      {
        name: 'Monitor 1',
        url: 'https://kamiyo.ai/1',
        state: 'up',
        intervalSeconds: 30,
        activeContacts: ['email', 'slack'],
      },
      { name: 'Monitor 2', state: 'down', activeContacts: ['email'] },
      { name: 'Monitor 3', state: 'up' },
    ]);
  });

  it('that goes on and on ends, and then nothing is claimed of it', async () => {
    vendor.spoil(world => {
      world.items = 10_000;
    });
    expect((await ask(vendor)).miss).toMatchObject({ cause: 'check-error' });
    expect(vendor.requests).toHaveLength(20);
  });

  it('sends its token to no other place', async () => {
    vendor.spoil(world => {
      world.nextHost = 'elsewhere.example';
    });
    expect((await ask(vendor)).error).toContain('a next page at another place');
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('the configuration of uptime', () => {
  const start = (configured: object) =>
    createProvidedCollectors({
      config: new ConfigReader({
        productionReadiness: { uptime: configured },
      } as any),
      providers: new ProviderRegistry(),
      outgoing: {} as OutgoingGuard,
    }).find(({ id }) => id === 'uptime')!;

  it.each<[object, string]>([
    [{ statusUrl: 'ftp://status.example' }, 'statusUrl must be a URL'],
    [{ statusUrl: `https://u:${TOKEN}@status.example` }, 'no credentials'],
    [{ statusUrl: 'https://x.example', fields: { url: 'a..b' } }, 'fields.url'],
    [{ provider: 'uptimerobott' }, 'name one of: status, uptimerobot'],
    [{ provider: 'status', urls: [] }, 'urls'],
  ])('that cannot be read stops the start-up: %j', (configured, reason) => {
    expect(() => start(configured)).toThrow(reason);
    expect(() => start(configured)).not.toThrow(TOKEN);
  });

  it.each<[object, string]>([
    [{}, 'names no provider'],
    [{ provider: 'status' }, 'statusUrl is not configured'],
    [{ provider: 'uptimerobot' }, "provides 'uptimerobot'"],
  ])('connects nothing with %j', (configured, reason) => {
    expect(
      start(configured).factNotConnected!(component(), {
        key: 'monitors',
        params: {},
      }),
    ).toContain(reason);
  });
});
