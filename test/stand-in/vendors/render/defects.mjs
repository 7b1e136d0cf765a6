import { before, DAY_MS, HOUR_MS, MINUTE_MS } from '../shared.mjs';
import {
  AGGREGATOR,
  API,
  DATABASE,
  FRONTEND,
  REPLICA,
  WATCHER,
} from './ids.mjs';

const serviceOf = (world, id) => world.services.find(each => each.id === id);
const details = (world, id) => serviceOf(world, id).serviceDetails;
const database = world => world.postgres[0];

/** Adds an event of a service, so many milliseconds ago. */
function happened(world, id, { type, ago, details: more }) {
  world.events.push({
    id: `evt-defect-${world.events.length}`,
    timestamp: before(Date.parse(world.at), ago),
    serviceId: id,
    type,
    details: more,
  });
}

const failed = (world, id, ago, reason = {}) =>
  happened(world, id, {
    type: 'server_failed',
    ago,
    details: { reason: { evicted: false, ...reason } },
  });

/** Adds lines to what a service wrote in the last hours. */
function wrote(world, id, count, messageOf) {
  for (let index = 0; index < count; index += 1) {
    world.logs.push({
      resource: id,
      type: 'app',
      instance: 'defect',
      at: Date.parse(world.at) - 2 * MINUTE_MS - index * 1000,
      message: messageOf(index),
    });
  }
}

/** A line of the start of the live deploy of the API. */
function saidAtStart(world, message) {
  const [live] = world.deploys[API];
  world.logs.push({
    resource: API,
    type: 'app',
    instance: world.instances[API][0].id,
    at: Date.parse(live.startedAt) + 5 * MINUTE_MS,
    message,
  });
}

const without = (world, pattern) => {
  world.logs = world.logs.filter(({ message }) => !pattern.test(message));
};

