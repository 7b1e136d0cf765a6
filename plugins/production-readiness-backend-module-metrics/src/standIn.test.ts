import { ConfigReader } from '@backstage/config';
import {
  component,
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectFrom, type Wanted } from './__testUtils__/collect';
import { createProviders } from './createProviders';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const PLANTED = 'planted-s3cret-4711';

const METRICS: Record<string, Wanted> = {
  prometheus: {
    p95: { query: 'http.p95', unit: 'ms', window: 'PT24H' },
    requests: { query: 'http.requests', window: 'PT1H' },
  },
  datadog: {
    spans: { query: 'apm.spans', window: 'PT24H' },
  },
};

const ALERTS: Record<string, Wanted> = {
  prometheus: {
    highErrorRate: { alert: 'high-error-rate' },
    firing: {},
  },
  datadog: {
    unusualActivity: { alert: 'unusual-activity' },
    firing: {},
  },
};

/** Each endpoint, and the facts that need it; all others are as before. */
const ENDPOINTS: [vendor: string, where: RegExp, needed: string[]][] = [
  ['prometheus', /^\/api\/v1\/query_range$/, ['p95', 'requests']],
  ['prometheus', /^\/api\/v1\/query$/, ['p95', 'requests']],
  ['prometheus', /^\/api\/v1\/rules$/, ['highErrorRate', 'firing']],
  ['prometheus', /^\/api\/v1\/alertmanagers$/, ['highErrorRate']],
  ['prometheus', /^\/api\/v2\/status$/, ['highErrorRate']],
  ['prometheus', /^\/api\/v2\/silences$/, ['highErrorRate']],
  ['datadog', /^\/api\/v1\/query$/, ['spans']],
  ['datadog', /^\/api\/v1\/monitor$/, ['unusualActivity', 'firing']],
  // Asked only of a monitor that names nobody itself.
  ['datadog', /^\/api\/v2\/monitor\/notification_rule$/, []],
];

describe.each(['prometheus', 'datadog'])('%s of the stand-in', id => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({ vendor: standInVendor(id), now: NOW });
  });
  afterAll(() => vendor.close());
  beforeEach(() => {
    vendor.fail();
    vendor.spoil();
    vendor.requests.length = 0;
  });

  const collect = async (wanted?: { metrics?: Wanted; alerts?: Wanted }) => {
    // A module of its own each time: nothing is kept from one to the next.
    const providers = createProviders({ ...vendor, sleep: async () => {} });
    const now = new Date(NOW);
    const { metrics = METRICS[id], alerts = ALERTS[id] } = wanted ?? {};
    return {
      ...(await collectFrom(providers, {
        fact: 'metrics',
        id,
        wanted: metrics,
        now,
      })),
      ...(await collectFrom(providers, {
        fact: 'alerts',
        id,
        wanted: alerts,
        now,
      })),
    };
  };

  const endpoints = ENDPOINTS.filter(([of]) => of === id);

  it.each(
    endpoints.flatMap(([, where, needed]) =>
      VENDOR_FAULTS.map(fault => ({
        where,
        needed,
        fault,
        what: `${where.source} with ${fault.name}`,
      })),
    ),
  )('leaves all but what needs it as it is: $what', async each => {
    const before = withoutTimes(await collect());
    vendor.fail(each.fault, each.where);
    const after = await collect();
    for (const key of each.needed) {
      expect(after[key]).toEqual({
        key,
        error: expect.stringMatching(each.fault.reason),
      });
    }
    const untouched = (of: Record<string, unknown>) =>
      Object.entries(of).filter(([key]) => !each.needed.includes(key));
    expect(untouched(withoutTimes(after))).toEqual(untouched(before));
  });

  it('asks one question once for all who want it', async () => {
    const providers = createProviders(vendor);
    const ask = () =>
      collectFrom(providers, {
        fact: 'alerts',
        id,
        wanted: ALERTS[id],
        now: new Date(NOW),
      });
    await Promise.all([ask(), ask(), ask()]);
    const asked = vendor.requests.map(({ url }) => url.href);
    expect(asked).toHaveLength(new Set(asked).size);
  });

  it('lets no secret out, whatever the vendor answers and says', async () => {
    vendor.spoil(world => plant(world));
    const healthy = await collect();
    const faulty = [];
    for (const fault of VENDOR_FAULTS.slice(0, 5)) {
      vendor.fail(fault);
      faulty.push(await collect());
    }
    const said = JSON.stringify([healthy, faulty]);
    expect(said).not.toContain(PLANTED);
    expect(said).not.toMatch(/stand-in-(token|api-key|app-key)/);
    expect(Object.keys(healthy).length).toBeGreaterThan(2);
  });
});

