import type {
  GateRow,
  Strength,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { TreeSource } from '../checklist/schema';
import { judgeRow } from '../testing/criterionRows';
import type { CriterionRow } from '../testing/criterionRows';
import {
  API,
  days,
  entity,
  fact,
  inputOf,
  judgeCriterion,
  miss,
  statement,
  WEB,
} from '../testing/fixtures';
import type { WrittenItem } from '../testing/fixtures';
import { evaluate } from './evaluate';
import type { EvaluateInput } from './input';

// Truth tables of semantics 4.1 to 4.5, where trees are composed of trees and
// of what other criteria came to.

const OK = fact('http.health', { ok: true });
const BAD = fact('http.health', { ok: false });
const CHECK: TreeSource = { check: 'http.health.ok' };
const HOME: TreeSource = { check: 'http.home.ok' };
const RENDER: TreeSource = { check: 'render.service.ok' };
const TRAFFIC: TreeSource = { check: 'metrics.p95.ok' };
const NO_TRAFFIC = miss('metrics.p95', 'waiting-for-traffic');
const OWNER: TreeSource = { attest: { role: 'owner' } };
const SECURITY: TreeSource = { attest: { role: 'security' } };
const K6: TreeSource = { report: { type: 'k6' } };
const K6_OK = fact('report.k6', { ok: true, producedAt: days(-1) });
const RENDER_OFF = { source: 'render', message: '' };
const HTTP_OFF = { source: 'http', message: '' };
const said = (
  role: string,
  what: 'met' | 'not-met' | 'not-in-use',
  about = 'i/c',
) => statement(about, what, { role });

const COMPOSED: CriterionRow[] = [
  {
    rule: '4.1',
    name: 'a part that people complete drops out with its machine',
    criterion: {
      anyOf: [{ atLeast: { count: 2, of: [RENDER, SECURITY] } }, OWNER],
    },
    given: { notConnected: [RENDER_OFF], attestations: [said('owner', 'met')] },
    expect: { status: 'pass', strength: 'attested' },
  },
  {
    rule: '4.1',
    name: 'what a statement settled stays, though a source beside it is not connected',
    criterion: {
      anyOf: [{ atLeast: { count: 1, of: [RENDER, SECURITY] } }, OWNER],
    },
    given: {
      notConnected: [RENDER_OFF],
      attestations: [said('security', 'met'), said('owner', 'not-met')],
    },
    expect: { status: 'pass', strength: 'attested' },
  },
  {
    rule: '4.1',
    name: 'what a statement could still settle lets no other one stand in',
    criterion: {
      anyOf: [
        {
          allOf: [{ atLeast: { count: 1, of: [CHECK, SECURITY] } }, TRAFFIC],
        },
        OWNER,
      ],
    },
    given: { facts: [BAD, NO_TRAFFIC], attestations: [said('owner', 'met')] },
    expect: { status: 'unknown', cause: 'waiting-for-person', who: 'security' },
  },
  ...droppedBesideWhatIsRead(),

  {
    rule: '4.2',
    name: 'of several that are needed one that is not configured is enough',
    criterion: { substitute: [{ allOf: [HOME, RENDER] }, CHECK] },
    given: { facts: [OK], notConnected: [RENDER_OFF] },
    expect: { status: 'pass' },
  },
  {
    rule: '4.2',
    name: 'of several that suffice none may be configured',
    criterion: { substitute: [{ anyOf: [RENDER, HOME] }, CHECK] },
    given: { facts: [OK], notConnected: [RENDER_OFF] },
    expect: { status: 'unknown', cause: 'never-run' },
  },

  ...(
    [
      ['met', 'pass'],
      ['not-met', 'fail'],
    ] as const
  ).map(
    ([word, status]): CriterionRow => ({
      rule: '4.3',
      name: `known true, a person's '${word}' counts as ever`,
      criterion: { ...OWNER, when: 'http.home.used' },
      given: {
        facts: [fact('http.home', { used: true })],
        attestations: [said('owner', word)],
      },
      expect: { status, strength: 'attested' },
    }),
  ),
  {
    rule: '4.3',
    name: "'not in use' is the word of whoever acts on it",
    criterion: { ...CHECK, role: 'security', when: 'http.home.used' },
    given: { attestations: [said('security', 'not-in-use')] },
    expect: { status: 'not-applicable' },
  },
  {
    rule: '4.3',
    name: "'not in use' is the owner's word too, whoever acts on it",
    criterion: { ...CHECK, role: 'security', when: 'http.home.used' },
    given: { attestations: [said('owner', 'not-in-use')] },
    expect: { status: 'not-applicable' },
  },
  {
    rule: '4.3',
    name: "'not in use' is nobody else's word",
    criterion: { ...CHECK, when: 'http.home.used' },
    given: { attestations: [said('security', 'not-in-use')] },
    expect: { status: 'unknown', cause: 'never-run' },
  },
  {
    rule: '4.3',
    name: "'not in use' settles nothing that has no condition",
    criterion: CHECK,
    given: { facts: [BAD], attestations: [said('owner', 'not-in-use')] },
    expect: { status: 'fail' },
  },
  {
    rule: '4.3',
    name: "'not in use' says nothing of whether it is met",
    criterion: OWNER,
    given: { attestations: [said('owner', 'not-in-use')] },
    expect: { status: 'unknown', cause: 'waiting-for-person' },
  },
  {
    rule: '2.5',
    name: "a newer word replaces 'not in use'",
    criterion: { ...CHECK, when: 'http.home.used' },
    given: {
      attestations: [
        { ...said('owner', 'not-in-use'), at: days(-2) },
        { ...said('owner', 'met'), at: days(-1) },
      ],
    },
    expect: { status: 'unknown', cause: 'never-run' },
  },

  {
    rule: '4.5',
    name: 'what a person says is attested, also where it says no',
    criterion: { anyOf: [RENDER, OWNER] },
    given: {
      notConnected: [RENDER_OFF],
      attestations: [said('owner', 'not-met')],
    },
    expect: { status: 'fail', strength: 'attested' },
  },
  {
    rule: '4.5',
    name: 'of an unknown it is what it would rest on',
    criterion: { ...CHECK, strength: 'mapped' },
    expect: { status: 'unknown', strength: 'mapped' },
  },
  ...orderOfStrengths(),

  ...(
    [
      ['waiting-for-time', 'owner'],
      ['waiting-for-traffic', 'owner'],
      ['waiting-for-person', 'security'],
      ['not-declared', 'owner'],
    ] as const
  ).map(
    ([cause, who]): CriterionRow => ({
      rule: '4.6',
      name: `${cause}: ${who}`,
      criterion: { ...CHECK, role: 'security' },
      given: { facts: [miss('http.health', cause)] },
      expect: { status: 'unknown', cause, who },
    }),
  ),
];

/**
 * That an alternative drops out may hang on what else it reads. It then fails
 * nothing: else it would be better if that were lost (5.6).
 */
function droppedBesideWhatIsRead(): CriterionRow[] {
  const HOME_BAD = fact('http.home', { ok: false });
  const shapes: [string, TreeSource][] = [
    ['a tree', { allOf: [CHECK, RENDER] }],
    ['a count', { atLeast: { count: 2, of: [CHECK, RENDER] } }],
    ['an expression', { check: 'http.health.ok && render.service.ok' }],
    [
      'what is read in a tree',
      {
        allOf: [{ check: 'http.health.ok && render.service.ok' }, RENDER],
      },
    ],
    ['inside another one', { anyOf: [{ allOf: [CHECK, RENDER] }, HOME] }],
  ];
  return shapes.flatMap(([name, tree]) =>
    (
      [
        ['well', [OK], 'unknown'],
        ['not known', [], 'unknown'],
        ['ill', [BAD], 'fail'],
      ] as const
    ).map(
      ([health, facts, status]): CriterionRow => ({
        rule: '5.6',
        name: `${name} that is not connected, what is read beside it ${health}`,
        criterion: { anyOf: [tree, HOME] },
        given: { facts: [...facts, HOME_BAD], notConnected: [RENDER_OFF] },
        expect: { status },
      }),
    ),
  );
}

/** Each beside the next weaker one, both ways round. */
function orderOfStrengths(): CriterionRow[] {
  const order: Strength[] = [
    'measured',
    'mapped',
    'structure',
    'vendor-statement',
    'report',
    'attested',
  ];
  const as = (strength: Strength): TreeSource =>
    ({ check: { check: 'http.health.ok', strength } } as TreeSource);
  return order.slice(1).flatMap((weak, index) => {
    const pair = [order[index], weak];
    return [pair, [...pair].reverse()].flatMap((both): CriterionRow[] => [
      {
        rule: '4.5',
        name: `all of ${both.join(' and ')}: the weaker`,
        criterion: { allOf: both.map(as) },
        given: { facts: [OK] },
        expect: { status: 'pass', strength: weak },
      },
      {
        rule: '4.5',
        name: `any of ${both.join(' and ')}: the stronger`,
        criterion: { anyOf: both.map(as) },
        given: { facts: [OK] },
        expect: { status: 'pass', strength: order[index] },
      },
    ]);
  });
}

describe('a composed tree', () => {
  it.each(COMPOSED)('$rule $name', row => {
    expect(judgeRow(row)).toMatchObject(row.expect);
  });
});

describe('a condition (4.3)', () => {
  it('hands on where it is known true, and nowhere else', () => {
    const used = (holder: { ref: string }, value: object) =>
      fact('http.home', { ...value }, { entityRef: holder.ref });
    const other = entity('api3', { type: 'service' });
    const judge = (conditions: string[]) =>
      judgeCriterion(
        { ...CHECK, for: ['api'], when: 'http.home.used' },
        {
          members: [API, other],
          facts: [used(API, { used: true })],
          conditions,
        },
      ).conditions;
    expect(judge([])).toEqual([`i/c|${API.ref}`]);
    // What was handed in and is not known any more stays.
    expect(judge([`i/c|${other.ref}`])).toEqual([
      `i/c|${API.ref}`,
      `i/c|${other.ref}`,
    ]);
  });
});

/** The criterion `d/c`, which reads another one, and what became of it. */
function judgeReading(
  source: WrittenItem,
  tree: TreeSource,
  given: Partial<EvaluateInput>,
) {
  const { document } = evaluate(
    inputOf(
      { items: [source, { id: 'd', criteria: [{ id: 'c', ...tree }] }] },
      given,
    ),
  );
  const [result] = document.items[1].criteria[0].entities;
  const own = result.leaves[result.leaves.length - 1];
  return { result, personSpeaks: own.kind === 'attest' && own.counted };
}

describe('what is inherited (4.1, 4.4)', () => {
  it('never drops out: its source is a result', () => {
    const { result } = judgeReading(
      { id: 's', criteria: [{ id: 'a', ...RENDER }] },
      { anyOf: [{ criterion: 's/a' }, CHECK] },
      { facts: [BAD], notConnected: [RENDER_OFF] },
    );
    expect(result).toMatchObject({
      status: 'unknown',
      cause: 'not-connected',
    });
  });

  it('leaves the others to count where it does not apply', () => {
    const { result } = judgeReading(
      { id: 's', criteria: [{ id: 'a', when: "feature('x')", ...CHECK }] },
      { anyOf: [{ criterion: 's/a' }, OWNER] },
      { facts: [BAD], attestations: [said('owner', 'met', 'd/c')] },
    );
    expect(result).toMatchObject({ status: 'pass', strength: 'attested' });
  });

  it('leaves them to count where it is stated not to be in use', () => {
    const words = [
      said('owner', 'not-in-use', 's/a'),
      said('owner', 'met', 'd/c'),
    ];
    const judge = (attestations: EvaluateInput['attestations']) =>
      judgeReading(
        { id: 's', criteria: [{ id: 'a', when: 'http.home.used', ...CHECK }] },
        { anyOf: [{ criterion: 's/a' }, OWNER] },
        { attestations },
      ).result.status;
    expect([judge(words), judge(words.slice(1))]).toEqual(['pass', 'unknown']);
  });

  it('is as strong as the weakest that it rests on (4.5)', () => {
    const { result } = judgeReading(
      {
        id: 's',
        criteria: [
          { id: 'a', ...CHECK },
          { id: 'b', ...OWNER },
          { id: 'c', strength: 'structure', ...CHECK } as never,
        ],
      },
      { item: 's' },
      { facts: [OK], attestations: [said('owner', 'met', 's/b')] },
    );
    expect(result).toMatchObject({ status: 'pass', strength: 'attested' });
  });
});

describe('losing a statement lets nobody else speak (4.1, 4.3, 5.6)', () => {
  // Whether the owner speaks beside what it says is decided by what machines
  // know of the condition, not by whether someone settled it.
  const used: WrittenItem = {
    id: 's',
    criteria: [{ id: 'c', ...CHECK, when: 'http.home.ok' }],
  };
  const twice: TreeSource = {
    anyOf: [
      {
        atLeast: {
          count: 2,
          of: [{ criterion: 's/c' }, K6, { criterion: 's/c' }],
        },
      },
      OWNER,
    ],
  };
  const statements = [
    said('owner', 'met', 'd/c'),
    said('owner', 'not-in-use', 's/c'),
  ];
  it.each<{
    name: string;
    given: Partial<EvaluateInput>;
    speaks: boolean;
    lost: string;
  }>([
    {
      name: 'never read',
      given: { facts: [K6_OK] },
      speaks: false,
      lost: 'unknown',
    },
    {
      name: 'expired',
      given: {
        facts: [K6_OK, fact('http.home', { ok: true }, { expiresAt: days(0) })],
      },
      speaks: false,
      lost: 'unknown',
    },
    {
      name: 'waiting for traffic',
      given: { facts: [K6_OK, miss('http.home', 'waiting-for-traffic')] },
      speaks: true,
      lost: 'pass',
    },
    {
      name: 'not connected',
      given: { facts: [K6_OK], notConnected: [HTTP_OFF] },
      speaks: true,
      lost: 'pass',
    },
  ])(
    "'not in use', where the condition is $name",
    ({ given, speaks, lost }) => {
      const judge = (attestations: EvaluateInput['attestations']) =>
        judgeReading(used, twice, { ...given, attestations });
      const before = judge(statements);
      const after = judge(statements.slice(0, 1));
      expect([before.personSpeaks, after.personSpeaks]).toEqual([
        speaks,
        speaks,
      ]);
      expect(after.result.status).toBe(lost);
      // Nothing is good after the loss that was not before.
      expect(before.result.status === 'pass').toBe(lost === 'pass');
    },
  );

  it.each(['met', 'not-met', undefined] as const)(
    "of another role that said '%s'",
    word => {
      const owner = said('owner', 'met', 'd/c');
      const { result, personSpeaks } = judgeReading(
        {
          id: 's',
          criteria: [{ id: 'c', anyOf: [RENDER, SECURITY] } as never],
        },
        { anyOf: [{ criterion: 's/c' }, OWNER] },
        {
          notConnected: [RENDER_OFF],
          attestations: word ? [owner, said('security', word, 's/c')] : [owner],
        },
      );
      expect(personSpeaks).toBe(true);
      expect(result.status).toBe('pass');
    },
  );
});

describe('a trigger (4.1)', () => {
  const judge = (tree: TreeSource, given: Partial<EvaluateInput>): GateRow => {
    const { document } = evaluate(
      inputOf({ noGo: [{ id: 'N', title: 'N', ...tree }] }, given),
    );
    return document.noGo[0];
  };
  const met = said('owner', 'met', 'N');

  it.each<[string, TreeSource, Partial<EvaluateInput>, string]>([
    [
      'nobody outvotes a measurement under a `not`',
      { not: { anyOf: [CHECK, OWNER] } },
      { facts: [BAD], attestations: [met] },
      'true',
    ],
    [
      'lost evidence does not let a person clear it',
      { not: { anyOf: [CHECK, OWNER] } },
      { attestations: [met] },
      'unknown',
    ],
    [
      'a person may clear it where nothing is connected',
      { not: { anyOf: [RENDER, OWNER] } },
      { notConnected: [RENDER_OFF], attestations: [met] },
      'false',
    ],
    [
      'nothing drops out under a `not` either',
      { not: { anyOf: [RENDER, CHECK] } },
      { facts: [BAD], notConnected: [RENDER_OFF] },
      'unknown',
    ],
    [
      'whoever has to clear it is asked, whatever is measured beside',
      { anyOf: [{ check: '!http.health.ok' }, { not: OWNER }] },
      { facts: [OK] },
      'unknown',
    ],
    [
      'what stands in until there is traffic trips it all the same',
      {
        anyOf: [
          { check: '!http.health.ok' },
          {
            report: { type: 'k6', check: '!report.k6.ok' },
            untilTraffic: true,
          },
        ],
      },
      {
        facts: [OK, fact('report.k6', { ok: false, producedAt: days(-1) })],
      },
      'true',
    ],
    [
      'any one that holds is enough, though another is unknown',
      { anyOf: [{ check: '!http.health.ok' }, { not: RENDER }] },
      { facts: [BAD] },
      'true',
    ],
    [
      'all that it asks for at once must be known to hold',
      { allOf: [{ check: '!http.health.ok' }, { not: RENDER }] },
      { facts: [BAD] },
      'unknown',
    ],
    [
      'one of these that is known not to hold clears it',
      { allOf: [{ check: '!http.health.ok' }, { not: RENDER }] },
      { facts: [OK] },
      'false',
    ],
    [
      'what stands under a `not` is substituted like any other (4.2)',
      { substitute: [{ not: RENDER }, { check: '!http.health.ok' }] },
      { facts: [OK], notConnected: [RENDER_OFF] },
      'false',
    ],
  ])('%s', (_, tree, given, truth) => {
    expect(judge(tree, given).truth).toBe(truth);
  });

  it('says of each leaf whether it is wanted there', () => {
    const { leaves } = judge(
      {
        anyOf: [
          { check: '!http.health.ok' },
          { not: CHECK },
          { not: { allOf: [K6, OWNER] } },
          { not: { not: { check: '!http.home.ok' } } },
        ],
      },
      {},
    );
    expect(leaves.map(({ kind, negated }) => [kind, negated])).toEqual([
      ['check', undefined],
      ['check', true],
      ['report', true],
      ['attest', true],
      ['check', undefined],
    ]);
  });
});

it('counts the subject once, should it be named among its own members (1.2)', () => {
  const { document } = evaluate(
    inputOf(
      { items: [{ id: 'i', criteria: [{ id: 'c', ...CHECK }] }] },
      { members: [WEB, API], facts: [OK] },
    ),
  );
  expect(document.targets.subject).toEqual([WEB.ref]);
  expect(document.members.map(({ entityRef }) => entityRef)).toEqual([API.ref]);
});
