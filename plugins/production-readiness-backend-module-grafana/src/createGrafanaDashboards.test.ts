import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader, type Config } from '@backstage/config';
import {
  component,
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { readGrafanaConfig } from './config';
import { createGrafanaDashboards } from './createGrafanaDashboards';

const NOW = Date.parse('2026-11-22T12:00:00Z');

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: standInVendor('grafana'), now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

function provider(config: Config = vendor.config) {
  return createGrafanaDashboards({
    config: readGrafanaConfig(config),
    outgoing: vendor.outgoing,
    sleep: async () => {},
  });
}

/** The outcomes by key, for a system that names these dashboards. */
async function collect(
  named: string | undefined,
  options: { config?: Config } = {},
): Promise<Record<string, any>> {
  const entity = component({
    annotations: named
      ? { 'production-readiness/grafana-dashboards': named }
      : {},
  });
  const outcomes = await provider(options.config).collect({
    entity,
    subject: entity,
    requests: [
      { key: 'grafana', params: {} },
      { key: 'errorRates', params: { panel: 'error-rates' } },
      { key: 'requestVolume', params: { panel: 'request-volume' } },
      { key: 'databasePerformance', params: { panel: 'database-performance' } },
    ],
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
    now: () => new Date(NOW),
  });
  return Object.fromEntries(outcomes.map(outcome => [outcome.key, outcome]));
}

it('finds dashboards, and panels by title or query, in rows too', async () => {
  const found = await collect('kamiyo-overview, gone');
  expect(found.grafana.value).toEqual({
    found: ['kamiyo-overview'],
    missing: ['gone'],
  });
  expect(found.errorRates.value).toEqual({ panels: 1, titles: ['Error rate'] });
  // Its title says nothing of requests; its query does.
  expect(found.requestVolume.value).toEqual({ panels: 1, titles: ['Traffic'] });
  expect(found.databasePerformance.value.titles).toEqual(['Database p95']);
});

it('asks for each dashboard once, and says what it saw', async () => {
  const { grafana, errorRates } = await collect('kamiyo-overview');
  expect(vendor.requests.map(({ path }) => path)).toEqual([
    '/api/dashboards/uid/kamiyo-overview',
  ]);
  expect(grafana.evidence).toEqual([
    {
      request:
        'GET https://grafana.kamiyo.ai/api/dashboards/uid/kamiyo-overview',
      response: "'KAMIYO overview', 6 panels",
      link: 'https://grafana.kamiyo.ai/d/kamiyo-overview',
    },
  ]);
  expect(errorRates.evidence[0].response).toBe(
    "'KAMIYO overview', 6 panels; 1 of them fit /error rate/",
  );
});

it('finds no dashboard where none is named, and of panels cannot say', async () => {
  const found = await collect(undefined);
  expect(found.grafana.value).toEqual({ found: [], missing: [] });
  expect(found.errorRates).toMatchObject({ miss: { cause: 'not-declared' } });
  expect(vendor.requests).toEqual([]);
});

it('does not let a uid lead anywhere else', async () => {
  await collect('../../admin/settings');
  expect(vendor.requests.map(({ path }) => path)).toEqual([
    '/api/dashboards/uid/..%2F..%2Fadmin%2Fsettings',
  ]);
});

const FAULTS = VENDOR_FAULTS.filter(({ name }) => name !== '404');
it.each(FAULTS)('is not known while Grafana fails: $name', async fault => {
  vendor.fail(fault);
  const found = await collect('kamiyo-overview');
  for (const { error } of Object.values(found)) {
    expect(error).toMatch(fault.reason);
    expect(error).toMatch(/^Grafana/);
  }
});

it('takes 404 for the finding that it is', async () => {
  vendor.fail(VENDOR_FAULTS.find(({ name }) => name === '404'));
  const found = await collect('kamiyo-overview');
  expect(found.grafana.value).toEqual({
    found: [],
    missing: ['kamiyo-overview'],
  });
  expect(found.errorRates).toMatchObject({ miss: { cause: 'not-declared' } });
});

it('reads a dashboard of 10,000 panels, and refuses a list of too many dashboards', async () => {
  vendor.spoil(world => {
    const all = world.dashboards['kamiyo-overview'];
    const [, , one] = all.panels;
    all.panels = Array.from({ length: 10_000 }, () => one);
  });
  const { errorRates } = await collect('kamiyo-overview');
  expect(errorRates.value.panels).toBe(10_000);
  expect(errorRates.value.titles).toHaveLength(10);

  vendor.requests.length = 0;
  const many = await collect(
    Array.from({ length: 21 }, (_, index) => `d${index}`).join(),
  );
  expect(many.grafana).toMatchObject({ miss: { cause: 'check-error' } });
  expect(vendor.requests).toEqual([]);
});

it('keeps secrets of dashboards and of the configuration to itself', async () => {
  const PLANTED = 'glsa_Planted1234567890';
  vendor.spoil(world => {
    const [first] = world.dashboards['kamiyo-overview'].panels;
    first.targets.push({ password: PLANTED, expr: `x{token="${PLANTED}"}` });
    first.description = PLANTED;
  });
  expect(JSON.stringify(await collect('kamiyo-overview'))).not.toContain(
    PLANTED,
  );
  const wrong = new ConfigReader({
    productionReadiness: {
      collectors: {
        grafana: {
          baseUrl: 'https://grafana.kamiyo.ai',
          token: PLANTED,
          panels: {
            'error-rates': 'x',
            'request-volume': 'x',
            'database-performance': 'x',
          },
        },
      },
    },
  });
  const refused = await collect('kamiyo-overview', { config: wrong });
  expect(refused.grafana.error).toContain('401');
  expect(JSON.stringify(refused)).not.toContain(PLANTED);
});

it('is connected by configuration, and each panel by its key', () => {
  const entity = component();
  const why = (config: Config, params: object) =>
    provider(config).notConnected!(entity, { key: 'x', params });
  expect(why(new ConfigReader({}), {})).toContain('no token is configured');
  expect(why(vendor.config, {})).toBeUndefined();
  expect(why(vendor.config, { panel: 'error-rates' })).toBeUndefined();
  expect(why(vendor.config, { panel: 'other' })).toBe(
    "productionReadiness.collectors.grafana.panels maps no 'other'",
  );
});

it.each([
  [{ baseUrl: 'grafana.kamiyo.ai', token: 'x' }, 'baseUrl'],
  [{ baseUrl: 'https://g.example', token: '' }, 'token'],
  [
    { baseUrl: 'https://g.example', token: 'x', panels: { a: '(' } },
    'regular expression',
  ],
  [{ baseUrl: 'https://g.example', token: 'x', panel: {} }, 'panel'],
])('refuses the configuration %j', (grafana, reason) => {
  const config = new ConfigReader({
    productionReadiness: { collectors: { grafana } },
  } as any);
  expect(() => readGrafanaConfig(config)).toThrow(reason);
});