describe('monitors of Datadog', () => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({
      vendor: standInVendor('datadog'),
      now: NOW,
      timeoutMs: 10_000,
    });
  });
  afterAll(() => vendor.close());

  const find = async (change: (world: any) => void) => {
    vendor.spoil(change);
    vendor.requests.length = 0;
    const { x } = await collectFrom(createProviders(vendor), {
      fact: 'alerts',
      id: 'datadog',
      wanted: { x: { alert: 'unusual-activity' } },
      now: new Date(NOW),
    });
    return x;
  };
  const manyMore = (world: any, count: number) => {
    const [first] = world.monitors;
    world.monitors.unshift(
      ...Array.from({ length: count }, (_, index) => ({
        ...first,
        id: 100_000 + index,
        name: `Another ${index}`,
        message: '',
      })),
    );
  };

  it('are found behind 10,000 others', async () => {
    const outcome = await find(world => manyMore(world, 10_000));
    expect(outcome).toMatchObject({ value: { exists: true, targets: 2 } });
    expect(vendor.requests).toHaveLength(11);
  });

  it('are not said to be missing where there are more than are looked through', async () => {
    const outcome = await find(world => {
      manyMore(world, 25_000);
    });
    expect(outcome).toMatchObject({
      miss: {
        cause: 'check-error',
        message: expect.stringContaining('there are more'),
      },
    });
    expect(vendor.requests).toHaveLength(20);
  });

  const rule = (attributes: object) => ({
    id: 'b9e5c3a0',
    type: 'monitor-notification-rule',
    attributes: { name: 'Kamiyo', ...attributes },
  });
  it.each([
    [
      'one for its tags',
      [rule({ filter: { tags: ['team:kamiyo'] }, recipients: ['slack-ops'] })],
      { value: { targets: 1 } },
    ],
    [
      'one for tags that it has not',
      [rule({ filter: { tags: ['team:other'] }, recipients: ['slack-ops'] })],
      { miss: { cause: 'not-declared' } },
    ],
    [
      'one under conditions',
      [
        rule({
          filter: { scope: 'team:kamiyo' },
          conditional_recipients: {
            conditions: [{ scope: 'priority:p1', recipients: ['oncall-x'] }],
          },
        }),
      ],
      { miss: { cause: 'not-declared' } },
    ],
    ['none', [], { value: { targets: 0 } }],
  ])(
    'that name nobody go by notification rules: %s',
    async (_, rules, said) => {
      const outcome = await find(world => {
        world.notificationRules = rules;
        for (const monitor of world.monitors) monitor.message = 'No handle';
      });
      expect(outcome).toMatchObject(said);
    },
  );

  it('are found by their id', async () => {
    const own = vendor.config.get<any>('productionReadiness');
    const alerts = { x: { provider: 'datadog', match: '#4103' } };
    const providers = createProviders({
      outgoing: vendor.outgoing,
      config: new ConfigReader({ productionReadiness: { ...own, alerts } }),
    });
    vendor.spoil();
    const { x } = await collectFrom(providers, {
      fact: 'alerts',
      id: 'datadog',
      wanted: { x: { alert: 'x' } },
      now: new Date(NOW),
    });
    expect(x).toMatchObject({ value: { rule: 'monitor 4103' } });
  });

  it.each([
    ['Alert', false, 1],
    ['Warn', false, 1],
    ['OK', false, 0],
    ['No Data', false, 0],
    ['No Data', true, 1],
  ])(
    'in state %s, notifying of no data: %s, fire %s',
    async (state, notify, count) => {
      vendor.spoil(world => {
        const monitor = world.monitors[0];
        monitor.overall_state = state;
        monitor.options.notify_no_data = notify;
      });
      const { firing } = await collectFrom(createProviders(vendor), {
        fact: 'alerts',
        id: 'datadog',
        wanted: { firing: {} },
        now: new Date(NOW),
      });
      expect(firing).toMatchObject({ value: { count } });
    },
  );
});

