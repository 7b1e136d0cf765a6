import {
  before,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  RELEASE_COMMIT,
} from '../shared.mjs';
import { envGroups, envVarsOfServices, CONNECTION } from './env.mjs';
import {
  AGGREGATOR,
  API,
  DATABASE,
  FRONTEND,
  instanceOf,
  OWNER,
  REGION,
  REPLICA,
  REPO,
  WATCHER,
} from './ids.mjs';
import { logLines } from './logs.mjs';
import { measures } from './metrics.mjs';

const PREVIOUS_COMMIT = '1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c';
const BLUEPRINT = 'exs-0123456789abcdef0123';

const BACKUP_EVENTS = [
  'postgres_backup_completed',
  'postgres_backup_failed',
  'postgres_pitr_checkpoint_completed',
  'postgres_pitr_checkpoint_failed',
  'postgres_wal_archive_failed',
];

/** What Render holds of a healthy KAMIYO. */
export function world({ now }) {
  const deploys = deploysOfServices(now);
  return {
    at: new Date(now).toISOString(),
    services: services(now),
    deploys,
    instances: instances(deploys),
    events: events(now),
    domains: domains(now),
    envVars: envVarsOfServices(),
    envGroups: envGroups(now),
    postgres: [database(now)],
    recovery: {
      [DATABASE]: {
        recoveryStatus: 'AVAILABLE',
        startsAt: before(now, 7 * DAY_MS + HOUR_MS),
      },
    },
    connections: { [DATABASE]: { ...CONNECTION } },
    members: members(),
    notifications: {
      ownerId: OWNER,
      slackEnabled: true,
      emailEnabled: true,
      previewNotificationsEnabled: false,
      notificationsToSend: 'failure',
    },
    webhooks: [
      {
        id: 'whk-0123456789abcdef0123',
        url: 'https://hooks.example.com/render',
        name: 'backups',
        // Rendered as it is sent: a reader has to drop it.
        secret: ['whsec', 'b'.repeat(24)].join('_'),
        enabled: true,
        eventFilter: BACKUP_EVENTS,
      },
    ],
    webhookEvents: [
      {
        id: 'whe-1',
        eventId: 'evt-backup-1',
        eventType: 'postgres_backup_completed',
        sentAt: before(now, 10 * HOUR_MS),
        statusCode: 200,
      },
    ],
    databaseEvents: [
      {
        id: 'evt-backup-1',
        timestamp: before(now, 10 * HOUR_MS),
        serviceId: DATABASE,
        type: 'postgres_backup_completed',
        details: {},
      },
    ],
    logStream: {
      ownerId: OWNER,
      endpoint: 'logs.example.com',
      preview: 'send',
    },
    blueprints: [blueprint(now)],
    measures: measures(),
    logs: logLines({ now, deploys }),
  };
}

function service(id, name, now, { type, details, ...rest }) {
  const page = type === 'background_worker' ? 'worker' : 'web';
  return {
    id,
    name,
    slug: name,
    ownerId: OWNER,
    type,
    autoDeploy: 'yes',
    autoDeployTrigger: 'checksPass',
    branch: 'main',
    repo: REPO,
    rootDir: '',
    dashboardUrl: `https://dashboard.render.com/${page}/${id}`,
    notifyOnFail: 'default',
    suspended: 'not_suspended',
    suspenders: [],
    createdAt: before(now, 200 * DAY_MS),
    updatedAt: before(now, 2 * DAY_MS),
    serviceDetails: {
      buildPlan: 'starter',
      env: details.runtime,
      plan: 'standard',
      region: REGION,
      pullRequestPreviewsEnabled: 'no',
      sshAddress: `${id}@ssh.frankfurt.render.com`,
      ...details,
    },
    ...rest,
  };
}

