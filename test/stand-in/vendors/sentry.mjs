import {
  before,
  DAY_MS,
  HOUR_MS,
  RELEASE_COMMIT,
  SENTRY_PUBLIC_KEY,
} from './shared.mjs';

const TOKEN = 'sntryu_stand_in';
const ORGANIZATION = 'kamiyo';
const PROJECT = { id: '4501', slug: 'kamiyo' };
const PAGE = 100;

function world({ now }) {
  return {
    forbidden: [],
    project: {
      ...PROJECT,
      name: 'KAMIYO',
      platform: 'python-fastapi',
      dateCreated: before(now, 200 * DAY_MS),
      status: 'active',
      firstEvent: before(now, 150 * DAY_MS),
    },
    environments: [
      { id: '1', name: 'production', isHidden: false },
      { id: '2', name: 'staging', isHidden: false },
    ],
    keys: [
      key({ id: 'k1', publicKey: SENTRY_PUBLIC_KEY }),
      key({
        id: 'k2',
        publicKey: '0ld0ld0ld0ld0ld0ld0ld0ld0ld0ld00',
        isActive: false,
      }),
    ],
    releases: [
      release(`kamiyo@${RELEASE_COMMIT}`, before(now, 2 * HOUR_MS)),
      release(
        'kamiyo@0000000000000000000000000000000000000001',
        before(now, 3 * DAY_MS),
      ),
    ],
    workflows: [
      workflow({
        id: '11',
        name: 'New and regressed issues',
        actions: ['email', 'slack'],
      }),
      workflow({
        id: '12',
        name: 'Elevated error rate',
        actions: ['pagerduty'],
      }),
      workflow({
        id: '13',
        name: 'Old rule',
        actions: ['email'],
        enabled: false,
      }),
    ],
    detectors: [
      detector({
        id: '21',
        name: 'Error monitor',
        type: 'error',
        workflowIds: ['11', '13'],
      }),
      detector({
        id: '22',
        name: 'Error rate',
        type: 'metric_issue',
        workflowIds: ['12'],
      }),
    ],
    errors: [
      { 'sdk.name': 'sentry.python.fastapi', 'count()': 12 },
      { 'sdk.name': 'sentry.javascript.nextjs', 'count()': 5 },
    ],
    transactions: 5200,
    nPlusOne: [],
    fatal: [],
  };
}

const key = ({ id, publicKey, isActive = true }) => ({
  id,
  name: id,
  label: id,
  public: publicKey,
  secret: 'never-used',
  projectId: Number(PROJECT.id),
  isActive,
  rateLimit: null,
  dsn: { public: `https://${publicKey}@o1.ingest.sentry.io/${PROJECT.id}` },
  browserSdkVersion: '9.x',
  dateCreated: '2026-05-01T08:00:00Z',
});

const release = (version, dateCreated) => ({
  id: 1,
  version,
  shortVersion: version.slice(0, 16),
  status: 'open',
  ref: null,
  data: {},
  url: null,
  dateCreated,
  dateReleased: dateCreated,
  newGroups: 0,
  commitCount: 3,
  deployCount: 1,
  projects: [PROJECT],
});

const workflow = ({ id, name, actions, enabled = true }) => ({
  id,
  name,
  organizationId: '1',
  createdBy: null,
  dateCreated: '2026-05-01T08:00:00Z',
  dateUpdated: '2026-05-01T08:00:00Z',
  triggers: {
    id: `${id}0`,
    organizationId: '1',
    logicType: 'any-short',
    conditions: [],
    actions: [],
  },
  actionFilters: [
    {
      id: `${id}1`,
      organizationId: '1',
      logicType: 'all',
      conditions: [],
      actions: actions.map((type, index) => ({
        id: `${id}${index}`,
        type,
        integrationId: null,
        data: {},
        config: { targetType: 'team', targetIdentifier: '1' },
        status: 'active',
      })),
    },
  ],
  environment: 'production',
  config: { frequency: 30 },
  detectorIds: [],
  enabled,
  lastTriggered: null,
  owner: null,
});

const detector = ({ id, name, type, workflowIds, enabled = true }) => ({
  id,
  projectId: PROJECT.id,
  name,
  type,
  workflowIds,
  description: null,
  owner: null,
  createdBy: null,
  dateCreated: '2026-05-01T08:00:00Z',
  dateUpdated: '2026-05-01T08:00:00Z',
  dataSources: null,
  conditionGroup: null,
  config: {},
  enabled,
  latestGroup: null,
});

const issue = id => ({
  id: String(id),
  shortId: `KAMIYO-${id}`,
  title: 'N+1 Query',
  permalink: `https://sentry.io/organizations/kamiyo/issues/${id}/`,
  level: 'info',
  status: 'unresolved',
});

const problem = (status, detail) => ({ status, body: { detail } });

/** A page of a list, with the `Link` header that leads to the next one. */
function page(items, url) {
  const from = Number(
    /^0:(\d+):0$/.exec(url.searchParams.get('cursor'))?.[1] ?? 0,
  );
  const size = Number(url.searchParams.get('per_page') ?? PAGE);
  const next = from + size;
  const cursor = `0:${next}:0`;
  return {
    status: 200,
    headers: {
      link: `<${url.origin}${
        url.pathname
      }?cursor=${cursor}>; rel="next"; results="${
        next < items.length
      }"; cursor="${cursor}"`,
    },
    body: items.slice(from, next),
  };
}

