import { before, DAY_MS, MINUTE_MS } from './shared.mjs';

const HOST = 'api.datadoghq.com';
const API_KEY = 'datadog-stand-in-api-key';
const APP_KEY = 'datadog-stand-in-app-key';
const SECOND_MS = 1000;
/** Points that an answer has, about. */
const POINTS = 240;

/** The named queries, as they are configured. */
const QUERIES = {
  'apm.spans': 'sum:trace.http.request.hits{service:$entity}.as_count()',
  'users.active': 'max:kamiyo.users.active{*}',
  conversions: 'avg:kamiyo.conversion.share{*}',
  'api.usage.tier': 'sum:kamiyo.api.requests{*} by {tier}.as_count()',
};

/** Alerts that are mapped to Datadog, and the monitors that they are. */
const ALERTS = {
  'failed-jobs': 'Background jobs fail',
  'log-security-events': 'Security events in the log',
  'payment-failures': 'Payments fail',
  'unusual-activity': 'Unusual activity',
};

const DASHBOARDS = ['abc-def-ghi'];

const series = (value, tags = []) => ({ value, tags, unit: [null, null] });

function world({ now }) {
  return {
    now,
    /** Series by the key of the query and, after a blank, the service that it names. */
    series: {
      'apm.spans kamiyo-api': [series(1400)],
      'apm.spans kamiyo-frontend': [series(500)],
      'users.active': [series(210)],
      conversions: [series(0.12)],
      'api.usage.tier': ['free', 'pro', 'team', 'enterprise'].map(tier =>
        series(900, [`tier:${tier}`]),
      ),
    },
    monitors: Object.values(ALERTS).map((name, index) =>
      monitor(name, { id: 4101 + index, now }),
    ),
    notificationRules: [],
    dashboards: Object.fromEntries(
      DASHBOARDS.map(id => [id, dashboard(id, now)]),
    ),
  };
}

function monitor(name, { id, now }) {
  return {
    id,
    org_id: 998877,
    type: 'query alert',
    name,
    message: `${name}. {{#is_alert}}See the runbook. @pagerduty-Kamiyo{{/is_alert}} @slack-kamiyo-ops`,
    tags: ['service:kamiyo-api', 'team:kamiyo'],
    query: 'sum(last_5m):sum:kamiyo.failures{env:production}.as_count() > 5',
    options: {
      notify_audit: false,
      include_tags: true,
      notify_no_data: false,
      silenced: {},
      thresholds: { critical: 5 },
    },
    multi: false,
    created: before(now, 90 * DAY_MS),
    modified: before(now, 30 * DAY_MS),
    creator: { handle: 'grace@kamiyo.ai', email: 'grace@kamiyo.ai' },
    deleted: null,
    draft_status: 'published',
    overall_state: 'OK',
    priority: 2,
    restricted_roles: null,
    matching_downtimes: [],
  };
}

function dashboard(id, now) {
  return {
    id,
    title: 'KAMIYO',
    description: 'What matters of KAMIYO',
    layout_type: 'ordered',
    url: `/dashboard/${id}/kamiyo`,
    is_read_only: false,
    author_handle: 'grace@kamiyo.ai',
    created_at: before(now, 90 * DAY_MS),
    modified_at: before(now, 30 * DAY_MS),
    template_variables: null,
    notify_list: null,
    widgets: [
      'Service health',
      'Request volume',
      'Error rate',
      'Database performance',
      'Payment success rate',
    ].map((title, index) => ({
      id: index + 1,
      definition: {
        type: 'timeseries',
        title,
        requests: [{ q: 'avg:kamiyo.any{*}', display_type: 'line' }],
      },
    })),
  };
}

function answer(state, { path, url, headers }) {
  if (headers['dd-api-key'] !== API_KEY) {
    return { status: 401, body: { errors: ['Unauthorized'] } };
  }
  if (headers['dd-application-key'] !== APP_KEY) {
    return { status: 403, body: { errors: ['Forbidden'] } };
  }
  if (path === '/api/v1/query') return query(state, url.searchParams);
  if (path === '/api/v1/monitor') return monitors(state, url.searchParams);
  if (path === '/api/v2/monitor/notification_rule') {
    return { status: 200, body: { data: state.notificationRules } };
  }
  const [, id] = /^\/api\/v1\/dashboard\/([\w-]+)$/.exec(path) ?? [];
  const found = id && state.dashboards[id];
  return found
    ? { status: 200, body: found }
    : { status: 404, body: { errors: ['Not Found'] } };
}

