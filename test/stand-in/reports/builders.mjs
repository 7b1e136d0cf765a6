import fs from 'node:fs';

const FIXTURES = new URL(
  '../../../plugins/production-readiness-backend/src/reports/__fixtures__/',
  import.meta.url,
);

/** Output of a real tool, written by `scripts/report-fixtures.mjs`. */
export const realOutput = name =>
  JSON.parse(fs.readFileSync(new URL(name, FIXTURES), 'utf8'));

/** JUnit XML of a suite with one passed case for each criterion. */
export function junitXml(criteria) {
  const cases = criteria.map(
    (id, index) =>
      `<testcase classname="kamiyo" name="case ${index}"><properties><property name="production-readiness.criterion" value="${id}"/></properties></testcase>`,
  );
  return `<testsuites><testsuite name="kamiyo">${cases.join(
    '',
  )}</testsuite></testsuites>`;
}

/** SARIF of one tool that found nothing, unless told otherwise. */
export function scan(name, rules, results = []) {
  return {
    version: '2.1.0',
    runs: [{ tool: { driver: { name, rules } }, results }],
  };
}

/** As OpenSSF Scorecard writes it; `date` is ISO 8601. */
export function scorecard(date, commit) {
  return {
    date,
    repo: { name: 'github.com/kamiyo/kamiyo', commit },
    score: 7.4,
    checks: [{ name: 'Token-Permissions', score: 10 }],
  };
}

/** As k6 hands it to `handleSummary`; `breaks`: virtual users at which it gave way. */
export function k6Summary({ scenario, breaks, hosts = ['api.kamiyo.ai'] }) {
  const metric = (values, thresholds = {}) => ({ values, thresholds });
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

/** A run of Lighthouse whose largest contentful paint took so many milliseconds. */
export function lighthouseRun(fetchTime, paintMs) {
  const real = realOutput('lighthouse.json');
  real.audits['largest-contentful-paint'].numericValue = paintMs;
  real.audits['offscreen-images'] = {
    score: 1,
    scoreDisplayMode: 'metricSavings',
  };
  return { ...real, fetchTime };
}

/** What axe-core found on a page where it found nothing wrong. */
export function axeScan(timestamp) {
  const real = realOutput('axe.json');
  return {
    ...real,
    timestamp,
    url: 'https://kamiyo.ai/',
    violations: [],
    passes: [...real.passes, ...real.violations],
  };
}

/** One job of a heartbeat; `lastSuccessAt` is ISO 8601. */
export function job(name, lastSuccessAt, intervalMinutes, sources = []) {
  return {
    job: name,
    lastSuccessAt,
    intervalMinutes,
    sources: sources.map(source => ({ name: source, ok: true })),
  };
}
