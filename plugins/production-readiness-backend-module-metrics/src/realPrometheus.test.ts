import { ConfigReader } from '@backstage/config';
import {
  createOutgoingGuard,
  type FactOutcome,
  type FactProvider,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  component,
  describeWithTools,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { mockServices } from '@backstage/backend-test-utils';
import { openMetrics, type PastSeries } from './__testUtils__/openMetrics';
import { eventually, Programs } from './__testUtils__/programs';
import { createProviders } from './createProviders';

const MINUTES = 26 * 60;

/** 120 answers a minute, all of them within 100 to 200 ms; 1 in 1,000 fails. */
function past(service: string): PastSeries[] {
  const requests = (share: number) => (minute: number) => minute * 120 * share;
  const bucket = (le: string, share: number): PastSeries => ({
    name: 'http_request_duration_seconds_bucket',
    labels: { service, le },
    type: 'gauge',
    at: requests(share),
  });
  const status = (code: string, share: number): PastSeries => ({
    name: 'http_requests_total',
    labels: { service, status: code },
    type: 'counter',
    at: requests(share),
  });
  return [
    bucket('0.1', 0),
    bucket('0.2', 1),
    bucket('+Inf', 1),
    status('200', 0.999),
    status('500', 0.001),
  ];
}

const SERIES: PastSeries[] = [
  ...past('kamiyo-api'),
  { name: 'cache_hit_percent', type: 'gauge', at: () => 91 },
  {
    name: 'new_total',
    type: 'counter',
    at: minute => (minute > MINUTES - 30 ? minute : undefined),
  },
  {
    name: 'tier_total',
    labels: { tier: 'free' },
    type: 'counter',
    at: minute => minute,
  },
  {
    name: 'tier_total',
    labels: { tier: 'pro' },
    type: 'counter',
    at: minute => minute,
  },
];

const QUERIES = {
  'http.p95': {
    query:
      'histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{service="$entity"}[$__range])) by (le))',
    unit: 's',
  },
  'http.requests': {
    query:
      'sum by (status) (increase(http_requests_total{service="$entity"}[$__range]))',
    unit: 'count',
  },
  'http.error-share': {
    query:
      'sum(rate(http_requests_total{service="$entity",status=~"5.."}[5m])) / sum(rate(http_requests_total{service="$entity"}[5m]))',
    unit: 'share',
  },
  'cache.hit-rate': { query: 'cache_hit_percent', unit: 'percent' },
  'cache.wrong': { query: 'cache_hit_percent', unit: 'share' },
  new: 'new_total',
  tier: 'sum by (tier) (increase(tier_total[$__range]))',
  divided: '0 / (cache_hit_percent - 91)',
  infinite: '1 / (cache_hit_percent - 91)',
  broken: 'sum(rate(',
};

const RULES = `
groups:
  - name: kamiyo
    interval: 1s
    rules:
      - alert: HighErrorRate
        expr: vector(0) > 1
        labels: { severity: critical }
      - alert: HighErrorRate
        expr: vector(0) > 2
        labels: { severity: warning }
      - alert: Firing
        expr: vector(1)
        labels: { severity: critical }
      - alert: Broken
        expr: tier_total + ignoring(tier) tier_total
        labels: { severity: critical }
      - alert: Unlabelled
        expr: vector(0) > 1
      - alert: ToNobody
        expr: vector(0) > 1
        labels: { severity: none }
      - alert: Silenced
        expr: vector(0) > 1
        labels: { severity: critical }
`;

const ROUTES = `
route:
  receiver: nobody
  routes:
    - matchers: ['severity="critical"']
      receiver: pager
      continue: true
    - match_re: { severity: critical|warning }
      receiver: chat
    - matchers: ['severity=""']
      receiver: nobody
receivers:
  - name: nobody
  - name: pager
    webhook_configs: [{ url: 'http://planted:s3cret@127.0.0.1:9/hook' }]
  - name: chat
    webhook_configs: [{ url: 'http://127.0.0.1:9/hook' }]
`;

const ALERTS = {
  critical: 'HighErrorRate{severity="critical"}',
  warning: 'HighErrorRate{severity="warning"}',
  either: 'HighErrorRate',
  firing: 'Firing',
  broken: 'Broken',
  unlabelled: 'Unlabelled',
  nobody: 'ToNobody',
  silenced: 'Silenced',
  gone: 'NoSuchRule',
};

describeWithTools(
  {
    tools: ['prometheus', 'promtool', 'prometheus-alertmanager'],
    packages: ['prometheus', 'prometheus-alertmanager'],
  },
  'a real Prometheus',
  () => {
    const programs = new Programs();
    const end = Math.floor(Date.now() / 60_000) * 60_000;
    const now = new Date(end);
    let guard: ReturnType<typeof createOutgoingGuard>;
    let providers: FactProvider[];

    beforeAll(async () => {
      const past26Hours = openMetrics({
        series: SERIES,
        endMs: end,
        minutes: MINUTES,
      });
      const data = programs.path('data');
      programs.run('promtool', [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        programs.file('past.txt', past26Hours),
        data,
      ]);
      const alertmanager = await programs.serve('prometheus-alertmanager', [
        `--config.file=${programs.file('alertmanager.yml', ROUTES)}`,
        `--storage.path=${programs.path('alertmanager')}`,
        '--cluster.listen-address=',
      ]);
      await fetch(`${alertmanager}/api/v2/silences`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          matchers: [
            {
              name: 'alertname',
              value: 'Silenced',
              isRegex: false,
              isEqual: true,
            },
          ],
          startsAt: new Date(end).toISOString(),
          endsAt: new Date(end + 24 * 60 * 60_000).toISOString(),
          createdBy: 'test',
          comment: 'test',
        }),
      });
      const prometheus = await programs.serve('prometheus', [
        `--config.file=${programs.file(
          'prometheus.yml',
          JSON.stringify({
            rule_files: [programs.file('rules.yml', RULES)],
            alerting: {
              alertmanagers: [
                { static_configs: [{ targets: [new URL(alertmanager).host] }] },
              ],
            },
          }),
        )}`,
        `--storage.tsdb.path=${data}`,
      ]);
      await eventually('the rules are evaluated', async () => {
        const answer = await fetch(`${prometheus}/api/v1/rules`);
        return (await answer.text()).includes('"unknown"') ? undefined : true;
      });
      await eventually('Alertmanager is found', async () => {
        const answer = await fetch(`${prometheus}/api/v1/alertmanagers`);
        const { data: found } = await answer.json();
        return found.activeAlertmanagers.length > 0 || undefined;
      });
      const config = new ConfigReader({
        productionReadiness: {
          http: {
            allow: [
              new URL(prometheus).host,
              new URL(alertmanager).host,
              '127.0.0.0/8',
            ],
          },
          collectors: {
            metrics: {
              provider: 'prometheus',
              baseUrl: prometheus,
              alertmanager: { baseUrl: alertmanager },
              queries: QUERIES,
            },
          },
          alerts: Object.fromEntries(
            Object.entries(ALERTS).map(([key, match]) => [
              key,
              { provider: 'prometheus', match },
            ]),
          ),
        },
      });
      guard = createOutgoingGuard({ config });
      providers = createProviders({ config, outgoing: guard });
    }, 60_000);

    afterAll(async () => {
      await guard?.close();
      await programs.stop();
    });

    const ask = async (
      fact: 'metrics' | 'alerts',
      params: object,
      name = 'kamiyo-api',
    ): Promise<FactOutcome> => {
      const entity = component({ name });
      const [outcome] = await providers
        .find(each => each.fact === fact && each.id === 'prometheus')!
        .collect({
          entity,
          subject: entity,
          requests: [{ key: 'x', params }],
          signal: AbortSignal.timeout(20_000),
          logger: mockServices.logger.mock(),
          now: () => now,
        });
      return outcome;
    };
    const metric = (params: object, name?: string) =>
      ask('metrics', params, name);
    const alert = (key: string) => ask('alerts', { alert: key });

    it('gives a percentile of the whole window, in milliseconds', async () => {
      const found = await metric({
        query: 'http.p95',
        unit: 'ms',
        window: 'PT24H',
      });
      expect(found).toMatchObject({
        value: {
          value: expect.closeTo(195, 6),
          samples: 1440,
          series: 1,
          byStatus: false,
        },
      });
    });

    it('counts a point for each minute of an hour', async () => {
      expect(
        await metric({ query: 'http.p95', unit: 'ms', window: 'PT1H' }),
      ).toMatchObject({
        value: { samples: 60 },
      });
    });

    it('knows series that say the status, and sums none of them unasked', async () => {
      expect(
        await metric({ query: 'http.requests', window: 'PT1H' }),
      ).toMatchObject({
        value: { value: null, series: 2, byStatus: true },
      });
    });

    it('takes a mean over the window where the query does not span it', async () => {
      expect(
        await metric({
          query: 'http.error-share',
          unit: 'share',
          window: 'PT24H',
        }),
      ).toMatchObject({
        value: { value: expect.closeTo(0.001, 6), samples: 1440 },
      });
    });

    it('turns percent into a share, and refuses a share above 1', async () => {
      expect(
        await metric({ query: 'cache.hit-rate', unit: 'share' }),
      ).toMatchObject({
        value: { value: expect.closeTo(0.91) },
      });
      expect(
        await metric({ query: 'cache.wrong', unit: 'share' }),
      ).toMatchObject({
        miss: {
          cause: 'check-error',
          message: expect.stringContaining('91 is no share'),
        },
      });
    });

    it('counts only the minutes for which there is a number', async () => {
      // Prometheus looks back 5 minutes for a gauge, and not before it began.
      expect(await metric({ query: 'new', window: 'PT1H' })).toMatchObject({
        value: { samples: 30 },
      });
    });

    it('gives a series for each tier', async () => {
      expect(await metric({ query: 'tier', window: 'PT24H' })).toMatchObject({
        value: { series: 2, value: null },
      });
    });

    it.each([
      [
        'a service that nobody has called',
        { query: 'http.p95', unit: 'ms' },
        'kamiyo-frontend',
      ],
      ['nothing divided by nothing', { query: 'divided' }, 'kamiyo-api'],
    ])('waits for traffic: %s', async (_, params, name) => {
      expect(await metric(params, name)).toMatchObject({
        miss: { cause: 'waiting-for-traffic' },
      });
    });

    it('waits for traffic while there were too few requests', async () => {
      const params = { query: 'http.p95', unit: 'ms', window: 'PT1H' };
      expect(await metric({ ...params, minRequests: 7000 })).toMatchObject({
        value: { samples: 60 },
      });
      expect(await metric({ ...params, minRequests: 7300 })).toMatchObject({
        miss: {
          cause: 'waiting-for-traffic',
          message: '7200 requests in 1 h; fewer than 7300 say nothing',
        },
      });
    });

    it('speaks of the time since a launch, and of nothing before one', async () => {
      const since = new Date(end - 20 * 60_000).toISOString();
      expect(await metric({ query: 'cache.hit-rate', since })).toMatchObject({
        value: { samples: 20 },
      });
      expect(
        await metric({ query: 'cache.hit-rate', since: 'launch' }),
      ).toMatchObject({
        miss: { cause: 'waiting-for-time' },
      });
    });

    it('says that a query is refused, and that a number is infinite', async () => {
      expect(await metric({ query: 'broken' })).toMatchObject({
        error: expect.stringContaining('refuses the query (400'),
      });
      expect(await metric({ query: 'infinite' })).toMatchObject({
        error: expect.stringContaining('infinite'),
      });
    });

    it.each([
      ['critical', { exists: true, enabled: true, targets: 2 }],
      ['warning', { exists: true, enabled: true, targets: 1 }],
      ['either', { exists: true, enabled: true, targets: 2 }],
      ['firing', { exists: true, enabled: true, targets: 2 }],
      ['broken', { exists: true, enabled: false, targets: 2 }],
      ['nobody', { exists: true, enabled: true, targets: 0 }],
      ['silenced', { exists: true, enabled: false, targets: 2 }],
      ['gone', { exists: false, enabled: false, targets: 0, rule: null }],
    ])('judges the alert %s', async (key, value) => {
      expect(await alert(key)).toMatchObject({ value });
    });

    it('tells two thresholds of one name apart', async () => {
      const [critical, warning, again] = await Promise.all(
        ['critical', 'warning', 'critical'].map(async key => {
          const outcome = await alert(key);
          return 'value' in outcome ? outcome.value.rule : undefined;
        }),
      );
      expect(critical).toMatch(/^kamiyo\/HighErrorRate \([0-9a-f]{8}\)$/);
      expect(warning).not.toBe(critical);
      expect(again).toBe(critical);
    });

    it('cannot say whom a rule notifies whose route hangs on labels of its series', async () => {
      expect(await alert('unlabelled')).toMatchObject({
        miss: {
          cause: 'not-declared',
          message: expect.stringContaining('labels'),
        },
      });
    });

    it('counts what is firing', async () => {
      expect(await ask('alerts', {})).toMatchObject({
        value: { count: 1, keys: ['firing'] },
      });
    });

    it('shows no address of a receiver', async () => {
      const outcomes = await Promise.all(Object.keys(ALERTS).map(alert));
      expect(JSON.stringify(outcomes)).not.toMatch(/s3cret|planted|hook/);
    });
  },
);
