import { before, DAY_MS, MINUTE_MS } from './shared.mjs';

const HOST = 'prometheus.kamiyo.ai';
const ALERTMANAGER = 'alertmanager.kamiyo.ai';
const TOKEN = 'prometheus-stand-in-token';

/** Prometheus refuses a range of more points than this. */
const MOST_POINTS = 11_000;

/** The named queries, as they are configured. */
const QUERIES = {
  'http.p50': {
    query: quantile(0.5),
    unit: 's',
  },
  'http.p95': {
    query: quantile(0.95),
    unit: 's',
  },
  'http.p99': {
    query: quantile(0.99),
    unit: 's',
  },
  'http.requests': {
    query:
      'sum by (status) (increase(http_requests_total{service="$entity"}[$__range]))',
    unit: 'count',
  },
  'http.error-share': {
    query:
      'sum(rate(http_requests_total{service="$entity",status=~"5.."}[$__range])) / sum(rate(http_requests_total{service="$entity"}[$__range]))',
    unit: 'share',
  },
  'db.query.p95': {
    query:
      'histogram_quantile(0.95, sum(rate(pg_query_duration_seconds_bucket{database="$entity"}[$__range])) by (le))',
    unit: 's',
  },
  'cache.hit-rate': {
    query:
      '100 * sum(increase(cache_hits_total[$__range])) / sum(increase(cache_lookups_total[$__range]))',
    unit: 'percent',
  },
  signups: {
    query: 'sum(increase(kamiyo_signups_total[$__range]))',
    unit: 'count',
  },
};

function quantile(share) {
  return `histogram_quantile(${share}, sum(rate(http_request_duration_seconds_bucket{service="$entity"}[$__range])) by (le))`;
}

/** Alerts that are mapped to Prometheus, and the rules that they are. */
const ALERTS = {
  'db-disk': 'DatabaseDiskFilling',
  'failed-logins': 'FailedLogins',
  'high-error-rate': 'HighErrorRate',
  'high-response-time': 'HighResponseTime',
  'log-database-errors': 'DatabaseErrorsLogged',
  'log-payment-failures': 'PaymentFailuresLogged',
  'resource-usage': 'ResourceUsage',
};

/** Counters as what they grow by in a second, gauges and shares as they are. */
const perSecond = (rate, labels = {}) => ({ labels, rate });
const steady = (value, labels = {}) => ({ labels, value });

function requests(rate) {
  return [
    perSecond(rate, { status: '200' }),
    perSecond(rate / 50, { status: '404' }),
    perSecond(rate / 10_000, { status: '500' }),
  ];
}

function ofService(rate) {
  return {
    'http.p50': [steady(0.04)],
    'http.p95': [steady(0.18)],
    'http.p99': [steady(0.42)],
    'http.requests': requests(rate),
    'http.error-share': [steady(0.0001)],
  };
}

function world({ now }) {
  return {
    now,
    /** Series by the entity that a query names and the query's key; '' where it names none. */
    series: {
      'kamiyo-api': ofService(24),
      'kamiyo-frontend': ofService(9),
      'kamiyo-postgres': { 'db.query.p95': [steady(0.038)] },
      '': {
        'cache.hit-rate': [steady(91)],
        signups: [perSecond(5 / (24 * 60 * 60))],
      },
    },
    groups: [
      {
        name: 'kamiyo',
        file: '/etc/prometheus/rules/kamiyo.yml',
        interval: 60,
        limit: 0,
        rules: Object.values(ALERTS).map(name => alertingRule(name, now)),
        evaluationTime: 0.004,
        lastEvaluation: before(now, MINUTE_MS),
      },
    ],
    activeAlertmanagers: [{ url: `https://${ALERTMANAGER}/api/v2/alerts` }],
    /** Webhooks of each receiver of Alertmanager. */
    receivers: { nobody: 0, pager: 1, chat: 1 },
    silences: [
      silence('Old', { state: 'expired', now }),
      silence('SomethingElse', { state: 'active', now }),
    ],
  };
}

function alertingRule(name, now) {
  const severity = ['HighErrorRate', 'DatabaseDiskFilling'].includes(name)
    ? 'critical'
    : 'warning';
  return {
    state: 'inactive',
    name,
    query: `kamiyo:${name.toLowerCase()}:ratio5m > 0.05`,
    duration: 300,
    keepFiringFor: 0,
    labels: { severity },
    annotations: { summary: `${name} on {{ $labels.service }}` },
    alerts: [],
    health: 'ok',
    evaluationTime: 0.0004,
    lastEvaluation: before(now, MINUTE_MS),
    type: 'alerting',
  };
}

