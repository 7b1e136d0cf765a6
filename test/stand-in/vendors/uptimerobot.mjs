import { DAY_MS, HOUR_MS, MINUTE_MS } from './shared.mjs';

const HOST = 'api.uptimerobot.com';
const KEY = 'ur1234567-StandInReadOnlyKey';
const INTERVAL = 300;
const READY = 'API ready';

/** Numbers that UptimeRobot has for its words. */
const HTTP = 1;
const KEYWORD = 2;
const HEARTBEAT = 5;
const [PAUSED, UP, DOWN] = [0, 2, 9];
const [SMS, EMAIL, SLACK] = [1, 2, 11];
const [CONTACT_PAUSED, CONTACT_ACTIVE] = [1, 2];
const [LOG_DOWN, LOG_UP, LOG_STARTED] = [1, 2, 98];

const seconds = ms => Math.floor(ms / 1000);

function world({ now }) {
  return {
    now,
    monitors: [
      monitor(800100001, {
        now,
        name: 'API health',
        url: 'https://api.kamiyo.ai/health',
        type: HTTP,
        contacts: [EMAIL, SLACK],
      }),
      monitor(800100002, {
        now,
        name: 'Frontend',
        url: 'https://kamiyo.ai',
        type: HTTP,
        contacts: [EMAIL],
      }),
      monitor(800100003, {
        now,
        name: READY,
        url: 'https://api.kamiyo.ai/ready',
        type: KEYWORD,
        contacts: [EMAIL, SMS],
      }),
      monitor(800100004, {
        now,
        name: 'backup',
        url: 'https://heartbeat.uptimerobot.com/m800100004-standin',
        type: HEARTBEAT,
        contacts: [EMAIL],
      }),
    ],
    contacts: [
      contact(EMAIL, 'Operations', 'ops@kamiyo.ai'),
      contact(SLACK, '#incidents', 'https://hooks.slack.com/services/T0/B0/x'),
      contact(SMS, 'On-call phone', '447946001800'),
    ],
  };
}

const idOf = type => `0${900000 + type}`;

function contact(type, name, value) {
  return {
    id: idOf(type),
    friendly_name: name,
    type,
    status: CONTACT_ACTIVE,
    value,
  };
}

function monitor(id, { now, name, url, type, contacts }) {
  const created = seconds(now - 200 * DAY_MS);
  return {
    id,
    friendly_name: name,
    url,
    type,
    sub_type: '',
    keyword_type: type === KEYWORD ? 2 : null,
    keyword_case_type: type === KEYWORD ? 0 : null,
    keyword_value: type === KEYWORD ? 'ready' : '',
    http_username: '',
    http_password: '',
    port: '',
    interval: INTERVAL,
    timeout: 30,
    status: UP,
    create_datetime: created,
    alert_contacts: contacts.map(each => ({
      id: idOf(each),
      value: 'as the contact has it',
      type: each,
      threshold: 0,
      recurrence: 0,
    })),
    logs: [
      {
        id: id * 10,
        type: LOG_UP,
        datetime: created + 60,
        duration: seconds(now) - created,
        reason: { code: '200', detail: 'OK' },
      },
      {
        id: id * 10 + 1,
        type: LOG_STARTED,
        datetime: created,
        duration: 60,
        reason: { code: '98', detail: 'Monitor started' },
      },
    ],
    response_times:
      type === HEARTBEAT
        ? []
        : Array.from({ length: 144 }, (_, index) => ({
            datetime: seconds(now - MINUTE_MS) - index * INTERVAL,
            value: 180,
          })),
  };
}

function answer(state, { method, path, body }) {
  const form = new URLSearchParams(body);
  if (method !== 'POST') return refusal('invalid_method');
  // UptimeRobot refuses with the status 200, and quotes what it was sent.
  if (form.get('api_key') !== KEY) {
    return refusal('invalid_parameter', {
      parameter_name: 'api_key',
      passed_value: form.get('api_key'),
      message: `api_key ${form.get('api_key')} is invalid.`,
    });
  }
  const limit = Math.min(50, Number(form.get('limit') ?? 50));
  const offset = Number(form.get('offset') ?? 0);
  const page = list => list.slice(offset, offset + limit);
  if (path === '/v2/getMonitors') {
    return {
      status: 200,
      body: {
        stat: 'ok',
        pagination: { offset, limit, total: state.monitors.length },
        monitors: page(state.monitors).map(each => shown(each, form)),
      },
    };
  }
  if (path === '/v2/getAlertContacts') {
    return {
      status: 200,
      body: {
        stat: 'ok',
        offset,
        limit,
        total: state.contacts.length,
        alert_contacts: page(state.contacts),
      },
    };
  }
  return { status: 404, body: { message: 'Not Found' } };
}

/** A monitor with what the request asks for of it, and no more. */
function shown({ alert_contacts, logs, response_times, ...each }, form) {
  const within = name => {
    const [start, end] = ['start', 'end'].map(edge =>
      Number(form.get(`${name}_${edge}_date`)),
    );
    return ({ datetime }) => !start || (datetime >= start && datetime <= end);
  };
  return {
    ...each,
    ...(form.get('alert_contacts') === '1' ? { alert_contacts } : {}),
    ...(form.get('logs') === '1' ? { logs: logs.filter(within('logs')) } : {}),
    ...(form.get('response_times') === '1'
      ? { response_times: response_times.filter(within('response_times')) }
      : {}),
  };
}

