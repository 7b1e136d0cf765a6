import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-common';
import { fixtureJson } from './fixture';

/** One push of a healthy world; several of a type stand side by side. */
export interface HealthyReport {
  type: string;
  data: unknown;
  /** Hours before now that it was produced. */
  hoursAgo?: number;
  tool?: string;
}

const HOUR_MS = 60 * 60 * 1000;

const CODEQL_RULES = [
  { id: 'py/sql-injection', properties: { tags: ['external/cwe/cwe-089'] } },
  { id: 'js/xss', properties: { tags: ['external/cwe/cwe-079'] } },
  {
    id: 'js/jwt-missing-verification',
    properties: { tags: ['external/cwe/cwe-347'] },
  },
];

const AUDITED = { name: 'fastapi', version: '0.118.0', vulns: [] };

/** A push of every type as a healthy KAMIYO has them, tests mapped to these criteria. */
export function healthyReports(
  now: Date,
  criteria: { junit: string[]; smoke: string[] },
): HealthyReport[] {
  const ago = (hours: number) =>
    new Date(now.getTime() - hours * HOUR_MS).toISOString();
  return [
    { type: 'junit', data: junitXml(criteria.junit), tool: 'pytest' },
    { type: 'smoke', data: junitXml(criteria.smoke), tool: 'playwright' },
    { type: 'sarif', data: scan('CodeQL', CODEQL_RULES) },
    { type: 'sarif', data: scan('gitleaks', []) },
    { type: 'npm-audit', data: fixtureJson('npm-audit-clean.json') },
    { type: 'pip-audit', data: { dependencies: [AUDITED] } },
    { type: 'scorecard', data: scorecard(ago(30)) },
    { type: 'k6', data: k6Summary({ scenario: 'load' }) },
    { type: 'k6', data: k6Summary({ scenario: 'stress', breaks: 2900 }) },
    { type: 'lighthouse', data: [1200, 1450, 1900].map(lighthouseRun(ago(1))) },
    { type: 'axe', data: axeScan(ago(1)) },
    {
      type: 'bundle-stats',
      data: { budgetBytes: 200_000, routes: [{ route: '/', bytes: 120_000 }] },
    },
    { type: 'schema-diff', data: { exitCode: 0, diffSize: 0 } },
    {
      type: 'migration-rollback',
      data: {
        environment: 'staging',
        migration: '4f1c2a9d7e30',
        result: 'success',
        coversNewest: true,
        integrity: [{ table: 'alerts', before: 5120, after: 5120 }],
      },
    },
    {
      type: 'data-migration',
      data: {
        result: 'success',
        tables: [{ table: 'exploits', source: 41200, target: 41200 }],
      },
    },
    {
      type: 'restore-drill',
      data: {
        result: 'success',
        backupTime: ago(60),
        target: 'kamiyo-postgres-drill',
        durationSeconds: 1800,
        integrity: [{ table: 'exploits', expected: 41200, restored: 41200 }],
      },
    },
    {
      type: 'dr-test',
      data: {
        scenario: 'region lost',
        result: 'success',
        recoveryTimeSeconds: 7200,
        recoveryPointSeconds: 900,
      },
    },
    ...backupRuns(now),
    {
      type: 'startup-validation',
      data: {
        csrf: 'ok',
        pciLogFilter: 'active',
        payments: 'ok',
        requiredEnv: 'ok',
        errors: [],
      },
    },
    {
      type: 'env-policy',
      data: {
        facts: {
          'env.CSRF_SECRET_KEY': {
            present: true,
            length: 64,
            isKnownDefault: false,
          },
        },
      },
    },
    {
      type: 'postgres-facts',
      data: {
        facts: {
          'pg.connect': { ok: true, latencyMs: 12 },
          'sql.auditAuth': { value: 42 },
        },
      },
    },
    {
      type: 'heartbeat',
      data: {
        jobs: [
          job('kamiyo-aggregator', ago(0.1), 10, ['rekt']),
          job('cache-warming', ago(0.5), 60),
          job('cleanup', ago(0.5), 60),
          job('synthetic-mail', ago(6), 1440),
        ],
      },
    },
    {
      type: 'security-audit',
      data: {
        auditor: 'An auditor',
        scope: 'all of KAMIYO',
        date: ago(2000),
        open: { critical: 0, high: 0, medium: 2, low: 5 },
      },
    },
    {
      type: 'alert-test',
      data: {
        alert: 'service-down',
        sentAt: ago(100),
        acknowledgedAt: ago(99.9),
      },
    },
  ];
}