function silence(alertname, { state, now }) {
  return {
    id: `7c1b0c1e-0000-4000-8000-${alertname.padEnd(12, '0').slice(0, 12)}`,
    status: { state },
    updatedAt: before(now, DAY_MS),
    comment: 'Known, and being mended',
    createdBy: 'grace',
    startsAt: before(now, DAY_MS),
    endsAt: before(now, state === 'active' ? -DAY_MS : MINUTE_MS),
    matchers: [
      { name: 'alertname', value: alertname, isRegex: false, isEqual: true },
    ],
  };
}

function answer(state, request) {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    return { status: 401, body: 'Unauthorized\n' };
  }
  return request.url.hostname === ALERTMANAGER
    ? answerAsAlertmanager(state, request)
    : answerAsPrometheus(state, request);
}

function answerAsPrometheus(state, { path, url }) {
  switch (path) {
    case '/api/v1/query':
      return query(state, url.searchParams);
    case '/api/v1/query_range':
      return queryRange(state, url.searchParams);
    case '/api/v1/rules':
      return success({ groups: state.groups });
    case '/api/v1/alertmanagers':
      return success({
        activeAlertmanagers: state.activeAlertmanagers,
        droppedAlertmanagers: [],
      });
    default:
      return { status: 404, body: '404 page not found\n' };
  }
}

function query(state, parameters) {
  const found = find(state, parameters.get('query'));
  if (!found) return badData('query', 'parse error');
  const at = Number(parameters.get('time'));
  return success({
    resultType: 'vector',
    result: found.series.map(({ labels, rate, value }) => ({
      metric: labels,
      value: [at, String(value ?? rate * found.range)],
    })),
  });
}

function queryRange(state, parameters) {
  const found = find(state, parameters.get('query'));
  if (!found) return badData('query', 'parse error');
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    Number(parameters.get(name)),
  );
  if (!(step > 0) || (end - start) / step > MOST_POINTS) {
    return badData('step', 'exceeded maximum resolution of 11,000 points');
  }
  const moments = Array.from(
    { length: Math.floor((end - start) / step) + 1 },
    (_, index) => start + index * step,
  );
  return success({
    resultType: 'matrix',
    result: found.series.map(({ labels, rate, value }) => ({
      metric: labels,
      values: moments.map(at => [at, String(value ?? rate * found.range)]),
    })),
  });
}

/** Which named query a text is, of which entity, and how many seconds it spans. */
function find(state, text) {
  for (const [key, { query: template }] of Object.entries(QUERIES)) {
    const match = patternOf(template).exec(text);
    if (match) {
      const { entity = '', range = '300' } = match.groups ?? {};
      return {
        series: state.series[entity]?.[key] ?? [],
        range: Number(range),
      };
    }
  }
  return undefined;
}

function patternOf(template) {
  let seen = { entity: false, range: false };
  const source = template
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\\\$(entity|__range)/g, (_, name) => {
      const group = name === 'entity' ? 'entity' : 'range';
      const again = seen[group];
      seen = { ...seen, [group]: true };
      if (again) return group === 'entity' ? '\\k<entity>' : '\\k<range>s';
      return group === 'entity' ? '(?<entity>[\\w.-]+)' : '(?<range>\\d+)s';
    });
  return new RegExp(`^${source}$`);
}

function success(data) {
  return { status: 200, body: { status: 'success', data } };
}

function badData(parameter, reason) {
  return {
    status: 400,
    body: {
      status: 'error',
      errorType: 'bad_data',
      error: `invalid parameter "${parameter}": ${reason}`,
    },
  };
}

function answerAsAlertmanager(state, { path }) {
  switch (path) {
    case '/api/v2/status':
      return {
        status: 200,
        body: {
          cluster: { name: '01STANDIN', peers: [], status: 'ready' },
          config: { original: configuration(state) },
          uptime: before(state.now, DAY_MS),
          versionInfo: { version: '0.27.0' },
        },
      };
    case '/api/v2/silences':
      return { status: 200, body: state.silences };
    default:
      return {
        status: 404,
        body: { code: 404, message: `path ${path} was not found` },
      };
  }
}