function services(now) {
  const autoscaling = {
    enabled: true,
    min: 2,
    max: 6,
    criteria: {
      cpu: { enabled: true, percentage: 70 },
      memory: { enabled: false, percentage: 80 },
    },
  };
  const web = (url, details) => ({
    type: 'web_service',
    details: {
      numInstances: 2,
      url,
      openPorts: [{ port: 10000, protocol: 'TCP' }],
      autoscaling,
      cache: { profile: 'origin-controlled' },
      maintenanceMode: { enabled: false, uri: '' },
      ipAllowList: [{ cidrBlock: '0.0.0.0/0', description: 'everywhere' }],
      renderSubdomainPolicy: 'enabled',
      ...details,
    },
  });
  const worker = startCommand => ({
    type: 'background_worker',
    details: {
      runtime: 'python',
      numInstances: 1,
      envSpecificDetails: {
        buildCommand: 'pip install -r requirements.txt',
        startCommand,
      },
    },
  });
  return [
    service(
      API,
      'kamiyo-api',
      now,
      web('https://kamiyo-api.onrender.com', {
        runtime: 'python',
        healthCheckPath: '/health',
        envSpecificDetails: {
          buildCommand: 'pip install -r requirements.txt',
          startCommand: 'uvicorn kamiyo.main:app --host 0.0.0.0 --port $PORT',
          preDeployCommand: 'alembic upgrade head',
        },
      }),
    ),
    service(
      FRONTEND,
      'kamiyo-frontend',
      now,
      web('https://kamiyo-frontend.onrender.com', {
        runtime: 'node',
        healthCheckPath: '/api/health',
        envSpecificDetails: {
          buildCommand: 'npm ci && npm run build',
          startCommand: 'npm start',
        },
      }),
    ),
    service(
      AGGREGATOR,
      'kamiyo-aggregator',
      now,
      worker('python -m kamiyo.aggregator'),
    ),
    service(
      WATCHER,
      'kamiyo-social-watcher',
      now,
      worker('python -m kamiyo.watcher'),
    ),
  ];
}

function deploysOfServices(now) {
  const deploy = (id, index, rest) => {
    const begun = (2 + index * 7) * DAY_MS;
    return {
      id: `dep-${id.slice(-4)}${String(index).padStart(16, '0')}`,
      commit: {
        id: index === 0 ? RELEASE_COMMIT : PREVIOUS_COMMIT,
        message: 'A change',
        createdAt: before(now, begun + HOUR_MS),
      },
      status: index === 0 ? 'live' : 'deactivated',
      trigger: 'new_commit',
      createdAt: before(now, begun),
      startedAt: before(now, begun),
      finishedAt: before(now, begun - 6 * MINUTE_MS),
      updatedAt: before(now, begun - 6 * MINUTE_MS),
      ...rest,
    };
  };
  return Object.fromEntries(
    [API, FRONTEND, AGGREGATOR, WATCHER].map(id => [
      id,
      [0, 1, 2].map(index => deploy(id, index)),
    ]),
  );
}

function instances(deploys) {
  return Object.fromEntries(
    Object.entries(deploys).map(([id, [live]]) => [
      id,
      [
        {
          id: instanceOf(id),
          createdAt: new Date(
            Date.parse(live.startedAt) + 3 * MINUTE_MS,
          ).toISOString(),
        },
      ],
    ]),
  );
}