export function junitXml(criteria: string[]): string {
  const cases = criteria.map(
    (id, index) =>
      `<testcase classname="kamiyo" name="case ${index}"><properties><property name="production-readiness.criterion" value="${id}"/></properties></testcase>`,
  );
  return `<testsuites><testsuite name="kamiyo">${cases.join(
    '',
  )}</testsuite></testsuites>`;
}

/** A log of one tool that found nothing, unless told otherwise. */
export function scan(
  name: string,
  rules: JsonObject[],
  results: JsonObject[] = [],
): JsonObject {
  return {
    version: '2.1.0',
    runs: [{ tool: { driver: { name, rules } }, results }],
  };
}

function scorecard(date: string): JsonObject {
  return {
    date,
    repo: { name: 'github.com/kamiyo/kamiyo', commit: 'a'.repeat(40) },
    score: 7.4,
    checks: [{ name: 'Token-Permissions', score: 10 }],
  };
}

/** As `handleSummary` is handed it. */
export function k6Summary(options: {
  scenario: string;
  breaks?: number;
  hosts?: string[];
}): JsonObject {
  const { scenario, breaks, hosts = ['api.kamiyo.ai'] } = options;
  const metric = (values: JsonObject, thresholds: JsonObject = {}) => ({
    values,
    thresholds,
  });
  return {
    state: { testRunDurationMs: 900_000 },
    metrics: {
      vus: metric({ value: 1, min: 1, max: 1000 }),
      http_reqs: metric({ count: 120_000, rate: 133.3 }),
      http_req_duration: metric(
        { avg: 120, 'p(95)': 310 },
        { 'p(95)<500': { ok: true } },
      ),
      http_req_failed: metric(
        { rate: 0.0002, passes: 24, fails: 119_976 },
        { 'rate<0.001': { ok: true } },
      ),
      data_received: metric({ count: 12_500_000_000, rate: 1 }),
      ws_sessions: metric({ count: 250, rate: 1 }),
      cache_hit_rate: metric({ rate: 0.93, passes: 93, fails: 7 }),
    },
    productionReadiness: {
      scenario,
      hosts,
      instances: { min: 2, max: 4 },
      ...(breaks === undefined ? {} : { breakingPoint: breaks }),
    },
  };
}

function lighthouseRun(fetchTime: string) {
  return (paintMs: number): JsonObject => {
    const real = fixtureJson('lighthouse.json');
    real.audits['largest-contentful-paint'].numericValue = paintMs;
    real.audits['offscreen-images'] = {
      score: 1,
      scoreDisplayMode: 'metricSavings',
    };
    return { ...real, fetchTime };
  };
}

function axeScan(timestamp: string): JsonObject {
  const real = fixtureJson('axe.json');
  return {
    ...real,
    timestamp,
    url: 'https://kamiyo.ai/',
    violations: [],
    passes: [...real.passes, ...real.violations],
  };
}

/** One a night at 02:00, and a weekly and a monthly one. */
function backupRuns(now: Date): HealthyReport[] {
  const runAt = (daysAgo: number, kind: string) => {
    const start = new Date(now);
    start.setUTCDate(start.getUTCDate() - daysAgo);
    start.setUTCHours(2, 0, 0, 0);
    const end = new Date(start.getTime() + 20 * 60 * 1000);
    return {
      type: 'backup-run',
      hoursAgo: (now.getTime() - end.getTime()) / HOUR_MS,
      data: {
        result: 'success',
        startedAt: start.toISOString(),
        endedAt: end.toISOString(),
        target: 's3',
        kind,
        encryption: 'aws:kms',
      },
    };
  };
  return [
    ...[6, 5, 4, 3, 2, 1, 0].map(daysAgo => runAt(daysAgo, 'daily')),
    runAt(2, 'weekly'),
    runAt(21, 'monthly'),
  ];
}

function job(
  name: string,
  lastSuccessAt: string,
  intervalMinutes: number,
  sources: string[] = [],
): JsonObject {
  return {
    job: name,
    lastSuccessAt,
    intervalMinutes,
    sources: sources.map(source => ({ name: source, ok: true })),
  };
}