/** The configuration as Alertmanager shows it: without what it holds to be secret. */
function configuration({ receivers }) {
  return [
    'route:',
    '  receiver: nobody',
    '  continue: false',
    '  routes:',
    '  - receiver: pager',
    '    matchers:',
    '    - severity="critical"',
    '    continue: true',
    '  - receiver: chat',
    '    match_re:',
    '      severity: ^(?:critical|warning)$',
    '    continue: false',
    'receivers:',
    ...Object.entries(receivers).flatMap(([name, webhooks]) => [
      `- name: ${name}`,
      ...(webhooks > 0 ? ['  webhook_configs:'] : []),
      ...Array.from({ length: webhooks }, () => '  - url: <secret>'),
    ]),
    'templates: []',
    '',
  ].join('\n');
}

/** The rule that an alert is mapped to. */
function rule(state, key) {
  return state.groups[0].rules.find(({ name }) => name === ALERTS[key]);
}

function drop(state, key) {
  state.groups[0].rules = state.groups[0].rules.filter(
    ({ name }) => name !== ALERTS[key],
  );
}

const hasNoPoints = (...places) => ({
  spoil: state => {
    for (const [entity, key] of places) state.series[entity][key] = [];
  },
});

export const prometheus = {
  id: 'prometheus',
  title: 'Prometheus',
  hosts: [HOST, ALERTMANAGER],
  world,
  answer,
  config: {
    productionReadiness: {
      http: { allow: [HOST, ALERTMANAGER] },
      collectors: {
        metrics: {
          provider: 'prometheus',
          prometheus: {
            baseUrl: `https://${HOST}`,
            token: TOKEN,
            alertmanager: {
              baseUrl: `https://${ALERTMANAGER}`,
              token: TOKEN,
            },
          },
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
  },
  // Equal alternatives would stand in for what Prometheus does not say.
  without: ['render', 'pg', 'sql', 'report.k6'],
  defects: {
    'prometheus-no-requests': {
      title: 'Prometheus has no requests of the API',
      // Points can be waited for, so the machine never says no; and what is not
      // counted is no traffic, of which nothing can be said either.
      fails: [],
      unknown: [
        'mon.key-metrics-tracked/request-count',
        'mon.key-metrics-tracked/error-rate',
        'perf.benchmarks-met/api-p95',
        'perf.benchmarks-met/error-rate',
      ],
      ...hasNoPoints(['kamiyo-api', 'http.requests']),
    },
    'prometheus-no-latency': {
      title: 'Prometheus has no response times of the API',
      fails: [],
      unknown: [
        'mon.performance-monitoring/response-times',
        'mon.key-metrics-tracked/response-time-percentiles',
        'perf.benchmarks-met/api-p95',
      ],
      ...hasNoPoints(['kamiyo-api', 'http.p95']),
    },
    'prometheus-no-p99': {
      title: 'Prometheus has no p99 of the frontend',
      fails: [],
      unknown: ['mon.key-metrics-tracked/response-time-percentiles'],
      ...hasNoPoints(['kamiyo-frontend', 'http.p99']),
    },
    'prometheus-no-query-times': {
      title: 'Prometheus has no query times of the database',
      fails: [],
      unknown: [
        'db.monitoring-active/query-performance',
        'perf.benchmarks-met/database-p95',
      ],
      ...hasNoPoints(['kamiyo-postgres', 'db.query.p95']),
    },
    'prometheus-no-cache': {
      title: 'Prometheus has no lookups of the cache',
      fails: [],
      unknown: [
        'app.redis-configured/hit-rate',
        'mon.key-metrics-tracked/cache-hit-rate',
        'perf.caching-implemented/query-caching',
      ],
      ...hasNoPoints(['', 'cache.hit-rate']),
    },
    'prometheus-no-signups': {
      title: 'Prometheus has no sign-ups',
      fails: [],
      unknown: ['mon.business-metrics-tracked/signups'],
      ...hasNoPoints(['', 'signups']),
    },
    'prometheus-few-requests': {
      title: 'The API has had 60 requests in a day',
      fails: [],
      unknown: [
        'perf.benchmarks-met/api-p95',
        'perf.benchmarks-met/error-rate',
      ],
      spoil: state => {
        state.series['kamiyo-api']['http.requests'] = [
          perSecond(60 / (24 * 60 * 60), { status: '200' }),
        ];
      },
    },
    'prometheus-status-unlabelled': {
      title: 'Requests are counted without their status',
      fails: ['mon.key-metrics-tracked/error-rate'],
      spoil: state => {
        state.series['kamiyo-api']['http.requests'] = [perSecond(24)];
      },
    },
    'prometheus-api-slow': {
      title: 'p95 of the API is 900 ms',
      fails: ['perf.benchmarks-met/api-p95'],
      spoil: state => {
        state.series['kamiyo-api']['http.p95'] = [steady(0.9)];
      },
    },
    'prometheus-database-slow': {
      title: 'p95 of query times is 240 ms',
      fails: ['perf.benchmarks-met/database-p95'],
      spoil: state => {
        state.series['kamiyo-postgres']['db.query.p95'] = [steady(0.24)];
      },
    },
    'prometheus-errors': {
      title: '2 % of the answers of the frontend are errors',
      fails: ['perf.benchmarks-met/error-rate'],
      spoil: state => {
        state.series['kamiyo-frontend']['http.error-share'] = [steady(0.02)];
      },
    },
    'prometheus-cache-cold': {
      title: 'The cache answers 40 % of lookups',
      fails: ['app.redis-configured/hit-rate'],
      spoil: state => {
        state.series['']['cache.hit-rate'] = [steady(40)];
      },
    },
    'prometheus-cache-unused': {
      title: 'The cache answers nothing',
      fails: [
        'app.redis-configured/hit-rate',
        'perf.caching-implemented/query-caching',
      ],
      spoil: state => {
        state.series['']['cache.hit-rate'] = [steady(0)];
      },
    },
    'prometheus-no-disk-alert': {
      title: 'Prometheus has no rule for the disk of the database',
      fails: ['db.monitoring-active/disk-alerts'],
      spoil: state => drop(state, 'db-disk'),
    },
    'prometheus-failed-logins-silenced': {
      title: 'The alert on failed logins is silenced',
      fails: [
        'sec.security-monitoring/failed-logins-monitored',
        'mon.critical-log-patterns/authentication-failures',
      ],
      spoil: state => {
        state.silences.push(
          silence(ALERTS['failed-logins'], { state: 'active', now: state.now }),
        );
      },
    },
    'prometheus-error-rate-broken': {
      title: 'The rule for a high error rate cannot be evaluated',
      fails: ['mon.critical-alerts-configured/high-error-rate'],
      spoil: state => {
        const broken = rule(state, 'high-error-rate');
        broken.health = 'err';
        broken.lastError = 'found duplicate series for the match group';
      },
    },
    'prometheus-response-time-unrouted': {
      title: 'The alert on high response times is routed to nobody',
      fails: ['mon.warning-alerts-configured/high-response-times'],
      spoil: state => {
        rule(state, 'high-response-time').labels.severity = 'info';
      },
    },
    'prometheus-no-database-errors-alert': {
      title: 'Prometheus has no rule for database errors in the log',
      fails: ['mon.critical-log-patterns/database-errors'],
      spoil: state => drop(state, 'log-database-errors'),
    },
    'prometheus-no-payment-failures-alert': {
      title: 'Prometheus has no rule for payment failures in the log',
      fails: ['mon.critical-log-patterns/payment-failures'],
      spoil: state => drop(state, 'log-payment-failures'),
    },
    'prometheus-no-resource-alert': {
      title: 'Prometheus has no rule for resource usage',
      fails: ['mon.warning-alerts-configured/resource-usage'],
      spoil: state => drop(state, 'resource-usage'),
    },
    'prometheus-resource-unlabelled': {
      title: 'Whom resource warnings reach hangs on labels of the series',
      // Some series may be routed: that cannot be denied.
      fails: [],
      unknown: ['mon.warning-alerts-configured/resource-usage'],
      spoil: state => {
        rule(state, 'resource-usage').labels = {};
      },
    },
    'prometheus-alerts-nobody': {
      title: 'Prometheus sends its alerts to no Alertmanager',
      fails: [
        'db.monitoring-active/disk-alerts',
        'mon.critical-alerts-configured/high-error-rate',
        'mon.critical-log-patterns/authentication-failures',
        'mon.critical-log-patterns/database-errors',
        'mon.critical-log-patterns/payment-failures',
        'mon.warning-alerts-configured/high-response-times',
        'mon.warning-alerts-configured/resource-usage',
        'sec.security-monitoring/failed-logins-monitored',
      ],
      spoil: state => {
        state.activeAlertmanagers = [];
      },
    },
  },
};
