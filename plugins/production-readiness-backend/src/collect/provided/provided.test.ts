import { ConfigReader } from '@backstage/config';
import type {
  FactOutcome,
  FactProvider,
  OutgoingGuard,
  ProvidedFact,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createProvidedCollectors, ProviderRegistry } from '.';

interface Setup {
  config?: object;
  providers?: FactProvider[];
}

/** The collector of one fact, with these providers and this configuration. */
function collectorOf(
  fact: ProvidedFact,
  { config = {}, providers = [] }: Setup,
) {
  const registry = new ProviderRegistry();
  registry.addProvider(...providers);
  return createProvidedCollectors({
    config: new ConfigReader({ productionReadiness: config } as any),
    providers: registry,
    outgoing: {} as OutgoingGuard,
  }).find(({ id }) => id === fact)!;
}

/** A provider that answers each key as it is told. */
function provider(
  fact: ProvidedFact,
  id: string,
  answer: (key: string) => object,
  more: Partial<FactProvider> = {},
): FactProvider {
  return {
    fact,
    id,
    title: id,
    collect: async ({ requests }) =>
      requests.map(({ key }) => ({ key, ...answer(key) } as FactOutcome)),
    ...more,
  };
}

const found = (value: object) => () => ({ value, evidence: [] });
const ALERT = { exists: true, enabled: true, targets: 1, rule: 'r' };
const alerts = {
  'db-disk': { provider: 'prometheus', match: 'Disk' },
  'failed-jobs': { provider: 'datadog', match: 'Jobs' },
};
const whyNot = (
  collector: ReturnType<typeof collectorOf>,
  key: string,
  params: object,
) => collector.factNotConnected!(component(), { key, params });

describe('alerts', () => {
  it('asks the provider that the key is mapped to', async () => {
    const collector = collectorOf('alerts', {
      config: { alerts },
      providers: [
        provider('alerts', 'prometheus', found({ ...ALERT, rule: 'p' })),
        provider('alerts', 'datadog', found({ ...ALERT, rule: 'd' })),
      ],
    });
    const rule = async (alert: string) => {
      const outcome = await collectOne(collector, { alert });
      return 'value' in outcome ? outcome.value.rule : outcome;
    };
    expect(await rule('db-disk')).toBe('p');
    expect(await rule('failed-jobs')).toBe('d');
  });

  it.each([
    ['a key that is not mapped', { alert: 'other' }, "maps no 'other'"],
    [
      'a provider whose module is not there',
      { alert: 'db-disk' },
      "no module of this backend provides 'prometheus'",
    ],
  ])('is not connected: %s', (_, params, reason) => {
    const collector = collectorOf('alerts', { config: { alerts } });
    expect(whyNot(collector, 'x', params)).toContain(reason);
  });

  it('is not connected where the provider says so', () => {
    const collector = collectorOf('alerts', {
      config: { alerts },
      providers: [
        provider('alerts', 'prometheus', found(ALERT), {
          notConnected: () => 'no token',
        }),
      ],
    });
    expect(whyNot(collector, 'x', { alert: 'db-disk' })).toBe('no token');
  });

  const firing = (prometheus: object, datadog: object) =>
    collectOne(
      collectorOf('alerts', {
        config: { alerts },
        providers: [
          provider('alerts', 'prometheus', () => prometheus),
          provider('alerts', 'datadog', () => datadog),
        ],
      }),
      {},
      { key: 'firing' },
    );
  const fire = (...keys: string[]) => ({
    value: { count: keys.length, keys },
    evidence: [],
  });

  it('counts what fires at all providers together', async () => {
    expect(await firing(fire('db-disk'), fire('failed-jobs'))).toMatchObject({
      value: { count: 2, keys: ['db-disk', 'failed-jobs'] },
    });
  });

  it('does not say what fires where one provider cannot', async () => {
    const miss = { cause: 'check-error', message: 'not told' };
    expect(await firing(fire(), { miss, evidence: [] })).toMatchObject({
      key: 'firing',
      miss,
    });
    expect(await firing({ error: 'down' }, fire())).toEqual({
      key: 'firing',
      error: 'down',
    });
  });

  it('has nothing to fire where nothing is mapped', () => {
    expect(whyNot(collectorOf('alerts', {}), 'firing', {})).toContain(
      'maps no alert',
    );
  });

  it('asks each provider once for all that is wanted of it', async () => {
    const asked: string[][] = [];
    const collector = collectorOf('alerts', {
      config: { alerts: { 'db-disk': alerts['db-disk'] } },
      providers: [
        provider('alerts', 'prometheus', found(ALERT), {
          collect: async ({ requests }) => {
            asked.push(requests.map(({ key }) => key));
            return requests.map(({ key, params }) => ({
              key,
              value: params.alert ? ALERT : { count: 0, keys: [] },
              evidence: [],
            }));
          },
        }),
      ],
    });
    const entity = component();
    const outcomes = await collector.collect({
      entity,
      subject: entity,
      requests: [
        { key: 'a', params: { alert: 'db-disk' } },
        { key: 'firing', params: {} },
      ],
      signal: new AbortController().signal,
      logger: undefined as any,
      now: () => new Date(),
    });
    expect(asked).toEqual([['a', 'firing']]);
    expect(outcomes.map(({ key }) => key)).toEqual(['a', 'firing']);
  });

  it('gives an error to what a provider leaves out or throws at, and to that alone', async () => {
    const collector = collectorOf('alerts', {
      config: { alerts },
      providers: [
        provider('alerts', 'prometheus', found(ALERT), {
          collect: async () => [],
        }),
        provider('alerts', 'datadog', found(ALERT), {
          collect: async () => {
            throw new Error('token=abcdefgh is refused');
          },
        }),
      ],
    });
    expect(await collectOne(collector, { alert: 'db-disk' })).toMatchObject({
      error: expect.stringContaining('gave no answer'),
    });
    expect(await collectOne(collector, { alert: 'failed-jobs' })).toMatchObject(
      {
        error: 'token=*** is refused',
      },
    );
  });

  it.each([
    [
      { 'db-disk': { provider: 'nagios', match: 'x' } },
      /db-disk names the provider 'nagios'.*datadog, prometheus, sentry, uptimerobot/,
    ],
    [{ 'db-disk': { provider: 'prometheus' } }, /alerts cannot be used/],
    [{ 'db-disk': 'Disk' }, /alerts cannot be used/],
  ])('stops the start-up with a sentence: %j', (wrong, said) => {
    expect(() => collectorOf('alerts', { config: { alerts: wrong } })).toThrow(
      said,
    );
  });

  it('knows a provider that a module of its own adds', () => {
    const config = {
      alerts: { 'db-disk': { provider: 'nagios', match: 'x' } },
    };
    const providers = [provider('alerts', 'nagios', found(ALERT))];
    const collector = collectorOf('alerts', { config, providers });
    expect(whyNot(collector, 'x', { alert: 'db-disk' })).toBeUndefined();
  });
});