function answer(now, { method, path, url, headers }) {
  if (headers.authorization !== `Bearer ${TOKEN}`)
    return problem(401, 'Invalid token');
  if (now.forbidden.some(prefix => path.startsWith(prefix)))
    return problem(403, 'You do not have permission to perform this action.');
  if (method !== 'GET') return problem(405, 'Method not allowed');
  const project = `/api/0/projects/${ORGANIZATION}/${PROJECT.slug}/`;
  const organization = `/api/0/organizations/${ORGANIZATION}/`;
  if (path.startsWith(project) && !now.project)
    return problem(404, 'The requested resource does not exist');
  const wanted = url.searchParams.getAll('project');
  const mine =
    wanted.length === 0 ||
    wanted.some(each => [PROJECT.id, PROJECT.slug, '-1'].includes(each));
  const own = items => page(mine ? items : [], url);
  switch (path) {
    case project:
      return { status: 200, body: now.project };
    case `${project}environments/`:
      return { status: 200, body: now.environments };
    case `${project}keys/`:
      return page(now.keys, url);
    case `${project}releases/`:
      return page(now.releases, url);
    case `${organization}workflows/`:
      return own(now.workflows);
    case `${organization}detectors/`:
      return own(now.detectors);
    case `${organization}issues/`:
      return own(
        /n_plus_one/.test(url.searchParams.get('query'))
          ? now.nPlusOne
          : now.fatal,
      );
    case `${organization}events/`:
      return {
        status: 200,
        body: { data: mine ? rows(now, url) : [], meta: { fields: {} } },
      };
    default:
      return problem(404, 'The requested resource does not exist');
  }
}

function rows(now, url) {
  if (url.searchParams.get('dataset') === 'spans')
    return [{ 'count()': now.transactions }];
  if (url.searchParams.getAll('field').includes('sdk.name')) return now.errors;
  return [
    { 'count()': now.errors.reduce((sum, row) => sum + row['count()'], 0) },
  ];
}

const ACTIVE = ['mon.application-monitoring/sentry-active'];

/** Sentry, with one project that all of KAMIYO's services report to. */
export const sentry = {
  id: 'sentry',
  title: 'Sentry',
  hosts: ['sentry.io'],
  world,
  answer,
  config: {
    productionReadiness: {
      http: { allow: ['sentry.io'] },
      alerts: {
        'elevated-error-rate': {
          provider: 'sentry',
          match: 'Elevated error rate',
        },
      },
      collectors: {
        sentry: {
          baseUrl: 'https://sentry.io',
          organization: ORGANIZATION,
          token: TOKEN,
        },
      },
    },
  },
  defects: {
    'sentry-no-project': {
      title: 'there is no Sentry project',
      fails: ACTIVE,
      // Without a project nothing else can be read of it.
      unknown: [
        'app.unhandled-exceptions-caught/errors-to-sentry',
        'db.performance-optimized/no-n-plus-one',
        'mon.application-monitoring/release-tracking',
        'mon.application-monitoring/sentry-dsn',
      ],
      spoil(now) {
        now.project = null;
      },
    },
    'sentry-project-disabled': {
      title: 'the Sentry project is about to be deleted',
      fails: ACTIVE,
      spoil(now) {
        now.project.status = 'pending_deletion';
      },
    },
    'sentry-no-production': {
      title: 'Sentry knows no environment production',
      fails: ACTIVE,
      spoil(now) {
        now.environments[0].name = 'prod';
      },
    },
    'sentry-key-off': {
      title: 'the key of SENTRY_DSN is switched off',
      fails: ['mon.application-monitoring/sentry-dsn'],
      spoil(now) {
        now.keys[0].isActive = false;
      },
    },
    'sentry-alerts-off': {
      title: 'every alert of Sentry is switched off',
      fails: [
        'mon.application-monitoring/error-alerts',
        'mon.warning-alerts-configured/elevated-error-rate',
      ],
      spoil(now) {
        for (const each of now.workflows) each.enabled = false;
      },
    },
    'sentry-alerts-without-action': {
      title: 'no alert of Sentry tells anybody',
      fails: [
        'mon.application-monitoring/error-alerts',
        'mon.warning-alerts-configured/elevated-error-rate',
      ],
      spoil(now) {
        for (const each of now.workflows) each.actionFilters[0].actions = [];
      },
    },
    'sentry-old-release': {
      title: 'Sentry was not told of the live release',
      fails: ['mon.application-monitoring/release-tracking'],
      spoil(now) {
        now.releases.shift();
      },
    },
    'sentry-n-plus-one': {
      title: 'Sentry has an unresolved N+1 query issue',
      fails: ['db.performance-optimized/no-n-plus-one'],
      spoil(now) {
        now.nPlusOne.push(issue(1));
      },
    },
    'sentry-other-sdk': {
      title: 'the only errors in Sentry come from an SDK of another language',
      fails: ['app.unhandled-exceptions-caught/errors-to-sentry'],
      spoil(now) {
        now.errors = [{ 'sdk.name': 'sentry.ruby', 'count()': 3 }];
      },
    },
  },
};
