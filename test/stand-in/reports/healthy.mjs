import {
  before,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  RELEASE_COMMIT,
} from '../vendors/shared.mjs';
import {
  axeScan,
  job,
  junitXml,
  k6Summary,
  lighthouseRun,
  realOutput,
  scan,
  scorecard,
} from './builders.mjs';
import { API, DATABASE, FRONTEND, SYSTEM } from './entities.mjs';
import { SMOKE, SUITES } from './tests.mjs';

const LINK = 'https://ci.example.com/runs/71';

/** Paints in milliseconds: three runs even out chance. */
const PAINTS = [1200, 1450, 1900];

const CODEQL_RULES = [
  { id: 'py/sql-injection', properties: { tags: ['external/cwe/cwe-089'] } },
  { id: 'js/xss', properties: { tags: ['external/cwe/cwe-079'] } },
  {
    id: 'js/jwt-missing-verification',
    properties: { tags: ['external/cwe/cwe-347'] },
  },
];

/**
 * All that CI and jobs of a healthy KAMIYO push of its release, each report in
 * its tool's own format: what `POST …/reports/{type}` takes, with the `type`.
 * A report of the System speaks for its members. Left out are `env-policy` and
 * `postgres-facts`, which stand for collectors that are connected here.
 *
 * @param {{ now: number }} options in milliseconds; what is produced each time
 *   anew is so one to six minutes before
 */
export function healthyReports({ now }) {
  const ago = ms => before(now, ms);
  const of = (entityRef, type, data, { tool, at = ago(MINUTE_MS) } = {}) => ({
    type,
    entityRef,
    producedAt: at,
    commit: RELEASE_COMMIT,
    environment: 'production',
    link: LINK,
    ...(tool === undefined ? {} : { tool: { name: tool } }),
    data,
  });
  const suite = (type, { tool, entityRef, criteria }) =>
    of(entityRef, type, junitXml(criteria), { tool });
  return [
    ...SUITES.map(each => suite('junit', each)),
    suite('smoke', SMOKE),
    of(SYSTEM, 'sarif', scan('CodeQL', CODEQL_RULES)),
    of(SYSTEM, 'sarif', scan('gitleaks', [])),
    of(SYSTEM, 'npm-audit', realOutput('npm-audit-clean.json')),
    of(SYSTEM, 'pip-audit', {
      dependencies: [{ name: 'fastapi', version: '0.118.0', vulns: [] }],
    }),
    of(SYSTEM, 'scorecard', scorecard(ago(30 * HOUR_MS), RELEASE_COMMIT)),
    of(SYSTEM, 'k6', k6Summary({ scenario: 'load' })),
    of(SYSTEM, 'k6', k6Summary({ scenario: 'stress', breaks: 2900 })),
    of(
      FRONTEND,
      'lighthouse',
      PAINTS.map(paintMs => lighthouseRun(ago(HOUR_MS), paintMs)),
    ),
    of(FRONTEND, 'axe', axeScan(ago(HOUR_MS))),
    of(FRONTEND, 'bundle-stats', {
      budgetBytes: 200_000,
      routes: [{ route: '/', bytes: 120_000 }],
    }),
    of(API, 'startup-validation', {
      csrf: 'ok',
      pciLogFilter: 'active',
      payments: 'ok',
      requiredEnv: 'ok',
      errors: [],
    }),
    of(SYSTEM, 'heartbeat', {
      jobs: [
        job('kamiyo-aggregator', ago(6 * MINUTE_MS), 10, ['rekt']),
        job('cache-warming', ago(30 * MINUTE_MS), 60),
        job('cleanup', ago(30 * MINUTE_MS), 60),
        job('synthetic-mail', ago(6 * HOUR_MS), 1440),
      ],
    }),
    of(SYSTEM, 'security-audit', {
      auditor: 'An auditor',
      scope: 'all of KAMIYO',
      date: ago(80 * DAY_MS),
      open: { critical: 0, high: 0, medium: 2, low: 5 },
    }),
    of(SYSTEM, 'alert-test', {
      alert: 'service-down',
      sentAt: ago(100 * HOUR_MS),
      acknowledgedAt: ago(100 * HOUR_MS - 6 * MINUTE_MS),
    }),
    of(SYSTEM, 'dr-test', {
      scenario: 'region lost',
      result: 'success',
      recoveryTimeSeconds: 7200,
      recoveryPointSeconds: 900,
    }),
    ...ofDatabase({ of, ago, now }),
  ];
}

function ofDatabase({ of, ago, now }) {
  return [
    of(DATABASE, 'schema-diff', { exitCode: 0, diffSize: 0 }),
    of(DATABASE, 'migration-rollback', {
      environment: 'staging',
      migration: '4f1c2a9d7e30',
      result: 'success',
      coversNewest: true,
      integrity: [{ table: 'alerts', before: 5120, after: 5120 }],
    }),
    of(DATABASE, 'data-migration', {
      result: 'success',
      tables: [{ table: 'exploits', source: 41200, target: 41200 }],
    }),
    of(SYSTEM, 'restore-drill', {
      result: 'success',
      backupTime: ago(60 * HOUR_MS),
      target: 'kamiyo-postgres-drill',
      durationSeconds: 1800,
      integrity: [{ table: 'exploits', expected: 41200, restored: 41200 }],
    }),
    ...backupRuns(now).map(run =>
      of(SYSTEM, 'backup-run', run, { at: run.endedAt }),
    ),
  ];
}

/** One a night at 02:00 UTC, those that are over, and a weekly and a monthly one. */
function backupRuns(now) {
  const tonight = new Date(now).setUTCHours(2, 0, 0, 0);
  const newest = tonight + HOUR_MS <= now ? 0 : 1;
  const run = (daysAgo, kind) => {
    const start = tonight - daysAgo * DAY_MS;
    return {
      result: 'success',
      startedAt: new Date(start).toISOString(),
      endedAt: new Date(start + 20 * MINUTE_MS).toISOString(),
      target: 's3',
      kind,
      encryption: 'aws:kms',
    };
  };
  return [
    ...[6, 5, 4, 3, 2, 1, 0].map(index => run(newest + index, 'daily')),
    run(2, 'weekly'),
    run(21, 'monthly'),
  ];
}
