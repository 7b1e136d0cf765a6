import { DAY_MS, HOUR_MS, before } from './shared.mjs';

const HOST = 'api.pagerduty.com';
const TOKEN = 'StandInPagerDutyReadOnly';
const APP = 'https://kamiyo.pagerduty.com';
const SERVICE = 'PKAMIYO';
const POLICY = 'PESCAL1';
const PAGE = 'QTESTPAGE';
const [ADA, GRACE] = ['PUSERADA', 'PUSERGRACE'];

const reference = (id, type, summary, where) => ({
  id,
  type: `${type}_reference`,
  summary,
  self: `https://${HOST}/${where}/${id}`,
  html_url: `${APP}/${where}/${id}`,
});
const person = (id, name) => reference(id, 'user', name, 'users');
const SERVICE_REFERENCE = reference(
  SERVICE,
  'service',
  'KAMIYO',
  'service-directory',
);
const POLICY_REFERENCE = reference(
  POLICY,
  'escalation_policy',
  'KAMIYO',
  'escalation_policies',
);
const SCHEDULE = reference(
  'PSCHED1',
  'schedule',
  'KAMIYO primary',
  'schedules',
);

function world({ now }) {
  return {
    now,
    services: { [SERVICE]: service(now) },
    policies: { [POLICY]: policy() },
    onCalls: [
      onCall(1, person(ADA, 'Ada Lovelace'), {
        schedule: SCHEDULE,
        start: before(now, 2 * DAY_MS),
        end: before(now, -5 * DAY_MS),
      }),
      onCall(1, person(GRACE, 'Grace Hopper'), {
        schedule: SCHEDULE,
        start: before(now, -5 * DAY_MS),
        end: before(now, -40 * DAY_MS),
      }),
      onCall(2, person(GRACE, 'Grace Hopper'), {
        schedule: null,
        start: null,
        end: null,
      }),
    ],
    users: {
      [ADA]: user(ADA, 'Ada Lovelace', 'sms'),
      [GRACE]: user(GRACE, 'Grace Hopper', 'phone'),
    },
    incidents: [
      incident(PAGE, {
        title: 'production-readiness test page',
        createdAt: before(now, 12 * DAY_MS),
      }),
    ],
    logEntries: {
      [PAGE]: logEntries(PAGE, now - 12 * DAY_MS),
    },
  };
}

function service(now) {
  return {
    id: SERVICE,
    type: 'service',
    summary: 'KAMIYO',
    self: `https://${HOST}/services/${SERVICE}`,
    html_url: `${APP}/service-directory/${SERVICE}`,
    name: 'KAMIYO',
    description: null,
    auto_resolve_timeout: 14400,
    acknowledgement_timeout: 1800,
    created_at: before(now, 300 * DAY_MS),
    status: 'active',
    escalation_policy: POLICY_REFERENCE,
    teams: [],
    integrations: [
      reference(
        'PINTEG1',
        'events_api_v2_inbound_integration',
        'Prometheus',
        `services/${SERVICE}/integrations`,
      ),
      reference(
        'PINTEG2',
        'generic_events_api_inbound_integration',
        'UptimeRobot',
        `services/${SERVICE}/integrations`,
      ),
    ],
    incident_urgency_rule: { type: 'constant', urgency: 'high' },
    support_hours: null,
    scheduled_actions: [],
    alert_creation: 'create_alerts_and_incidents',
  };
}

function policy() {
  return {
    id: POLICY,
    type: 'escalation_policy',
    summary: 'KAMIYO',
    self: `https://${HOST}/escalation_policies/${POLICY}`,
    html_url: `${APP}/escalation_policies/${POLICY}`,
    name: 'KAMIYO',
    on_call_handoff_notifications: 'if_has_services',
    escalation_rules: [
      {
        id: 'PRULE1',
        escalation_delay_in_minutes: 15,
        targets: [SCHEDULE],
      },
      {
        id: 'PRULE2',
        escalation_delay_in_minutes: 30,
        targets: [person(GRACE, 'Grace Hopper')],
      },
    ],
    services: [SERVICE_REFERENCE],
    num_loops: 2,
    teams: [],
  };
}

function onCall(level, who, { schedule, start, end }) {
  return {
    escalation_policy: POLICY_REFERENCE,
    escalation_level: level,
    schedule,
    user: who,
    start,
    end,
  };
}

