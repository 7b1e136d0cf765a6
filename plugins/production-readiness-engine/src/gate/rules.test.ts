import type {
  GateRow,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { TreeSource } from '../checklist/schema';
import { evaluate } from '../evaluate/evaluate';
import { API, API2, fact, inputOf, waiver } from '../testing/fixtures';
import type { Written, WrittenItem } from '../testing/fixtures';
import type { EvaluateInput } from '../evaluate/input';

// Truth tables of what rows that decide come to: semantics 1.2, 5.2 and 5.7.

const OK = fact('http.health', { ok: true });
const PASSES = { id: 'c', check: 'http.health.ok' };
const FAILS = { id: 'c', check: '!http.health.ok' };
const OPEN = { id: 'c', check: 'http.home.ok' };
const OWNER: TreeSource = { attest: { role: 'owner' } };

const judge = (
  written: Written,
  given: Partial<EvaluateInput> = {},
): ScorecardDocument =>
  evaluate(inputOf(written, { facts: [OK], ...given })).document;

describe('a waiver (5.2)', () => {
  const waived = { waivers: [waiver('R')] };
  const row = (tree: object) => ({ id: 'R', title: 'R', ...tree });
  const items = [{ id: 'i', criteria: [FAILS] }];
  it.each<[string, Written, Partial<GateRow>, string]>([
    [
      'counts for a row that declares it',
      { items, critical: [row({ item: 'i', waivable: true })] },
      { truth: 'true', message: 'Waived: agreed' },
      'go',
    ],
    [
      'counts for a row that is not verified, and declares it',
      { go: [row({ ...OWNER, waivable: true })] },
      { truth: 'true' },
      'go',
    ],
    [
      'does not count for a row that does not declare it',
      { items, critical: [row({ item: 'i' })] },
      { truth: 'false' },
      'no-go',
    ],
    [
      'never counts for a trigger',
      { items, noGo: [row({ not: { item: 'i' }, waivable: true })] },
      { truth: 'true' },
      'no-go',
    ],
  ])('%s', (_, written, expected, verdict) => {
    const document = judge(written, waived);
    const [found] = [...document.critical, ...document.go, ...document.noGo];
    expect(found).toMatchObject(expected);
    expect(document.verdict).toBe(verdict);
  });

  it('neither trips nor clears a trigger that nobody knows of', () => {
    const open = row({ check: '!http.home.ok', waivable: true });
    const document = judge({ noGo: [open] }, waived);
    expect([document.noGo[0].truth, document.verdict]).toEqual([
      'unknown',
      'undecided',
    ]);
  });

  it.each(['go', 'critical', 'noGo'] as const)(
    'does not count on what a row of %s reads',
    kind => {
      const read = { criterion: 'i/c' };
      const document = judge(
        { items, [kind]: [row(kind === 'noGo' ? { not: read } : read)] },
        { waivers: [waiver('i'), waiver('i/c')] },
      );
      expect(document.items[0].status).toBe('fail');
      expect(document.verdict).toBe('no-go');
    },
  );

  it('takes an item off what is to be done and what stands in the way', () => {
    const failing = (id: string, waivable: boolean): WrittenItem => ({
      id,
      waivable,
      criteria: [FAILS],
    });
    const written: Written = {
      items: [failing('a', true), failing('b', false), failing('c', false)],
      go: [
        { id: 'G', title: 'G', allOf: [{ item: 'a' }, { item: 'b' }] },
        { id: 'S', title: 'S', score: 66 },
      ],
    };
    const lists = ({ blockers, path, score }: ScorecardDocument) => ({
      blockers: blockers.map(({ items: of }) => of),
      musts: path.musts,
      open: path.anyOf.items,
      completed: score.completed,
      applicable: score.applicable,
    });
    expect(lists(judge(written))).toEqual({
      blockers: [['a', 'b'], []],
      musts: ['a/c', 'b/c'],
      open: ['c'],
      completed: 0,
      applicable: 3,
    });
    const document = judge(written, {
      waivers: [waiver('a'), waiver('c')],
    });
    expect(lists(document)).toEqual({
      blockers: [['b'], []],
      musts: ['b/c'],
      open: [],
      completed: 0,
      applicable: 3,
    });
  });

  it('is on record where it counts, with what it hides', () => {
    const document = judge({ items }, { waivers: [waiver('i')] });
    expect(document.items[0].criteria[0].entities[0]).toMatchObject({
      status: 'waived',
      rawStatus: 'fail',
      waiver: 'waiver-i',
    });
  });
});

describe('whether the answer binds (5.7)', () => {
  const LATER = '2026-07-01';
  const items = (first: object, second: object): WrittenItem[] => [
    { id: 'now', criteria: [first as typeof FAILS] },
    {
      id: 'later',
      enforceFrom: LATER,
      criteria: [second as typeof FAILS],
    },
  ];
  const rows = (...trees: TreeSource[]) =>
    trees.map((tree, index) => ({ id: `C${index}`, title: 'C', ...tree }));
  const both = rows({ item: 'now' }, { item: 'later' });
  it.each<[string, Written, boolean]>([
    ['a GO does', { items: items(PASSES, PASSES), critical: both }, true],
    [
      'what fails and is enforced later does not',
      { items: items(PASSES, FAILS), critical: both },
      false,
    ],
    [
      'nor what is not verified and enforced later',
      { items: items(PASSES, OPEN), critical: both },
      false,
    ],
    [
      'nor a trigger that reads nothing else',
      {
        items: items(PASSES, FAILS),
        noGo: rows({ not: { item: 'later' } }),
      },
      false,
    ],
    [
      'what is enforced now does, whatever comes later',
      { items: items(FAILS, FAILS), critical: both },
      true,
    ],
    [
      'also in one row with what comes later',
      {
        items: items(FAILS, FAILS),
        critical: rows({ allOf: both.map(({ item }) => ({ item })) }),
      },
      true,
    ],
    [
      'what a row asks for itself does',
      {
        items: items(PASSES, PASSES),
        critical: both,
        go: [{ id: 'G', title: 'G', ...OWNER }],
      },
      true,
    ],
    [
      'the score does',
      { items: items(FAILS, PASSES), go: rows({ score: 95 }) },
      true,
    ],
  ])('%s: %#', (_, written, enforced) => {
    expect(judge({ mode: 'enforce', ...written }).enforced).toBe(enforced);
    expect(judge({ mode: 'observe', ...written }).enforced).toBe(false);
  });
});

describe("a member's share (1.2)", () => {
  const on = (holder: { ref: string }, ok: boolean) =>
    fact('http.health', { ok }, { entityRef: holder.ref });
  const health = (id: string): WrittenItem => ({
    id,
    criteria: [{ ...PASSES, for: ['api'] }],
  });
  const shareOf = (written: Written, facts: EvaluateInput['facts']) =>
    judge(written, { facts, members: [API, API2] }).members[0];

  it('counts what applies to it and what of that passes', () => {
    const written: Written = {
      items: [
        health('a'),
        { id: 'b', criteria: [{ ...OPEN, for: ['api'] }] },
        { id: 'n', criteria: [{ ...PASSES, for: ['worker'] }] },
        {
          id: 'x',
          criteria: [{ ...PASSES, for: ['api'], when: "feature('x')" }],
        },
      ],
    };
    expect(shareOf(written, [on(API, true)])).toMatchObject({
      items: { a: 'pass', b: 'unknown', x: 'not-applicable' },
      passed: 1,
      applicable: 2,
    });
  });

  it.each<[string, EvaluateInput['facts'], string]>([
    ['it fails', [on(API, false), on(API2, true)], 'yes'],
    ['it is not verified', [on(API2, true)], 'unknown'],
    ['another one does', [on(API, true), on(API2, false)], 'no'],
  ])('holds back through the score where %s', (_, facts, holdsBack) => {
    const written = {
      items: [health('a')],
      go: [{ id: 'S', title: 'S', score: 100 }],
    };
    expect(shareOf(written, facts).holdsBack).toBe(holdsBack);
  });

  it('does not say which one it is where several are read together', () => {
    const written = {
      critical: [
        {
          id: 'C',
          title: 'C',
          check: 'members.api.all(m, m.http.health.ok)',
        },
      ],
    };
    const facts = [on(API, true), on(API2, false)];
    expect(shareOf(written, facts)).toMatchObject({
      holdsBack: 'unknown',
      through: ['C'],
    });
  });

  it('holds nothing back where the row is settled', () => {
    const written: Written = {
      items: [health('a')],
      go: [
        {
          id: 'G',
          title: 'G',
          anyOf: [{ check: 'http.home.ok' }, { item: 'a' }],
        },
      ],
    };
    const facts = [
      fact('http.home', { ok: true }),
      on(API, false),
      on(API2, true),
    ];
    expect(shareOf(written, facts)).toMatchObject({
      holdsBack: 'no',
      through: [],
    });
  });
});