describe('Datadog says what it counts in', () => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({ vendor: standInVendor('datadog'), now: NOW });
  });
  afterAll(() => vendor.close());

  const unit = (name: string, family: string) => ({
    name,
    family,
    scale_factor: 1,
  });
  it.each([
    [
      'seconds',
      [unit('second', 'time'), null],
      'ms',
      { value: { value: 210_000 } },
    ],
    [
      'milliseconds',
      [unit('millisecond', 'time'), null],
      'ms',
      { value: { value: 210 } },
    ],
    [
      'a count',
      [unit('request', 'network'), null],
      'count',
      { value: { value: 210 } },
    ],
    [
      'a rate',
      [unit('request', 'network'), unit('second', 'time')],
      'count',
      { value: { value: 210 * 3600 } },
    ],
    [
      'bytes for time',
      [unit('byte', 'bytes'), null],
      'ms',
      { miss: { cause: 'check-error' } },
    ],
    ['nothing', null, 'ms', { miss: { cause: 'check-error' } }],
  ])('%s', async (_, said, wanted, outcome) => {
    vendor.spoil(world => {
      world.series['users.active'][0].unit = said;
    });
    const { x } = await collectFrom(createProviders(vendor), {
      fact: 'metrics',
      id: 'datadog',
      wanted: { x: { query: 'users.active', unit: wanted, window: 'PT1H' } },
      now: new Date(NOW),
    });
    expect(x).toMatchObject(outcome);
  });
});

/** Puts a secret wherever a vendor could hold one. */
function plant(world: any): void {
  for (const group of world.groups ?? []) {
    for (const rule of group.rules) {
      rule.query = `secret("${PLANTED}") > 0`;
      rule.labels.note = PLANTED;
      rule.annotations.summary = PLANTED;
      rule.lastError = PLANTED;
    }
  }
  for (const silence of world.silences ?? []) silence.comment = PLANTED;
  for (const manager of world.activeAlertmanagers ?? []) {
    manager.url = `https://user:${PLANTED}@alertmanager.kamiyo.ai/`;
  }
  for (const monitor of world.monitors ?? []) {
    monitor.message = `@webhook-${PLANTED} @slack-${PLANTED}`;
    monitor.tags = [`token:${PLANTED}`];
    monitor.query = PLANTED;
    monitor.creator.handle = `${PLANTED}@kamiyo.ai`;
  }
  for (const [key, list] of Object.entries<any>(world.series)) {
    const all = Array.isArray(list) ? { [key]: list } : list;
    for (const each of Object.values<any>(all).flat()) {
      if (each.labels) each.labels.instance = PLANTED;
      if (each.tags) each.tags = [...each.tags, `instance:${PLANTED}`];
    }
  }
}

/** How long an answer took is never the same twice. */
function withoutTimes(
  outcomes: Record<string, unknown>,
): Record<string, unknown> {
  return JSON.parse(JSON.stringify(outcomes).replaceAll(/\d+ ms/g, 'n ms'));
}