function contactMethod(userId, kind, address) {
  return {
    id: `${userId}${kind.slice(0, 2).toUpperCase()}`,
    type: `${kind}_contact_method`,
    summary: 'Mobile',
    self: `https://${HOST}/users/${userId}/contact_methods/${kind}`,
    html_url: null,
    label: 'Mobile',
    address,
    ...(kind === 'email'
      ? { send_short_email: false }
      : { country_code: 44, enabled: true, blacklisted: false }),
  };
}

function notificationRule(userId, method, urgency) {
  return {
    id: `${method.id}${urgency}`,
    type: 'assignment_notification_rule',
    summary: `0 minutes: channel ${method.id}`,
    self: `https://${HOST}/users/${userId}/notification_rules/${method.id}`,
    html_url: null,
    start_delay_in_minutes: 0,
    created_at: '2026-01-05T09:00:00Z',
    contact_method: {
      id: method.id,
      type: `${method.type}_reference`,
      summary: 'Mobile',
      self: method.self,
      html_url: null,
    },
    urgency,
  };
}

function user(id, name, kind) {
  const phone = contactMethod(id, kind, '7946001800');
  const mail = contactMethod(id, 'email', `${id.toLowerCase()}@kamiyo.ai`);
  return {
    id,
    type: 'user',
    summary: name,
    self: `https://${HOST}/users/${id}`,
    html_url: `${APP}/users/${id}`,
    name,
    email: `${id.toLowerCase()}@kamiyo.ai`,
    time_zone: 'Europe/London',
    color: 'purple',
    avatar_url: 'https://secure.gravatar.com/avatar/none.png',
    role: 'user',
    description: null,
    invitation_sent: false,
    job_title: null,
    teams: [],
    contact_methods: [mail, phone],
    notification_rules: [
      notificationRule(id, phone, 'high'),
      notificationRule(id, mail, 'low'),
    ],
  };
}

function incident(id, { title, createdAt }) {
  return {
    id,
    type: 'incident',
    summary: `[#12] ${title}`,
    self: `https://${HOST}/incidents/${id}`,
    html_url: `${APP}/incidents/${id}`,
    incident_number: 12,
    title,
    created_at: createdAt,
    updated_at: createdAt,
    status: 'resolved',
    incident_key: null,
    service: SERVICE_REFERENCE,
    assignments: [],
    assigned_via: 'escalation_policy',
    last_status_change_at: createdAt,
    resolved_at: createdAt,
    incident_type: { name: 'incident_default' },
    escalation_policy: POLICY_REFERENCE,
    teams: [],
    acknowledgements: [],
    priority: null,
    urgency: 'high',
  };
}

function logEntries(id, at) {
  const entry = (number, type, { after, agent }) => ({
    id: `R${id}${number}`,
    type,
    summary: 'As the log has it',
    self: `https://${HOST}/log_entries/R${id}${number}`,
    html_url: null,
    created_at: new Date(at + after).toISOString(),
    agent,
    channel: { type: 'website' },
    service: SERVICE_REFERENCE,
    incident: reference(id, 'incident', '[#12]', 'incidents'),
    teams: [],
    contexts: [],
  });
  return [
    entry(3, 'resolve_log_entry', {
      after: HOUR_MS,
      agent: person(ADA, 'Ada Lovelace'),
    }),
    entry(2, 'acknowledge_log_entry', {
      after: 240_000,
      agent: person(ADA, 'Ada Lovelace'),
    }),
    entry(1, 'trigger_log_entry', { after: 0, agent: SERVICE_REFERENCE }),
  ];
}