function query(state, parameters) {
  const text = parameters.get('query');
  const [from, to] = ['from', 'to'].map(name => Number(parameters.get(name)));
  const key = Object.keys(QUERIES).find(each =>
    patternOf(QUERIES[each]).test(text),
  );
  if (!key) {
    return {
      status: 400,
      body: { errors: ['Error parsing query: unable to parse'] },
    };
  }
  const [, service] = patternOf(QUERIES[key]).exec(text);
  const found = state.series[service ? `${key} ${service}` : key] ?? [];
  const interval = Math.max(20, Math.ceil((to - from) / POINTS));
  return {
    status: 200,
    body: {
      status: 'ok',
      resp_version: 1,
      res_type: 'time_series',
      from_date: from * SECOND_MS,
      to_date: to * SECOND_MS,
      query: text,
      message: '',
      group_by: [],
      series: found.map(({ value, tags, unit }, index) => ({
        metric: text.replace(/^\w+:/, '').replace(/\{[^]*$/, ''),
        display_name: text,
        expression: text,
        scope: tags.join(',') || '*',
        tag_set: tags,
        query_index: 0,
        aggr: text.split(':')[0],
        unit,
        interval,
        start: from * SECOND_MS,
        end: to * SECOND_MS,
        length: POINTS,
        pointlist: moments({ from, to, interval }).map((at, position) => [
          at,
          // A hole now and then, as a series has them.
          (position + index) % 50 === 0 ? null : value,
        ]),
      })),
    },
  };
}

function moments({ from, to, interval }) {
  const count = Math.floor((to - from) / interval);
  return Array.from(
    { length: count },
    (_, index) => (from + (index + 1) * interval) * SECOND_MS,
  );
}

function patternOf(template) {
  const source = template
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('\\$entity', '([\\w.-]+)');
  return new RegExp(`^${source}$`);
}

function monitors(state, parameters) {
  const size = Number(parameters.get('page_size') ?? 100);
  if (size > 1000) {
    return {
      status: 400,
      body: { errors: ['page_size must be at most 1000'] },
    };
  }
  const first = Number(parameters.get('page') ?? 0) * size;
  const listed = state.monitors.slice(first, first + size);
  return {
    status: 200,
    body:
      parameters.get('with_downtimes') === 'true'
        ? listed
        : listed.map(({ matching_downtimes: _, ...rest }) => rest),
  };
}

/** The monitor that an alert is mapped to. */
function mapped(state, key) {
  return state.monitors.find(({ name }) => name === ALERTS[key]);
}

export const datadog = {
  id: 'datadog',
  title: 'Datadog',
  hosts: [HOST],
  world,
  answer,
  config: {
    productionReadiness: {
      http: { allow: [HOST] },
      collectors: {
        metrics: {
          datadog: { apiKey: API_KEY, appKey: APP_KEY },
          queries: Object.fromEntries(
            Object.entries(QUERIES).map(([key, text]) => [
              key,
              { provider: 'datadog', query: text },
            ]),
          ),
        },
      },
      alerts: Object.fromEntries(
        Object.entries(ALERTS).map(([key, match]) => [
          key,
          { provider: 'datadog', match },
        ]),
      ),
    },
  },
  // Equal alternatives would stand in for what Datadog does not say.
  without: ['sql', 'stripe'],
  defects: {
    'datadog-no-dashboard': {
      title: 'The dashboard that is named is gone from Datadog',
      fails: ['mon.dashboard-created/datadog'],
      spoil: state => {
        state.dashboards = {};
      },
    },
    'datadog-no-spans': {
      title: 'Datadog has no spans of the frontend',
      // Points can be waited for: here the machine never says no.
      fails: [],
      unknown: ['mon.performance-monitoring/apm'],
      spoil: state => {
        state.series['apm.spans kamiyo-frontend'] = [];
      },
    },
    'datadog-no-active-users': {
      title: 'Datadog has no active users',
      fails: [],
      unknown: ['mon.key-metrics-tracked/active-users'],
      spoil: state => {
        state.series['users.active'] = [];
      },
    },
    'datadog-no-conversions': {
      title: 'Datadog has no conversions',
      fails: [],
      unknown: ['mon.business-metrics-tracked/conversions'],
      spoil: state => {
        state.series.conversions = [];
      },
    },
    'datadog-tier-missing': {
      title: 'Datadog counts the requests of one tier only',
      fails: ['mon.business-metrics-tracked/api-usage-per-tier'],
      spoil: state => {
        state.series['api.usage.tier'] = [series(900, ['tier:free'])];
      },
    },
    'datadog-no-unusual-activity': {
      title: 'Datadog has no monitor for unusual activity',
      fails: ['sec.security-monitoring/unusual-activity-alerts'],
      spoil: state => {
        state.monitors = state.monitors.filter(
          ({ name }) => name !== ALERTS['unusual-activity'],
        );
      },
    },
    'datadog-security-events-muted': {
      title: 'The monitor for security events is muted',
      fails: ['mon.critical-log-patterns/security-events'],
      spoil: state => {
        mapped(state, 'log-security-events').options.silenced = { '*': null };
      },
    },
    'datadog-payments-downtime': {
      title: 'A downtime holds the monitor for failing payments',
      fails: ['mon.critical-alerts-configured/payment-failures'],
      spoil: state => {
        mapped(state, 'payment-failures').matching_downtimes = [
          {
            id: 77,
            scope: ['*'],
            start: Math.floor((state.now - MINUTE_MS) / SECOND_MS),
            end: null,
          },
        ];
      },
    },
    'datadog-payments-draft': {
      title: 'The monitor for failing payments is a draft',
      fails: ['mon.critical-alerts-configured/payment-failures'],
      spoil: state => {
        mapped(state, 'payment-failures').draft_status = 'draft';
      },
    },
    'datadog-jobs-tell-nobody': {
      title: 'The monitor for failing jobs notifies on recovery only',
      fails: ['mon.warning-alerts-configured/failed-background-jobs'],
      spoil: state => {
        mapped(state, 'failed-jobs').message =
          'Jobs fail; write to ops@kamiyo.ai. {{#is_recovery}}@slack-kamiyo-ops{{/is_recovery}}';
      },
    },
    'datadog-jobs-by-tag': {
      title: 'The monitor for failing jobs notifies for certain tags only',
      // For some of what it watches somebody is told: that cannot be denied.
      fails: [],
      unknown: ['mon.warning-alerts-configured/failed-background-jobs'],
      spoil: state => {
        mapped(state, 'failed-jobs').message =
          'Jobs fail. {{#is_match "queue.name" "mail"}}@slack-mail{{/is_match}}';
      },
    },
  },
};