describe('dashboards of Datadog', () => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({ vendor: standInVendor('datadog'), now: NOW });
  });
  afterAll(() => vendor.close());
  beforeEach(() => vendor.fail());

  const look = async (named?: string) => {
    const { datadog } = await collectFrom(createProviders(vendor), {
      fact: 'dashboards',
      id: 'datadog',
      wanted: { datadog: {} },
      now: new Date(NOW),
      entity: component({
        name: 'kamiyo',
        annotations: named
          ? { 'production-readiness/datadog-dashboards': named }
          : {},
      }),
    });
    return datadog;
  };

  it('are there, or are missing', async () => {
    expect(await look('abc-def-ghi, xyz-xyz-xyz')).toMatchObject({
      value: { found: ['abc-def-ghi'], missing: ['xyz-xyz-xyz'] },
    });
  });

  it('are none where none is named', async () => {
    expect(await look()).toMatchObject({ value: { found: [], missing: [] } });
  });

  it('stay below the path that they are asked at', async () => {
    vendor.requests.length = 0;
    await look('../../v1/monitor');
    expect(vendor.requests.map(({ path }) => path)).toEqual([
      '/api/v1/dashboard/..%2F..%2Fv1%2Fmonitor',
    ]);
  });

  it.each(VENDOR_FAULTS.filter(({ name }) => name !== '404'))(
    'are not known with $name',
    async fault => {
      vendor.fail(fault);
      expect(await look('abc-def-ghi')).toEqual({
        key: 'datadog',
        error: expect.stringMatching(fault.reason),
      });
    },
  );
});

describe('Prometheus and Datadog side by side', () => {
  let vendor: RunningVendor;
  beforeAll(async () => {
    vendor = await startVendor({
      vendor: standInVendor('prometheus'),
      now: NOW,
      config: standInVendor('datadog').config,
    });
  });
  afterAll(() => vendor.close());

  it('are both connected, with the queries of both', () => {
    const providers = createProviders(vendor);
    const entity = component({ name: 'kamiyo-api' });
    const reasons = providers
      .filter(({ fact }) => fact === 'metrics')
      .map(({ id, notConnected }) => [
        id,
        notConnected!(entity, {
          key: 'x',
          params: { query: id === 'datadog' ? 'apm.spans' : 'http.p95' },
        }),
      ]);
    expect(reasons).toEqual([
      ['prometheus', undefined],
      ['datadog', undefined],
    ]);
  });
});

describe('without a connection', () => {
  const NOWHERE = new ConfigReader({
    productionReadiness: {
      alerts: { x: { provider: 'prometheus', match: 'X' } },
      collectors: {
        metrics: {
          prometheus: { baseUrl: 'https://prometheus.kamiyo.ai' },
        },
      },
    },
  });
  const why = (config: ConfigReader, fact: string, id: string, params = {}) =>
    createProviders({ config, outgoing: undefined as any }).find(
      each => each.fact === fact && each.id === id,
    )!.notConnected!(component(), { key: 'x', params });

  it('says what is missing', () => {
    const none = new ConfigReader({});
    expect(why(none, 'metrics', 'prometheus')).toContain('Prometheus');
    expect(why(none, 'alerts', 'prometheus')).toContain('Prometheus');
    expect(why(none, 'alerts', 'datadog')).toContain('keys');
    expect(why(none, 'dashboards', 'datadog')).toContain('keys');
  });

  it('of Alertmanager knows what fires, and not whom it notifies', () => {
    expect(why(NOWHERE, 'alerts', 'prometheus', { alert: 'x' })).toContain(
      'alertmanager',
    );
    expect(why(NOWHERE, 'alerts', 'prometheus')).toBeUndefined();
  });

  it('stops the start-up where an alert cannot be read', () => {
    const config = new ConfigReader({
      productionReadiness: {
        alerts: { 'db-disk': { provider: 'prometheus', match: 'Disk{' } },
      },
    });
    expect(() =>
      createProviders({ config, outgoing: undefined as any }),
    ).toThrow(/alerts\.db-disk\.match: 'Disk\{' is no alert of Prometheus/);
  });
});