export const defects = {
  'render-api-is-private': {
    title: 'The API is a private service',
    fails: ['infra.api-service-deployed/type'],
    spoil: world => {
      serviceOf(world, API).type = 'private_service';
    },
  },
  'render-api-ruby': {
    title: 'The API runs on another language',
    fails: ['infra.api-service-deployed/runtime'],
    spoil: world => {
      Object.assign(details(world, API), { runtime: 'ruby', env: 'ruby' });
    },
  },
  'render-health-path-differs': {
    title: 'Render asks the API at another path than /health',
    fails: ['infra.api-service-deployed/health-check-path'],
    spoil: world => {
      details(world, API).healthCheckPath = '/';
    },
  },
  'render-health-path-missing': {
    title: 'Render does not check the health of the frontend',
    fails: ['infra.health-checks-passing/interval'],
    spoil: world => {
      details(world, FRONTEND).healthCheckPath = '';
    },
  },
  'render-auto-deploy-off': {
    title: 'The API is deployed by hand',
    fails: ['infra.api-service-deployed/auto-deploy'],
    spoil: world => {
      Object.assign(serviceOf(world, API), {
        autoDeploy: 'no',
        autoDeployTrigger: 'off',
      });
    },
  },
  'render-api-suspended': {
    title: 'The API is suspended',
    fails: ['infra.api-service-deployed/status-healthy'],
    spoil: world => {
      Object.assign(serviceOf(world, API), {
        suspended: 'suspended',
        suspenders: ['user'],
      });
    },
  },
  'render-frontend-is-static': {
    title: 'The frontend is a static site',
    fails: ['infra.frontend-service-deployed/type'],
    spoil: world => {
      serviceOf(world, FRONTEND).type = 'static_site';
    },
  },
  'render-frontend-docker': {
    title: 'The frontend is built from a Dockerfile',
    fails: ['infra.frontend-service-deployed/runtime'],
    spoil: world => {
      Object.assign(details(world, FRONTEND), {
        runtime: 'docker',
        env: 'docker',
      });
    },
  },
  'render-build-command-drifts': {
    title: 'The build command on Render is not that of render.yaml',
    fails: ['infra.frontend-service-deployed/build-command'],
    spoil: world => {
      details(world, FRONTEND).envSpecificDetails.buildCommand =
        'npm install && npm run build';
    },
  },
  'render-start-command-drifts': {
    title: 'The frontend is started in development mode',
    fails: [
      'infra.frontend-service-deployed/start-command',
      'app.production-build-optimized/production-build',
    ],
    spoil: world => {
      details(world, FRONTEND).envSpecificDetails.startCommand = 'npm run dev';
    },
  },
  'render-frontend-failing': {
    title: 'The frontend failed half an hour ago and did not come back',
    fails: ['infra.frontend-service-deployed/status-healthy'],
    spoil: world => failed(world, FRONTEND, 30 * MINUTE_MS, { unhealthy: 'x' }),
  },
  'render-database-free': {
    title: 'The database is of the free plan',
    fails: [
      'infra.postgres-provisioned/plan',
      'infra.instance-types-appropriate/database-plan',
    ],
    spoil: world => {
      database(world).plan = 'free';
    },
  },
  'render-database-elsewhere': {
    title: 'The database is in another region',
    fails: ['infra.postgres-provisioned/region'],
    spoil: world => {
      database(world).region = 'oregon';
    },
  },
  'render-no-recovery': {
    title: 'The database cannot be set back',
    fails: [
      'infra.postgres-provisioned/backups',
      'db.automated-backups-enabled/daily-backups',
      'db.automated-backups-enabled/retention',
      'db.point-in-time-recovery/available',
    ],
    // A backup of another kind may do.
    unknown: ['bkp.disaster-recovery-plan/rpo'],
    spoil: world => {
      world.recovery[DATABASE] = {
        recoveryStatus: 'NOT_AVAILABLE',
        startsAt: null,
      };
    },
  },
  'render-short-recovery': {
    title: 'The window of recovery is three days',
    fails: ['db.automated-backups-enabled/retention'],
    spoil: world => {
      world.recovery[DATABASE].startsAt = before(
        Date.parse(world.at),
        3 * DAY_MS,
      );
    },
  },
  'render-aggregator-stopped': {
    title: 'No instance of the aggregator runs',
    fails: ['infra.worker-services-deployed/aggregator-running'],
    spoil: world => {
      world.instances[AGGREGATOR] = [];
    },
  },
  'render-worker-failed': {
    title: 'The aggregator failed five hours ago',
    fails: ['infra.worker-services-deployed/all-workers-healthy'],
    spoil: world => failed(world, AGGREGATOR, 5 * HOUR_MS, { nonZeroExit: 1 }),
  },
  'render-blueprint-error': {
    title: 'The newest sync of the blueprint failed',
    fails: ['infra.environment-variables-configured/secrets-synced'],
    spoil: world => {
      world.blueprints[0].syncs[0].state = 'error';
    },
  },
  'render-api-domain-unverified': {
    title: 'The domain of the API is not verified',
    fails: [
      'infra.custom-domain-configured/api-domain',
      'infra.custom-domain-configured/ssl-certificates',
    ],
    spoil: world => {
      world.domains[API][0].verificationStatus = 'unverified';
    },
  },
  'render-frontend-domain-missing': {
    title: 'The frontend has no custom domain',
    fails: [
      'infra.custom-domain-configured/frontend-domain',
      'infra.custom-domain-configured/ssl-certificates',
    ],
    spoil: world => {
      world.domains[FRONTEND] = [];
    },
  },
  'render-edge-cache-off': {
    title: 'The edge cache of the frontend is off',
    fails: ['infra.cdn-caching-configured/cdn-enabled'],
    spoil: world => {
      details(world, FRONTEND).cache = { profile: 'no-cache' };
    },
  },
  'render-api-starter': {
    title: 'The API is of the plan starter',
    fails: ['infra.instance-types-appropriate/api-plan'],
    spoil: world => {
      details(world, API).plan = 'starter';
    },
  },
  'render-frontend-starter': {
    title: 'The frontend is of the plan starter',
    fails: ['infra.instance-types-appropriate/frontend-plan'],
    spoil: world => {
      details(world, FRONTEND).plan = 'starter';
    },
  },
  'render-no-scaling-rule': {
    title: 'Autoscaling of the API has no rule',
    fails: ['infra.auto-scaling-configured/rules-defined'],
    spoil: world => {
      const { cpu } = details(world, API).autoscaling.criteria;
      cpu.enabled = false;
    },
  },
  'render-scaling-bounds-equal': {
    title: 'Autoscaling of the API may not add an instance',
    fails: ['infra.auto-scaling-configured/min-max-set'],
    spoil: world => {
      details(world, API).autoscaling.max = 2;
    },
  },
  'render-memory-short': {
    title: 'The API uses nearly all of its memory',
    fails: ['infra.resource-limits-verified/memory-limits'],
    spoil: world => {
      const own = world.measures[API];
      own.memory = own.memoryLimit * 0.93;
    },
  },
  'render-processor-short': {
    title: 'The aggregator uses all of its processor',
    fails: ['infra.resource-limits-verified/cpu-allocation'],
    spoil: world => {
      const own = world.measures[AGGREGATOR];
      own.cpu = own.cpuLimit;
    },
  },
  'render-out-of-memory': {
    title: 'The frontend ran out of memory five days ago',
    fails: ['infra.resource-limits-verified/no-oom-kills'],
    spoil: world =>
      failed(world, FRONTEND, 5 * DAY_MS, {
        oomKilled: { memoryLimit: '2Gi' },
      }),
  },
  'render-memory-unknown': {
    title: 'Render has no memory limit of the social watcher',
    fails: [],
    // Without points nobody knows: the limit may well be there.
    unknown: [
      'infra.resource-limits-verified/memory-limits',
      'infra.resource-limits-verified/cpu-allocation',
      'perf.resource-limits-appropriate/memory-limits',
    ],
    spoil: world => {
      world.measures[WATCHER].memoryLimit = null;
    },
  },
  'render-disk-full': {
    title: 'The disk of the database is nearly full',
    fails: ['perf.resource-limits-appropriate/disk-space'],
    spoil: world => {
      const own = world.measures[DATABASE];
      own.diskUsage = own.diskCapacity * 0.9;
    },
  },
  'render-no-replica': {
    title: 'The database has neither replica nor standby',
    fails: ['bkp.failover-strategy/database-replication'],
    unknown: ['perf.database-scaling-plan/read-replicas'],
    spoil: world => {
      database(world).readReplicas = null;
    },
  },
  'render-replica-silent': {
    title: 'The replica of the database tells of no lag',
    fails: ['bkp.failover-strategy/database-replication'],
    spoil: world => {
      delete world.measures[REPLICA];
    },
  },
  'render-service-disk': {
    title: 'The API keeps files on a disk',
    fails: [
      'bkp.stateless-application-design/no-local-files',
      'bkp.stateless-application-design/deploys-keep-state',
    ],
    spoil: world => {
      details(world, API).disk = {
        id: 'dsk-0123456789abcdef0123',
        name: 'files',
        sizeGB: 10,
        mountPath: '/var/data',
      };
    },
  },
  'render-other-repository': {
    title: 'The aggregator is built from another repository',
    fails: ['bkp.version-control/all-code-in-git'],
    spoil: world => {
      serviceOf(world, AGGREGATOR).repo = 'https://github.com/other/kamiyo';
    },
  },
  'render-open-database': {
    title: 'The database may be reached from everywhere',
    fails: ['sec.database-security/no-public-access'],
    spoil: world => {
      database(world).ipAllowList.push({
        cidrBlock: '0.0.0.0/0',
        description: 'everywhere',
      });
    },
  },
  'render-unknown-network': {
    title: 'The database may be reached from a network that nobody named',
    fails: ['sec.database-security/no-public-access'],
    spoil: world => {
      database(world).ipAllowList.push({
        cidrBlock: '198.51.100.0/24',
        description: 'an office',
      });
    },
  },
  'render-stranger-is-admin': {
    title: 'A stranger is an admin of the workspace',
    fails: [
      'sec.environment-secrets-secure/access-restricted',
      'sec.production-access-restricted/dashboard-access',
    ],
    spoil: world => {
      for (let index = 0; index < 4; index += 1) {
        world.members.push({
          userId: `usr-000000000000000001${index}`,
          name: 'Stranger',
          email: `stranger-${index}@elsewhere.example`,
          status: 'active',
          role: 'ADMIN',
          mfaEnabled: true,
        });
      }
    },
  },
  'render-inactive-member': {
    title: 'A member of the workspace is inactive',
    fails: ['sec.production-access-restricted/dashboard-access'],
    spoil: world => {
      world.members[2].status = 'inactive';
    },
  },
  'render-member-without-mfa': {
    title: 'A member of the workspace has no second factor',
    fails: ['sec.production-access-restricted/two-factor'],
    spoil: world => {
      world.members[1].mfaEnabled = false;
    },
  },
  'render-logs-plain-text': {
    title: 'The API logs lines that are not JSON',
    fails: ['app.structured-logging/json-format'],
    spoil: world =>
      wrote(world, API, 60, index => `INFO request ${index} handled`),
  },
  'render-aggregator-logs-plain-text': {
    title: 'The aggregator logs lines that are not JSON',
    fails: [
      'app.structured-logging/json-format',
      'app.aggregator-running/logging',
    ],
    spoil: world =>
      wrote(world, AGGREGATOR, 60, index => `INFO round ${index} done`),
  },
  'render-logs-debug': {
    title: 'The API logs at level debug',
    fails: ['app.structured-logging/log-levels'],
    spoil: world =>
      wrote(world, API, 3, index =>
        JSON.stringify({ level: 'debug', event: `state ${index}` }),
      ),
  },
  'render-logs-without-request-id': {
    title: 'The API logs requests without their id',
    fails: ['app.structured-logging/request-id'],
    spoil: world =>
      wrote(world, API, 80, index =>
        JSON.stringify({
          level: 'info',
          method: 'GET',
          path: `/api/v1/${index}`,
          status: 200,
        }),
      ),
  },
  'render-secret-in-logs': {
    title: 'The frontend logs a key',
    fails: ['sec.environment-secrets-secure/no-secrets-in-code-or-logs'],
    spoil: world =>
      wrote(world, FRONTEND, 1, () =>
        JSON.stringify({
          level: 'info',
          event: 'configured',
          key: ['sk', 'live', '4f9a1b7c2d8e3f60'].join('_'),
        }),
      ),
  },
  'render-card-number-in-logs': {
    title: 'The API logs a card number',
    fails: [
      'sec.pci-compliance/data-redacted-from-logs',
      'sec.audit-logging-enabled/payment-events',
    ],
    spoil: world =>
      wrote(world, API, 1, () =>
        JSON.stringify({
          level: 'info',
          event: 'paid',
          card: '4242 4242 4242 4242',
        }),
      ),
  },
  'render-error-at-start': {
    title: 'The API tells of an insecure default as it starts',
    fails: ['sec.startup-validation-passes/no-critical-errors'],
    spoil: world =>
      saidAtStart(
        world,
        JSON.stringify({ level: 'critical', event: 'insecure default in use' }),
      ),
  },
  'render-no-csrf-line': {
    title: 'The API does not say that CSRF was validated as it starts',
    fails: [],
    spoil: world => without(world, /csrf/),
  },
  'render-no-log-stream': {
    title: 'Logs of the workspace are sent nowhere',
    fails: ['app.log-aggregation-configured/external-aggregation'],
    spoil: world => {
      world.logStream = null;
    },
  },
  'render-dashboard-elsewhere': {
    title: 'The catalog links to another dashboard than that of the frontend',
    fails: ['mon.dashboard-created/render-dashboard'],
    spoil: world => {
      serviceOf(world, FRONTEND).dashboardUrl =
        'https://dashboard.render.com/web/srv-new';
    },
  },
  'render-slow': {
    title: 'The API is slow',
    fails: ['perf.benchmarks-met/api-p95'],
    spoil: world => {
      world.measures[API].latencyMs[0.95] = 900;
    },
  },
  'render-errors': {
    title: 'One in fifty requests to the frontend fails',
    fails: ['perf.benchmarks-met/error-rate'],
    spoil: world => {
      world.measures[FRONTEND].errorShare = 0.02;
    },
  },
  'render-much-bandwidth': {
    title: 'The API sends more than is agreed',
    fails: ['perf.resource-limits-appropriate/network-bandwidth'],
    spoil: world => {
      world.measures[API].megabytesADay = 40_000;
    },
  },
  'render-no-backup-webhook': {
    title: 'No webhook hears of backups',
    fails: [],
    // It may be told where no collector looks.
    unknown: [
      'db.automated-backups-enabled/backup-alerts',
      'bkp.automated-backups-configured/success-alerts',
    ],
    spoil: world => {
      world.webhooks[0].enabled = false;
    },
  },
  'render-webhook-hears-of-failures': {
    title: 'The webhook hears of failed backups only',
    fails: [],
    unknown: ['bkp.automated-backups-configured/success-alerts'],
    spoil: world => {
      const [webhook] = world.webhooks;
      webhook.eventFilter = webhook.eventFilter.filter(
        type => !type.endsWith('completed'),
      );
    },
  },
  'render-no-mail': {
    title: 'Render sends no e-mail',
    fails: [],
    unknown: ['mon.alert-channels-set-up/email'],
    spoil: world => {
      world.notifications.emailEnabled = false;
    },
  },
  'render-no-slack': {
    title: 'Render posts nothing to Slack',
    fails: [],
    unknown: ['mon.alert-channels-set-up/slack-discord'],
    spoil: world => {
      world.notifications.slackEnabled = false;
    },
  },
  'render-no-traffic': {
    title: 'Nobody has asked the API yet',
    fails: [],
    unknown: [
      'mon.key-metrics-tracked/error-rate',
      'mon.key-metrics-tracked/request-count',
      'mon.key-metrics-tracked/response-time-percentiles',
      'mon.performance-monitoring/response-times',
      'perf.benchmarks-met/api-p95',
      'perf.benchmarks-met/error-rate',
    ],
    spoil: world => {
      world.measures[API].requestsPerMinute = 0;
    },
  },
  'render-untracked-processor': {
    title: 'Render has no points of the processor of the API',
    fails: [],
    unknown: [
      'infra.resource-limits-verified/cpu-allocation',
      'infra.resource-limits-verified/memory-limits',
      'mon.performance-monitoring/resource-utilization',
    ],
    spoil: world => {
      world.measures[API].cpu = null;
    },
  },
  'render-no-connections-tracked': {
    title: 'Render has no points of connections to the database',
    fails: [],
    unknown: ['db.monitoring-active/connection-count'],
    spoil: world => {
      world.measures[DATABASE].connections = null;
    },
  },
  'render-database-silent': {
    title: 'The database has logged nothing for a day',
    fails: [],
    unknown: ['app.log-aggregation-configured/render-dashboard'],
    spoil: world => {
      world.logs = world.logs.filter(({ resource }) => resource !== DATABASE);
    },
  },
  'render-never-scaled': {
    title: 'The API was never scaled by itself',
    fails: [],
    unknown: ['infra.auto-scaling-configured/triggers-tested'],
    spoil: world => {
      world.events = world.events.filter(
        ({ serviceId, type }) =>
          serviceId !== API || !type.startsWith('autoscaling'),
      );
    },
  },
  'render-never-came-to-rest': {
    title: 'The API was scaled up and never down again',
    fails: ['infra.auto-scaling-configured/triggers-tested'],
    spoil: world => {
      world.events = world.events.filter(
        ({ serviceId, type }) =>
          serviceId !== API || type !== 'autoscaling_ended',
      );
    },
  },
  'render-no-audit-of-sign-in': {
    title: 'Nobody has signed in within the log',
    fails: [],
    unknown: ['sec.audit-logging-enabled/authentication-events'],
    spoil: world => without(world, /audit\.auth/),
  },
  'render-no-audit-of-admins': {
    title: 'No admin has done anything within the log',
    fails: [],
    unknown: ['sec.audit-logging-enabled/admin-actions'],
    spoil: world => without(world, /audit\.admin/),
  },
  'render-no-audit-of-payments': {
    title: 'Nobody has paid within the log',
    fails: [],
    unknown: ['sec.audit-logging-enabled/payment-events'],
    spoil: world => without(world, /audit\.payment/),
  },
  'render-no-payment-line': {
    title: 'The API does not say that payments work as it starts',
    fails: [],
    spoil: world => without(world, /payment system/),
  },
  'render-search-finds-all': {
    title: 'The search in logs gives lines without the word',
    fails: ['mon.log-aggregation/search-filter'],
    spoil: world => {
      world.searchIsBroken = true;
    },
  },
  'render-watcher-stopped': {
    title: 'No instance of the social watcher runs',
    fails: ['infra.worker-services-deployed/social-watcher-running'],
    spoil: world => {
      world.instances[WATCHER] = [];
    },
  },
  'render-other-commit': {
    title: 'The social watcher is of another commit than all else',
    fails: [
      'bkp.version-control/deployment-tags',
      'mon.application-monitoring/release-tracking',
    ],
    // Tests that were run on the release say nothing of another commit.
    unknown: [
      'app.social-watcher/duplicate-prevention',
      'app.social-watcher/rate-limiting',
      'pay.payment-flows-tested/cancellation',
      'pay.payment-flows-tested/payment-failed',
      'pay.payment-flows-tested/payment-succeeded',
      'pay.payment-flows-tested/refund',
      'pay.payment-flows-tested/subscription-creation',
      'sec.pci-compliance/data-redacted-from-logs',
      'sec.sql-injection-protection/no-raw-sql-user-input',
    ],
    spoil: world => {
      world.deploys[WATCHER][0].commit.id =
        '0000000000000000000000000000000000000001';
    },
  },
};
