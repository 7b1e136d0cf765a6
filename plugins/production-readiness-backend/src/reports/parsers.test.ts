import type {
  ReportEnvelope,
  ReportRecord,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { createBuiltInParsers } from './createBuiltInParsers';
import { fixtureJson, fixtureText } from './__testUtils__/fixture';
import { k6Summary, scan } from './__testUtils__/healthyReports';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const KAMIYO = {
  ref: 'system:default/kamiyo',
  annotations: { 'production-readiness/url': 'https://api.kamiyo.ai' },
};

const parsers = new Map(
  createBuiltInParsers({
    axePages: ['/', '/pricing'],
    environments: { staging: { hosts: ['api.staging.kamiyo.ai'] } },
  }).map(parser => [parser.type, parser]),
);

const ENVELOPE: ReportEnvelope = {
  entityRef: KAMIYO.ref,
  type: '',
  producedAt: '2026-11-22T10:00:00.000Z',
  commit: null,
  environment: null,
  tool: null,
  link: null,
};

function parse(
  type: string,
  payload: unknown,
  envelope: Partial<ReportEnvelope> = {},
) {
  return parsers.get(type)!.parse(payload, { ...ENVELOPE, type, ...envelope });
}

/** What expressions read of these pushes, the newest first. */
function read(
  type: string,
  ...pushes: { data: unknown; envelope?: Partial<ReportEnvelope> }[]
): any {
  const records = pushes.map(({ data, envelope }): ReportRecord => {
    const { value, series = '', happenedAt } = parse(type, data, envelope);
    const said = { ...ENVELOPE, type, ...envelope };
    return {
      envelope: { ...said, producedAt: happenedAt ?? said.producedAt },
      value,
      series,
    };
  });
  const { combine } = parsers.get(type)!;
  if (!combine) return records[0].value;
  return combine(records as [ReportRecord], {
    now: NOW,
    entity: KAMIYO,
    entities: [KAMIYO],
  }).value;
}

describe('what real tools write', () => {
  it('npm audit', () => {
    expect(parse('npm-audit', fixtureJson('npm-audit.json')).value).toEqual({
      critical: 1,
      high: 1,
      moderate: 0,
      low: 0,
      info: 0,
      total: 2,
      dependencies: 2,
    });
    expect(
      parse('npm-audit', fixtureJson('npm-audit-clean.json')).value,
    ).toMatchObject({ critical: 0, total: 0 });
  });

  it('npm audit that did not finish is no report without findings', () => {
    expect(() =>
      parse('npm-audit', fixtureJson('npm-audit-failed.json')),
    ).toThrow('error: npm audit did not finish, so it says nothing');
  });

  it("ESLint's SARIF: what is suppressed is not open", () => {
    const sarif = fixtureJson('eslint.sarif');
    expect(parse('sarif', sarif)).toMatchObject({
      series: 'ESLint',
      value: {
        tools: ['ESLint'],
        // An error of no-unsanitized and a warning of no-eval.
        open: 2,
        critical: 0,
        ungraded: 1,
        ruleSets: {
          xss: { ran: true, open: 1 },
          outputEncoding: { ran: true, open: 1 },
          sqlInjection: { ran: false, open: 0 },
          secrets: { ran: false, open: 0 },
        },
      },
    });
  });

  it("Jest's JUnit XML by jest-junit", () => {
    const { value } = parse('junit', fixtureText('jest-junit.xml'));
    expect(value).toMatchObject({
      cases: 5,
      passed: 3,
      failed: 1,
      skipped: 1,
    });
    expect(value.byCriterion).toMatchObject({
      'sec.csrf-protection-enabled/token-validation': { cases: 2, passed: 2 },
      'pay.webhook-endpoint-registered/idempotency': {
        cases: 2,
        passed: 0,
        failed: 1,
        skipped: 1,
      },
    });
    const names = JSON.stringify(value);
    expect(names).toContain('refuses <none> & \\"empty\\"');
    // What a test printed may hold anything.
    expect(names).not.toContain('Received');
  });

  it('axe in Chromium', () => {
    const { value, happenedAt } = parse('axe', fixtureJson('axe.json'));
    expect(happenedAt).toMatch(/^2026-/);
    expect(value).toMatchObject({ pages: ['/'], awaited: {} });
    const rules = (
      value.violations as { rule: string; category: string }[]
    ).map(each => `${each.category} ${each.rule}`);
    expect(rules).toEqual(
      expect.arrayContaining([
        'color color-contrast',
        'text-alternatives image-alt',
      ]),
    );
    expect(read('axe', { data: fixtureJson('axe.json') }).missingPages).toEqual(
      ['/pricing'],
    );
  });

  it('axe that ran one rule says nothing of the others', () => {
    const { value } = parse('axe', fixtureJson('axe-one-rule.json'));
    expect((value.awaited as any).violations).toMatch(
      /did not run color-contrast, .*label/,
    );
  });

  it('Lighthouse in Chromium', () => {
    const { value } = parse('lighthouse', fixtureJson('lighthouse.json'));
    expect(value).toMatchObject({
      runs: 1,
      path: '/',
      audits: {
        'image-alt': { passed: false, wastedBytes: null },
        'unused-javascript': { passed: true, wastedBytes: 0 },
        'image-delivery-insight': { passed: true },
        // Older releases had this in place of the insight.
        'modern-image-formats': { passed: false },
      },
      medianMs: { 'largest-contentful-paint': expect.any(Number) },
      awaited: {
        'audits.offscreen-images': expect.stringContaining('no audit'),
      },
    });
  });
});

describe('Lighthouse', () => {
  const run = (ms: number, score: number) => {
    const real = fixtureJson('lighthouse.json');
    real.audits['largest-contentful-paint'].numericValue = ms;
    real.audits['image-alt'].score = score;
    return real;
  };

  it('takes medians of times, and passes what passes in all runs', () => {
    const { value } = parse('lighthouse', [
      run(3000, 1),
      run(1000, 1),
      run(1500, 0),
    ]);
    expect(value).toMatchObject({
      runs: 3,
      medianMs: { 'largest-contentful-paint': 1500 },
      audits: { 'image-alt': { passed: false } },
    });
    expect(
      parse('lighthouse', [run(1000, 1), run(2000, 1)]).value,
    ).toMatchObject({
      medianMs: { 'largest-contentful-paint': 1500 },
      audits: { 'image-alt': { passed: true } },
    });
  });

  it('is as old as its oldest run', () => {
    const old = { ...run(1, 1), fetchTime: '2026-01-01T00:00:00Z' };
    expect(parse('lighthouse', [run(1, 1), old]).happenedAt).toBe(
      '2026-01-01T00:00:00.000Z',
    );
  });

  it('refuses a page that did not load', () => {
    const failed = { ...run(1, 1), runtimeError: { code: 'NO_FCP' } };
    expect(() => parse('lighthouse', [run(1, 1), failed])).toThrow(
      '[1].runtimeError: the page did not load, so nothing was measured',
    );
  });
});

describe('k6', () => {
  it('reads --summary-export, where a threshold is true that was crossed', () => {
    const value = read('k6', {
      data: {
        metrics: {
          vus: { value: 1, min: 1, max: 1000 },
          http_reqs: { count: 120_000, rate: 200 },
          http_req_duration: {
            avg: 100,
            'p(95)': 310,
            thresholds: { 'p(95)<500': false, 'p(95)>1': true },
          },
          http_req_failed: {
            value: 0.0002,
            passes: 24,
            fails: 119_976,
            thresholds: { 'rate<0.001': false },
          },
        },
        productionReadiness: { hosts: ['API.kamiyo.ai'] },
      },
    });
    expect(value).toMatchObject({
      virtualUsers: 1000,
      durationSeconds: 600,
      requests: 120_000,
      p95Ms: 310,
      failedShare: 0.0002,
      hostInEnvironment: true,
      thresholds: [
        {
          metric: 'http_req_duration',
          statistic: 'p(95)',
          limit: 500,
          met: true,
        },
        // A lower limit is no answer to who looks for an upper one.
        {
          metric: 'http_req_duration',
          statistic: '>p(95)',
          limit: 1,
          met: false,
        },
        {
          metric: 'http_req_failed',
          statistic: 'rate',
          limit: 0.001,
          met: true,
        },
      ],
      cacheHitRate: null,
      awaited: {
        cacheHitRate: 'the k6 run has no figure for cacheHitRate',
        wsSessions: 'the k6 run has no figure for wsSessions',
        stress: 'no stress run of the last 30 days was pushed',
      },
    });
  });

  it('keeps a stress run beside the load test, as long as it counts', () => {
    const load = { data: k6Summary({ scenario: 'load' }) };
    const stress = (producedAt: string) => ({
      data: k6Summary({ scenario: 'stress', breaks: 2900 }),
      envelope: { producedAt, link: 'https://ci.example.com/9' },
    });
    expect(read('k6', load, stress('2026-11-01T00:00:00.000Z'))).toMatchObject({
      scenario: 'load',
      stress: { breakingPoint: 2900, link: 'https://ci.example.com/9' },
      awaited: {},
    });
    expect(read('k6', load, stress('2026-10-01T00:00:00.000Z'))).toMatchObject({
      stress: null,
      awaited: { stress: expect.anything() },
    });
  });

  it('a stress run alone is no load test', () => {
    const value = read('k6', {
      data: k6Summary({ scenario: 'stress', breaks: 2900 }),
    });
    expect(value.stress.breakingPoint).toBe(2900);
    expect(value.thresholds).toBeNull();
    expect(value.awaited).toMatchObject({
      thresholds: 'only a stress run was pushed, no load test',
      hostInEnvironment: expect.anything(),
    });
  });

  it.each([
    ['of production by annotation', ['api.kamiyo.ai'], null, true],
    ['elsewhere', ['api.kamiyo.ai', 'localhost'], null, false],
    ['of staging by configuration', ['api.staging.kamiyo.ai'], 'staging', true],
    ['of production, said to be staging', ['api.kamiyo.ai'], 'staging', false],
    ['of an environment that nobody declared', ['x.test'], 'x', false],
  ])('a host %s', (_name, hosts, environment, expected) => {
    const value = read('k6', {
      data: k6Summary({ scenario: 'load', hosts }),
      envelope: { environment },
    });
    expect(value.hostInEnvironment).toBe(expected);
  });
});

describe('pip-audit', () => {
  const dependency = {
    name: 'pyyaml',
    version: '5.1',
    vulns: [
      {
        id: 'PYSEC-2020-96',
        fix_versions: ['5.4'],
        aliases: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'],
        description: 'text that is not kept',
      },
    ],
  };

  it('is unknown while a finding is not graded', () => {
    expect(parse('pip-audit', { dependencies: [dependency] })).toMatchObject({
      value: { critical: 0, ungraded: 1, total: 1 },
      miss: {
        cause: 'waiting-for-report',
        message: expect.stringContaining('1 of 1 findings'),
      },
    });
  });

  it('takes the gravest grade of an advisory and its aliases', () => {
    const report = parse('pip-audit', {
      dependencies: [dependency, { name: 'ours', skip_reason: 'not on PyPI' }],
      grades: { 'CVE-2020-14343': 'HIGH', 'GHSA-8q59-q68h-6hv4': 'critical' },
    });
    expect(report.miss).toBeUndefined();
    expect(report.value).toMatchObject({
      critical: 1,
      ungraded: 0,
      skipped: 1,
    });
  });

  it('is known to fail by one that is critical, whatever is not graded', () => {
    const report = parse('pip-audit', {
      dependencies: [
        dependency,
        { ...dependency, name: 'x', vulns: [{ id: 'PYSEC-1' }] },
      ],
      grades: { 'PYSEC-2020-96': 'critical' },
    });
    expect(report.miss).toBeUndefined();
    expect(report.value).toMatchObject({ critical: 1, ungraded: 1 });
  });

  it('reads the list that older releases write', () => {
    expect(parse('pip-audit', [dependency]).value).toMatchObject({ total: 1 });
  });
});

describe('SARIF', () => {
  const commit = 'a'.repeat(40);
  const rule = (id: string, severity?: string) => ({
    id,
    properties: {
      tags: ['security'],
      ...(severity ? { 'security-severity': severity } : {}),
    },
  });
  const result = (ruleId: string, rest = {}) => ({ ruleId, ...rest });

  it('counts by severity, level, kind, suppression and baseline', () => {
    const rules = [rule('py/sql-injection', '9.1'), rule('py/xss', '6.1')];
    const { value } = parse(
      'sarif',
      scan('CodeQL', rules, [
        result('py/sql-injection'),
        result('py/sql-injection', { level: 'note' }),
        result('py/sql-injection', { kind: 'pass' }),
        result('py/sql-injection', { baselineState: 'absent' }),
        result('py/sql-injection', { suppressions: [{ kind: 'external' }] }),
        result('py/sql-injection', {
          suppressions: [{ kind: 'external', status: 'rejected' }],
        }),
        result('py/xss', { ruleIndex: 1 }),
      ]),
    );
    expect(value).toMatchObject({
      open: 3,
      critical: 2,
      ungraded: 0,
      ruleSets: {
        sqlInjection: { ran: true, open: 2 },
        sqlTaint: { ran: true, open: 2 },
        xss: { ran: true, open: 1 },
        jwt: { ran: false, open: 0 },
      },
    });
  });

  it('finds a rule of an extension', () => {
    const { value } = parse('sarif', {
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'CodeQL' },
            extensions: [{ name: 'queries', rules: [rule('js/xss', '9.8')] }],
          },
          results: [
            result('js/xss', {
              rule: { index: 0, toolComponent: { index: 0 } },
            }),
          ],
        },
      ],
    });
    expect(value).toMatchObject({
      critical: 1,
      ruleSets: { xss: { open: 1 } },
    });
  });

  it.each([
    ['had no results', { results: null }],
    ['did not end well', { invocations: [{ executionSuccessful: false }] }],
  ])('a run that %s covers nothing', (_name, rest) => {
    const log: any = scan('gitleaks', []);
    Object.assign(log.runs[0], rest);
    expect(parse('sarif', log).value).toMatchObject({
      ruleSets: { secrets: { ran: false } },
    });
  });

  it('is told which rules ran by tools that list only findings', () => {
    const log: any = scan('Semgrep', []);
    log.runs[0].properties = { 'production-readiness.ruleSets': ['jwt'] };
    expect(parse('sarif', log).value).toMatchObject({
      ruleSets: { jwt: { ran: true }, xss: { ran: false } },
    });
  });

  it('puts tools of one commit together, and awaits what none of them ran', () => {
    const gitleaks = { data: scan('gitleaks', []), envelope: { commit } };
    const bandit = {
      data: scan('Bandit', []),
      envelope: { commit, producedAt: '2026-11-20T10:00:00.000Z' },
    };
    const old = {
      data: scan('CodeQL', [rule('js/xss')]),
      envelope: { commit: 'b'.repeat(40) },
    };
    const value = read('sarif', gitleaks, bandit, old);
    expect(value).toMatchObject({
      tools: ['Bandit', 'gitleaks'],
      ruleSets: {
        secrets: { ran: true },
        sqlInjection: { ran: true },
        xss: { ran: false },
      },
    });
    expect(value.awaited).toMatchObject({
      'ruleSets.xss': 'no scan of the commit ran rules on cross-site scripting',
    });
    expect(value.awaited).not.toHaveProperty('ruleSets.secrets');
  });

  it('does not say that nothing is critical while errors are not graded', () => {
    const log = scan(
      'Bandit',
      [rule('B608')],
      [result('B608', { level: 'error' })],
    );
    expect(read('sarif', { data: log }).awaited.critical).toMatch(
      /1 open errors have no security-severity/,
    );
  });
});