describe('metrics', () => {
  const metrics = {
    provider: 'prometheus',
    queries: {
      'http.p95': { query: 'p95', unit: 's' },
      'http.requests': { query: 'requests', unit: 'count' },
      bare: 'up',
      'apm.spans': { query: 'spans', provider: 'datadog' },
      'only.one': { query: 'one', entities: ['component:default/other'] },
    },
  };
  const VALUE = { value: 1, samples: 2, series: 1, byStatus: false };
  const setUp = (config: object | undefined = metrics) =>
    collectorOf('metrics', {
      config: { collectors: { metrics: config } },
      providers: ['prometheus', 'datadog'].map((id, index) =>
        provider('metrics', id, found({ ...VALUE, value: index })),
      ),
    });

  it('asks the provider of the query, else that of all', async () => {
    const value = async (query: string) => {
      const outcome = await collectOne(setUp(), { query });
      return 'value' in outcome ? outcome.value.value : outcome;
    };
    expect(await value('http.p95')).toBe(0);
    expect(await value('apm.spans')).toBe(1);
  });

  it('names the products that queries go to', async () => {
    expect(await collectOne(setUp(), {}, { key: 'provider' })).toMatchObject({
      value: { names: ['datadog', 'prometheus'] },
    });
  });

  it.each([
    { query: 'http.p95', unit: 'ms' },
    { query: 'http.p95', unit: 'ms', minRequests: 100 },
    { query: 'bare' },
    { query: 'apm.spans', unit: 'ms' },
  ])('is connected for %j', params => {
    expect(whyNot(setUp(), 'x', params)).toBeUndefined();
  });

  it.each([
    [
      { query: 'bare', unit: 'ms' },
      "does not say what 'bare' is counted in; write { query: …, unit: s or ms or us }",
    ],
    [{ query: 'other' }, "maps no 'other'"],
    [{ query: 'only.one' }, "maps no 'only.one' for this entity"],
    [{ query: 'apm.spans', minRequests: 1 }, 'different providers'],
  ])('of %j: not connected for %s', (params, reason) => {
    expect(whyNot(setUp(), 'x', params)).toContain(reason);
  });

  it('is not connected without configuration', () => {
    const collector = collectorOf('metrics', {});
    expect(whyNot(collector, 'provider', {})).toContain('is not configured');
    expect(whyNot(collector, 'x', { query: 'a' })).toContain(
      'is not configured',
    );
  });

  it.each([
    [
      { provider: 'graphite' },
      /names the provider 'graphite'.*datadog, prometheus/,
    ],
    [{ queries: { a: 'up' } }, /names no provider for 'a'/],
    [{ provider: 'prometheus', window: '24h' }, /window/],
    [{ provider: 'prometheus', window: 'PT1S' }, /between 60 s and 90 days/],
    [
      {
        provider: 'prometheus',
        queries: { a: { query: 'up', unit: 'hours' } },
      },
      /cannot be used/,
    ],
  ])('stops the start-up with a sentence: %j', (wrong, said) => {
    expect(() => setUp(wrong)).toThrow(said);
  });

  it.each([
    [{ query: 'a', window: '24h' }],
    [{ query: 'a', unit: 'hours' }],
    [{ query: 'a', since: 'yesterday' }],
    [{ quary: 'a' }],
  ])('refuses the parameters %j', params => {
    expect(setUp().params.safeParse(params).success).toBe(false);
  });
});