function events(now) {
  const event = (serviceId, type, ago, details = {}) => ({
    id: `evt-${serviceId.slice(-4)}-${type}-${ago}`,
    timestamp: before(now, ago),
    serviceId,
    type,
    details,
  });
  const deployed = id =>
    event(id, 'deploy_ended', 2 * DAY_MS - 6 * MINUTE_MS, {
      deployId: `dep-${id.slice(-4)}${'0'.repeat(16)}`,
      deployStatus: 'succeeded',
      status: 2,
      reason: {},
    });
  const scaled = id => [
    event(id, 'autoscaling_started', 12 * DAY_MS, {
      fromInstances: 2,
      toInstances: 4,
    }),
    event(id, 'autoscaling_ended', 12 * DAY_MS - 9 * MINUTE_MS, {
      fromInstances: 2,
      toInstances: 4,
    }),
  ];
  return [
    // A failure that was over after a minute.
    event(API, 'server_failed', 10 * DAY_MS, {
      instanceID: `${API}-6c8e7-0`,
      reason: { evicted: false, nonZeroExit: 1 },
    }),
    event(API, 'server_available', 10 * DAY_MS - MINUTE_MS),
    ...[API, FRONTEND].flatMap(scaled),
    ...[API, FRONTEND, AGGREGATOR, WATCHER].map(deployed),
  ];
}

function domains(now) {
  const domain = (name, domainType, redirectForName = '') => ({
    id: `cdm-${name}`,
    name,
    domainType,
    publicSuffix: 'ai',
    redirectForName,
    verificationStatus: 'verified',
    createdAt: before(now, 190 * DAY_MS),
  });
  return {
    [API]: [domain('api.kamiyo.ai', 'subdomain')],
    [FRONTEND]: [
      domain('kamiyo.ai', 'apex'),
      domain('www.kamiyo.ai', 'subdomain', 'kamiyo.ai'),
    ],
  };
}

function database(now) {
  return {
    id: DATABASE,
    name: 'kamiyo-postgres',
    databaseName: 'kamiyo',
    databaseUser: 'kamiyo',
    owner: {
      id: OWNER,
      name: 'KAMIYO',
      email: 'ops@kamiyo.ai',
      type: 'team',
    },
    plan: 'basic_1gb',
    region: REGION,
    status: 'available',
    suspended: 'not_suspended',
    suspenders: [],
    version: '16',
    role: 'primary',
    highAvailabilityEnabled: false,
    diskSizeGB: 15,
    diskAutoscalingEnabled: true,
    connectionPool: 'none',
    ipAllowList: [{ cidrBlock: '203.0.113.10/32', description: 'Backstage' }],
    readReplicas: [{ id: REPLICA, name: 'kamiyo-postgres-replica' }],
    dashboardUrl: `https://dashboard.render.com/d/${DATABASE}`,
    createdAt: before(now, 200 * DAY_MS),
    updatedAt: before(now, 20 * DAY_MS),
  };
}

function members() {
  const member = (userId, name, role) => ({
    userId: `usr-${userId}`,
    name,
    email: `${name.toLowerCase()}@kamiyo.ai`,
    status: 'active',
    role,
    mfaEnabled: true,
  });
  return [
    member('0000000000000000001', 'Ada', 'ADMIN'),
    member('0000000000000000002', 'Grace', 'DEVELOPER'),
    member('0000000000000000003', 'Radia', 'WORKSPACE_VIEWER'),
  ];
}

function blueprint(now) {
  const resource = (id, name, type) => ({ id, name, type });
  return {
    id: BLUEPRINT,
    name: 'kamiyo',
    status: 'in_sync',
    autoSync: true,
    repo: REPO,
    branch: 'main',
    path: 'render.yaml',
    lastSync: before(now, 2 * DAY_MS),
    resources: [
      resource(API, 'kamiyo-api', 'web_service'),
      resource(FRONTEND, 'kamiyo-frontend', 'web_service'),
      resource(AGGREGATOR, 'kamiyo-aggregator', 'background_worker'),
      resource(WATCHER, 'kamiyo-social-watcher', 'background_worker'),
      resource(DATABASE, 'kamiyo-postgres', 'postgres'),
    ],
    syncs: [
      {
        id: 'exe-0123456789abcdef0123',
        commit: { id: RELEASE_COMMIT },
        startedAt: before(now, 2 * DAY_MS),
        completedAt: before(now, 2 * DAY_MS - MINUTE_MS),
        state: 'success',
      },
    ],
  };
}
