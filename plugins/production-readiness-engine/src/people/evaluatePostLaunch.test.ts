import type { TreeSource } from '../checklist/schema';
import {
  API,
  days,
  fact,
  inputOf,
  miss,
  silent,
  statement,
} from '../testing/fixtures';
import type { Written } from '../testing/fixtures';
import type { EvaluateInput } from '../evaluate/input';
import { evaluatePostLaunch } from './evaluatePostLaunch';
import type { PostLaunchResult } from './evaluatePostLaunch';

const LAUNCHED = days(-1 / 2);
const BEFORE = days(-1);
const AFTER = days(-1 / 4);

const check = (tree: TreeSource, rest: object = {}) => ({
  id: 'P',
  title: 'Checked',
  settles: 'on-pass',
  ...tree,
  ...rest,
});

const written = (tree: TreeSource, rest: Written = {}): Written => ({
  postLaunch: [
    { id: 'hour', title: 'Hour', duration: 'PT1H', checks: [check(tree)] },
  ],
  ...rest,
});

const judged = (
  tree: TreeSource,
  given: Partial<EvaluateInput> = {},
  rest: Written = {},
): PostLaunchResult =>
  evaluatePostLaunch(inputOf(written(tree, rest), given)).checks[0];

const HEALTH: TreeSource = { check: 'http.health.ok' };
const OWNER: TreeSource = { attest: { role: 'owner' } };
const health = (ok: boolean, collectedAt = AFTER) =>
  fact('http.health', { ok }, { collectedAt });

describe('a post-launch check', () => {
  it.each<[string, TreeSource, Partial<EvaluateInput>, object]>([
    ['passes', HEALTH, { facts: [health(true)] }, { truth: 'true' }],
    [
      'fails',
      HEALTH,
      { facts: [health(false)] },
      { truth: 'false', message: 'Expected: http.health.ok' },
    ],
    [
      'is unknown for want of a fact',
      HEALTH,
      {},
      { truth: 'unknown', cause: 'never-run', waitsForPerson: false },
    ],
    [
      'waits for a person of the role that it names',
      OWNER,
      {},
      {
        truth: 'unknown',
        cause: 'waiting-for-person',
        who: 'owner',
        waitsForPerson: true,
      },
    ],
    [
      'waits for a person though something else is missing too',
      { allOf: [HEALTH, OWNER] },
      {},
      { cause: 'never-run', waitsForPerson: true },
    ],
    [
      'waits for nobody where a machine failed it',
      { allOf: [HEALTH, OWNER] },
      { facts: [health(false)] },
      { truth: 'false', waitsForPerson: false },
    ],
    [
      'waits for nobody who may not speak beside a measurement',
      { anyOf: [HEALTH, OWNER] },
      {},
      { truth: 'unknown', waitsForPerson: false },
    ],
    [
      'waits for a person while a machine waits',
      { anyOf: [HEALTH, OWNER] },
      { facts: [miss('http.health', 'waiting-for-traffic')] },
      { cause: 'waiting-for-person', waitsForPerson: true },
    ],
    [
      'passes by what a person states of it',
      OWNER,
      { attestations: [statement('P', 'met')] },
      { truth: 'true', waitsForPerson: false },
    ],
    [
      'fails by it',
      OWNER,
      { attestations: [statement('P', 'not-met')] },
      { truth: 'false', waitsForPerson: false },
    ],
    [
      'reads a criterion on all its entities, as the scorecard has it',
      { criterion: 'i/c' },
      {
        facts: [
          health(true),
          fact('http.health', { ok: false }, { entityRef: API.ref }),
        ],
      },
      { truth: 'false' },
    ],
    [
      'reads the score',
      { score: 100 },
      {
        facts: [
          health(true),
          fact('http.health', { ok: true }, { entityRef: API.ref }),
        ],
      },
      { truth: 'true' },
    ],
  ])('%s', (_, tree, given, expected) => {
    const items = [
      { id: 'i', criteria: [{ id: 'c', for: ['subject', 'api'], ...HEALTH }] },
    ];
    expect(judged(tree, given, { items })).toMatchObject({
      id: 'P',
      window: 'hour',
      ...expected,
    });
  });

  it('answers for each check of each window, in order', () => {
    const window = (id: string, ...ids: string[]) => ({
      id,
      title: id,
      duration: 'PT1H',
      checks: ids.map(one => check(HEALTH, { id: one })),
    });
    const { checks } = evaluatePostLaunch(
      inputOf({ postLaunch: [window('a', 'P1', 'P2'), window('b', 'P3')] }),
    );
    expect(checks.map(one => [one.window, one.id])).toEqual([
      ['a', 'P1'],
      ['a', 'P2'],
      ['b', 'P3'],
    ]);
  });

  it('says when its answer may change by time alone', () => {
    const answer = (tree: TreeSource, given: Partial<EvaluateInput>) =>
      evaluatePostLaunch(inputOf(written(tree), given)).validUntil;
    expect(answer(HEALTH, {})).toBeNull();
    expect(answer(HEALTH, { facts: [health(true)] })).toBe(Date.parse(days(1)));
  });
});