function answer(state, { path, url, headers }) {
  if (headers.authorization !== `Token token=${TOKEN}`) return failure(401);
  const query = name => url.searchParams.getAll(`${name}[]`);
  if (path === '/oncalls') {
    const [since, until] = ['since', 'until'].map(name =>
      new Date(url.searchParams.get(name) ?? state.now).getTime(),
    );
    return paged(url, {
      oncalls: state.onCalls.filter(
        ({ start, end, escalation_policy: { id } }) =>
          query('escalation_policy_ids').includes(id) &&
          (start === null || new Date(start).getTime() <= until) &&
          (end === null || new Date(end).getTime() > since),
      ),
    });
  }
  if (path === '/incidents') {
    const since = new Date(url.searchParams.get('since') ?? 0);
    return paged(url, {
      incidents: state.incidents.filter(
        each =>
          query('service_ids').includes(each.service.id) &&
          new Date(each.created_at) >= since,
      ),
    });
  }
  const [, kind, id, rest] =
    /^\/(services|escalation_policies|users|incidents)\/(\w+)(?:\/(log_entries))?$/.exec(
      path,
    ) ?? [];
  if (kind === 'incidents' && rest && state.logEntries[id]) {
    return paged(url, { log_entries: state.logEntries[id] });
  }
  const one = {
    services: ['service', state.services],
    escalation_policies: ['escalation_policy', state.policies],
    users: ['user', state.users],
  }[kind];
  if (!one || rest || !one[1][id]) return failure(404);
  return { status: 200, body: { [one[0]]: one[1][id] } };
}

function paged(url, page) {
  const limit = Math.min(100, Number(url.searchParams.get('limit') ?? 25));
  const offset = Number(url.searchParams.get('offset') ?? 0);
  // PagerDuty goes no further than this.
  if (offset + limit > 10_000) return failure(400);
  const [[name, items]] = Object.entries(page);
  return {
    status: 200,
    body: {
      [name]: items.slice(offset, offset + limit),
      limit,
      offset,
      more: offset + limit < items.length,
      total: null,
    },
  };
}

function failure(status) {
  const messages = {
    400: 'Invalid Input Provided',
    401: 'Unauthorized',
    404: 'Not Found',
  };
  return {
    status,
    body: { error: { message: messages[status], code: 2000 + status } },
  };
}

export const pagerduty = {
  id: 'pagerduty',
  title: 'PagerDuty',
  hosts: [HOST],
  world,
  answer,
  config: {
    productionReadiness: {
      http: { allow: [HOST] },
      onCall: { provider: 'pagerduty' },
      collectors: { pagerduty: { token: TOKEN } },
    },
  },
  // Equal alternatives would stand in for what PagerDuty does not say.
  without: ['uptime', 'doc'],
  defects: {
    'pagerduty-service-disabled': {
      title: 'The service of PagerDuty is disabled',
      fails: ['mon.alert-channels-set-up/pagerduty'],
      spoil: state => {
        state.services[SERVICE].status = 'disabled';
      },
    },
    'pagerduty-nothing-connected': {
      title: 'No integration can raise an incident of the service',
      fails: ['mon.alert-channels-set-up/pagerduty'],
      spoil: state => {
        state.services[SERVICE].integrations = [];
      },
    },
    'pagerduty-nobody-first': {
      title: 'Nobody is on call at level 1',
      fails: ['mon.on-call-rotation/primary'],
      spoil: state => {
        state.onCalls = state.onCalls.filter(
          ({ escalation_level: level }) => level !== 1,
        );
      },
    },
    'pagerduty-nobody-second': {
      title: 'Nobody is on call at level 2',
      fails: ['mon.on-call-rotation/secondary'],
      spoil: state => {
        state.onCalls = state.onCalls.filter(
          ({ escalation_level: level }) => level === 1,
        );
      },
    },
    'pagerduty-same-person': {
      title: 'The same person is on call at both levels',
      fails: ['mon.on-call-rotation/secondary'],
      spoil: state => {
        for (const each of state.onCalls) each.user = person(ADA, 'Ada');
      },
    },
    'pagerduty-one-rule': {
      title: 'The escalation policy has one rule',
      fails: ['sec.incident-plan/escalation-path'],
      // Without the document that may define it a person can still vouch for it.
      unknown: ['mon.on-call-rotation/escalation-policy'],
      spoil: state => {
        state.policies[POLICY].escalation_rules.pop();
      },
    },
    'pagerduty-mail-only': {
      title: 'One who is on call is told by e-mail alone',
      // A phone may ring in another way, so the machine never says no.
      fails: [],
      unknown: ['mon.alert-channels-set-up/sms'],
      spoil: state => {
        state.users[ADA].notification_rules = state.users[
          ADA
        ].notification_rules.filter(({ contact_method: { type } }) =>
          type.startsWith('email'),
        );
      },
    },
  },
};