describe('JUnit XML', () => {
  const suite = (cases: string, attributes = '') =>
    `<testsuites><testsuite name="s"${attributes}>${cases}</testsuite></testsuites>`;

  it('maps by properties of a case or its suite, and by tags', () => {
    const { value } = parse(
      'junit',
      suite(
        `<properties><property name="production-readiness.criterion" value="a/b"/></properties>
         <testcase name="one"><properties><property name="production-readiness.criterion" value="c/d, e/f"/></properties></testcase>
         <testcase name="two [criterion:c/d]"><error message="x"/></testcase>`,
      ),
    );
    expect(value.byCriterion).toMatchObject({
      'a/b': { cases: 2, passed: 1, failed: 1 },
      'c/d': { cases: 2, passed: 1, failed: 1 },
      'e/f': { cases: 1, passed: 1, tests: ['one'] },
    });
  });

  it('puts suites of one commit together by tool', () => {
    const commit = 'a'.repeat(40);
    const push = (name: string, of = commit) => ({
      data: suite(`<testcase name="x [criterion:a/b]"/>`),
      envelope: { tool: { name, version: null }, commit: of },
    });
    expect(
      read(
        'junit',
        push('jest'),
        push('pytest'),
        push('playwright', 'b'.repeat(40)),
      ),
    ).toMatchObject({ cases: 2, byCriterion: { 'a/b': { cases: 2 } } });
  });

  it('tells a changed set of tests by its digest', () => {
    const digest = (name: string) =>
      (
        parse('junit', suite(`<testcase name="${name} [criterion:a/b]"/>`))
          .value.byCriterion as any
      )['a/b'].testsDigest;
    expect(digest('one')).toBe(digest('one'));
    expect(digest('one')).not.toBe(digest('two'));
  });

  it('counts a smoke suite from its start', () => {
    expect(
      parse(
        'smoke',
        suite('<testcase name="x"/>', ' timestamp="2026-11-22T09:00:00"'),
      ),
    ).toMatchObject({
      happenedAt: '2026-11-22T09:00:00.000Z',
      value: { cases: 1, passed: 1, startedAt: '2026-11-22T09:00:00.000Z' },
    });
  });

  it.each([
    [
      'expands no entities',
      '<!DOCTYPE x [<!ENTITY a "b">]><testsuite/>',
      'a document type declaration is not taken',
    ],
    [
      'not well-formed',
      '<testsuite><testcase></testsuite>',
      /is not well-formed XML \(line 1, column \d+\)/,
    ],
    ['other XML', '<html/>', "has neither 'testsuites' nor 'testsuite'"],
    ['no text', { tests: 1 }, /Invalid input/],
  ])('refuses: %s', (_name, payload, message) => {
    expect(() => parse('junit', payload)).toThrow(message);
  });
});