function refusal(type, more = {}) {
  return { status: 200, body: { stat: 'fail', error: { type, ...more } } };
}

const named = (state, name) =>
  state.monitors.find(({ friendly_name }) => friendly_name === name);
const only = (types, each) => {
  each.alert_contacts = each.alert_contacts.filter(({ type }) =>
    types.includes(type),
  );
};
const pauseContact = type => state => {
  state.contacts.find(each => each.type === type).status = CONTACT_PAUSED;
};
const BACKUP = [
  'bkp.automated-backups-configured/success-alerts',
  'db.automated-backups-enabled/backup-alerts',
];

export const uptimerobot = {
  id: 'uptimerobot',
  title: 'UptimeRobot',
  hosts: [HOST],
  world,
  answer,
  config: {
    productionReadiness: {
      http: { allow: [HOST] },
      uptime: { provider: 'uptimerobot' },
      collectors: { uptimerobot: { apiKey: KEY } },
      alerts: {
        'database-unreachable': { provider: 'uptimerobot', match: READY },
      },
    },
  },
  // Equal alternatives would stand in for what UptimeRobot does not say.
  without: ['oncall', 'render', 'sentry'],
  defects: {
    'uptimerobot-all-paused': {
      title: 'All monitors of UptimeRobot are paused',
      fails: [
        'mon.critical-alerts-configured/database-unreachable',
        'mon.critical-alerts-configured/service-down',
        'mon.uptime-monitoring-configured/monitors-api-and-frontend',
        'mon.uptime-monitoring-configured/service-set-up',
      ],
      // The job may be watched elsewhere, so the machine never says no.
      unknown: BACKUP,
      spoil: state => {
        for (const each of state.monitors) each.status = PAUSED;
      },
    },
    'uptimerobot-frontend-paused': {
      title: 'The monitor of the frontend is paused',
      fails: [
        'mon.critical-alerts-configured/service-down',
        'mon.uptime-monitoring-configured/monitors-api-and-frontend',
      ],
      spoil: state => {
        named(state, 'Frontend').status = PAUSED;
      },
    },
    'uptimerobot-every-ten-minutes': {
      title: 'The API is looked at every ten minutes',
      fails: ['mon.uptime-monitoring-configured/check-interval'],
      spoil: state => {
        named(state, 'API health').interval = 600;
      },
    },
    'uptimerobot-frontend-tells-nobody': {
      title: 'The monitor of the frontend has no contact',
      fails: [
        'mon.critical-alerts-configured/service-down',
        'mon.uptime-monitoring-configured/alert-channels',
      ],
      spoil: state => only([], named(state, 'Frontend')),
    },
    'uptimerobot-api-tells-chat-only': {
      title: 'The monitor of the API tells a chat and no person',
      fails: ['mon.critical-alerts-configured/service-down'],
      spoil: state => only([SLACK], named(state, 'API health')),
    },
    'uptimerobot-ready-paused': {
      title: 'The monitor that stands for the database is paused',
      fails: ['mon.critical-alerts-configured/database-unreachable'],
      spoil: state => {
        named(state, READY).status = PAUSED;
      },
    },
    'uptimerobot-chat-paused': {
      title: 'The Slack contact is paused',
      // A channel may sit where nobody looks, so the machine never says no.
      fails: [],
      unknown: ['mon.alert-channels-set-up/slack-discord'],
      spoil: pauseContact(SLACK),
    },
    'uptimerobot-sms-paused': {
      title: 'The SMS contact is paused',
      fails: [],
      unknown: ['mon.alert-channels-set-up/sms'],
      spoil: pauseContact(SMS),
    },
    'uptimerobot-no-mail': {
      title: 'The e-mail contact is gone, and an SMS stands in for it',
      fails: [],
      unknown: ['mon.alert-channels-set-up/email'],
      spoil: state => {
        state.contacts = state.contacts.filter(({ type }) => type !== EMAIL);
        for (const each of state.monitors) {
          each.alert_contacts = [{ id: idOf(SMS), type: SMS }];
        }
      },
    },
    'uptimerobot-no-heartbeat': {
      title: 'No heartbeat watches the backup',
      fails: [],
      unknown: BACKUP,
      spoil: state => {
        state.monitors = state.monitors.filter(
          ({ type }) => type !== HEARTBEAT,
        );
      },
    },
    'uptimerobot-was-down': {
      title: 'The API was down an hour ago',
      // Only checks after a launch ask for it.
      fails: [],
      spoil: state => {
        const at = seconds(state.now - HOUR_MS);
        named(state, 'API health').logs.unshift(
          { id: 2, type: LOG_UP, datetime: at + 300, duration: 3300 },
          { id: 1, type: LOG_DOWN, datetime: at, duration: 300 },
        );
      },
    },
    'uptimerobot-is-down': {
      title: 'The monitor of the API says that it is down',
      fails: [],
      spoil: state => {
        named(state, 'API health').status = DOWN;
      },
    },
  },
};