describe('once a launch is recorded', () => {
  const launched = { launchedAt: LAUNCHED };
  const report = (producedAt: string, rest = {}) =>
    fact('report.k6', { ok: true, producedAt }, rest);
  const failedAt = (at: string) => ({
    ...health(true, BEFORE),
    error: { message: 'boom', at },
  });

  it.each<[string, TreeSource, Partial<EvaluateInput>, object]>([
    [
      'what was read before does not count',
      HEALTH,
      { facts: [health(true, BEFORE)] },
      {
        truth: 'unknown',
        cause: 'never-run',
        message: 'http.health was not collected since the launch',
      },
    ],
    [
      'nor does it fail anything',
      HEALTH,
      { facts: [health(false, BEFORE)] },
      { truth: 'unknown' },
    ],
    [
      'nor let a person speak',
      { anyOf: [HEALTH, OWNER] },
      {
        facts: [
          miss('http.health', 'waiting-for-traffic', { collectedAt: BEFORE }),
        ],
        attestations: [statement('P', 'met', { at: AFTER })],
      },
      { truth: 'unknown' },
    ],
    [
      'what is read at that moment counts',
      HEALTH,
      { facts: [health(true, LAUNCHED)] },
      { truth: 'true' },
    ],
    [
      'a collector that fails since is the reason',
      HEALTH,
      { facts: [failedAt(AFTER)] },
      { cause: 'collector-failing', message: 'http.health: boom' },
    ],
    [
      'one that failed before is none',
      HEALTH,
      { facts: [failedAt(BEFORE)] },
      { cause: 'never-run' },
    ],
    [
      'silence since is the reason',
      HEALTH,
      { facts: [silent('http.health', health(true, BEFORE))] },
      { cause: 'silent' },
    ],
    [
      'a report of before does not count, whenever it came',
      { report: { type: 'k6' } },
      { facts: [report(BEFORE, { collectedAt: AFTER })] },
      { truth: 'unknown', cause: 'waiting-for-report' },
    ],
    [
      'a report of after counts',
      { report: { type: 'k6' } },
      { facts: [report(AFTER)] },
      { truth: 'true' },
    ],
    [
      'a report that does not say is as old as its arrival',
      { report: { type: 'npm-audit' } },
      {
        facts: [
          fact('report.npm-audit', { ok: true }, { collectedAt: BEFORE }),
        ],
      },
      { truth: 'unknown' },
    ],
    [
      'what was stated of the check at an earlier launch does not count',
      OWNER,
      { attestations: [statement('P', 'met', { at: BEFORE })] },
      { truth: 'unknown', waitsForPerson: true },
    ],
    [
      'what is stated since counts',
      OWNER,
      { attestations: [statement('P', 'met', { at: AFTER })] },
      { truth: 'true' },
    ],
    [
      'a document that was vouched for before is still',
      { attest: { role: 'security', document: 'incident' } },
      {
        attestations: [
          statement('document:incident', 'met', {
            role: 'security',
            at: BEFORE,
          }),
        ],
      },
      { truth: 'true' },
    ],
    [
      'a criterion stands as on the scorecard',
      { criterion: 'i/c' },
      { facts: [health(true, BEFORE)] },
      { truth: 'true' },
    ],
  ])('%s', (_, tree, given, expected) => {
    const items = [{ id: 'i', criteria: [{ id: 'c', ...HEALTH }] }];
    expect(judged(tree, { ...launched, ...given }, { items })).toMatchObject(
      expected,
    );
  });
});