describe('backup-run', () => {
  const run = (day: string, rest = {}) => ({
    data: {
      result: 'success',
      startedAt: `2026-11-${day}T02:00:00Z`,
      endedAt: `2026-11-${day}T02:20:00Z`,
      target: 'S3',
      kind: 'daily',
      encryption: 'AES256',
      ...rest,
    },
  });

  it('has one entry a day, and none of a day without a run', () => {
    const value = read(
      'backup-run',
      ...['22', '21', '19', '18', '17', '16', '15', '14'].map(day => run(day)),
    );
    expect(value.days.map((each: any) => each.day)).toEqual([
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(value).toMatchObject({
      offsite: { target: 's3', encryption: 'AES256' },
      weekly: null,
      monthly: null,
    });
  });

  it('the newest of a day counts, whatever it says', () => {
    const value = read(
      'backup-run',
      run('22', {
        startedAt: '2026-11-22T03:00:00Z',
        endedAt: '2026-11-22T03:10:00Z',
        result: 'failure',
      }),
      run('22'),
    );
    expect(value.days).toEqual([
      { day: '2026-11-22', result: 'failure', startMinuteUtc: 180 },
    ]);
  });
});

describe('heartbeat', () => {
  const beat = (job: string, at: string, rest = {}) => ({
    data: {
      job,
      lastSuccessAt: `2026-11-22T${at}:00Z`,
      intervalMinutes: 10,
      ...rest,
    },
  });

  it('keeps a job that fell silent, until it is retired', () => {
    expect(
      read('heartbeat', beat('b', '11:50'), beat('a', '01:00')).jobs,
    ).toMatchObject([
      { job: 'a', lastSuccessAt: '2026-11-22T01:00:00.000Z', sources: [] },
      { job: 'b' },
    ]);
    expect(
      read(
        'heartbeat',
        beat('a', '11:55', { retired: true }),
        beat('a', '01:00'),
        beat('b', '11:50'),
      ).jobs,
    ).toMatchObject([{ job: 'b' }]);
  });

  it('a job that never succeeded is very old', () => {
    const value = read('heartbeat', {
      data: { job: 'a', lastSuccessAt: null, intervalMinutes: 10 },
    });
    expect(value.jobs[0].lastSuccessAt).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('times', () => {
  it.each([
    [
      'security-audit',
      {
        auditor: 'a',
        scope: 's',
        date: '2024-01-31',
        open: { critical: 0, high: 0, medium: 0, low: 0 },
      },
      '2024-01-31T00:00:00.000Z',
    ],
    [
      'alert-test',
      {
        alert: 'x',
        sentAt: '2026-11-01T00:00:00+01:00',
        acknowledgedAt: '2026-11-01T00:03:00+01:00',
      },
      '2026-10-31T23:00:00.000Z',
    ],
  ])('%s is as old as what it tells of', (type, payload, expected) => {
    expect(parse(type, payload).happenedAt).toBe(expected);
  });

  it('counts to the acknowledgement, and not before the alert', () => {
    const test = (acknowledgedAt: string | null) => ({
      alert: 'x',
      sentAt: '2026-11-01T00:00:00Z',
      acknowledgedAt,
    });
    expect(
      parse('alert-test', test('2026-11-01T00:03:00Z')).value,
    ).toMatchObject({ acknowledgedAfterSeconds: 180 });
    expect(parse('alert-test', test(null)).value).toMatchObject({
      acknowledgedAfterSeconds: null,
    });
    expect(() => parse('alert-test', test('2026-10-31T00:00:00Z'))).toThrow(
      'acknowledgedAt: is before sentAt',
    );
  });
});

describe('secrets', () => {
  it('refuses a value where the result of a rule belongs', () => {
    const facts = (fields: object) => ({ facts: { 'env.STRIPE_KEY': fields } });
    expect(() =>
      parse('env-policy', facts({ present: true, value: 'sk_live_1' })),
    ).toThrow(/facts\.env\.STRIPE_KEY\.value: is a text/);
    expect(() =>
      parse('env-policy', facts({ prefix: 'sk_live_51HxPlantedSecret' })),
    ).toThrow(/facts\.env\.STRIPE_KEY\.prefix: is longer than 12 characters/);
    expect(() =>
      parse('env-policy', facts({ host: 'user:pass@db.example.com/x' })),
    ).toThrow(/host/);
    expect(() => parse('env-policy', { facts: { 'pg.ssl': {} } })).toThrow(
      /facts/,
    );
    expect(
      parse('env-policy', facts({ present: true, prefix: 'sk_live_' })).value,
    ).toEqual(facts({ present: true, prefix: 'sk_live_' }));
  });

  it('keeps nothing that a tool quotes', () => {
    const planted = 'sk_live_51HxPlantedSecretPlantedSecret';
    const sarif: any = scan(
      'gitleaks',
      [{ id: 'stripe-key' }],
      [{ ruleId: 'stripe-key' }],
    );
    Object.assign(sarif.runs[0].results[0], {
      message: { text: planted },
      locations: [
        { physicalLocation: { region: { snippet: { text: planted } } } },
      ],
      partialFingerprints: { commit: planted },
    });
    const values = [
      parse('sarif', sarif),
      parse(
        'junit',
        `<testsuite><testcase name="t"><failure message="${planted}">${planted}</failure><system-out>${planted}</system-out></testcase><system-err>${planted}</system-err></testsuite>`,
      ),
      parse('startup-validation', {
        errors: [`STRIPE_SECRET_KEY=${planted} is no test key`],
      }),
      parse('pip-audit', {
        dependencies: [
          {
            name: 'x',
            version: '1',
            vulns: [{ id: 'PYSEC-1', description: planted }],
          },
        ],
      }),
    ];
    expect(JSON.stringify(values)).not.toContain('Planted');
  });
});

describe('what is refused names the path', () => {
  it.each([
    [
      'npm-audit',
      { metadata: { vulnerabilities: { high: 0, critical: '0' } } },
      /^metadata\.vulnerabilities\.critical: /,
    ],
    [
      'pip-audit',
      { dependencies: [{ name: 'x', version: '1', vulns: [{}] }] },
      /^dependencies\[0\]\.vulns\[0\]\.id: /,
    ],
    ['sarif', { version: '2.0.0', runs: [] }, /^version: /],
    [
      'sarif',
      { version: '2.1.0', runs: [{ tool: {} }] },
      /^runs\[0\]\.tool\.driver: /,
    ],
    ['scorecard', { date: 'yesterday' }, /^date: /],
    ['k6', { metrics: {} }, /^productionReadiness: /],
    [
      'k6',
      { metrics: {}, productionReadiness: { hosts: [] } },
      /^productionReadiness\.hosts: /,
    ],
    [
      'k6',
      { metrics: {}, productionReadiness: { hosts: ['x'], host: 'x' } },
      /^productionReadiness: Unrecognized key/,
    ],
    ['lighthouse', { lighthouseVersion: '13.0.0' }, /^fetchTime: /],
    ['axe', { url: 'https://x.test/', violations: [] }, /^timestamp: /],
    [
      'bundle-stats',
      { routes: [{ route: '/', bytes: 1 }] },
      /^routes\[0\]\.budgetBytes: the route has no budget/,
    ],
    ['bundle-stats', { budgetBytes: 1, routes: [] }, /^routes: /],
    ['schema-diff', { exitCode: 0 }, /^diffSize: /],
    ['migration-rollback', { result: 'ok' }, /^environment: /],
    ['data-migration', { result: 'success', tables: [] }, /^tables: /],
    ['restore-drill', { result: 'done' }, /^result: /],
    ['dr-test', { result: 'success' }, /^scenario: /],
    ['backup-run', { result: 'success', startedAt: 'now' }, /^startedAt: /],
    [
      'startup-validation',
      { csrf: 'it is "ok"', errors: [] },
      /^csrf: is not one word/,
    ],
    ['startup-validation', {}, /^errors: /],
    ['heartbeat', { jobs: [] }, /^jobs: /],
    ['postgres-facts', { facts: { 'env.X': {} } }, /^facts/],
    [
      'security-audit',
      { auditor: 'x', scope: 'y', date: '2026-01-01', open: {} },
      /^open\.critical: /,
    ],
    ['alert-test', { alert: 'x' }, /^sentAt: /],
  ])('%s %j', (type, payload, message) => {
    let thrown: any;
    try {
      parse(type, payload);
    } catch (error) {
      thrown = error;
    }
    expect(thrown?.name).toBe('InputError');
    expect(thrown.message).toMatch(message);
  });

  it.each([...parsers.keys()])('%s: nothing, text, lists and numbers', type => {
    for (const payload of [null, 'x', [], 7, {}, undefined, true]) {
      expect(() => parse(type, payload)).toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
    }
  });
});
