import type {
  GateRow,
  LeafResult,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { memberGate } from '../testing/gateFixture';
import {
  groupRows,
  isKnownThrough,
  restsOnCritical,
  worstRowsFirst,
  leafWord,
  rowShape,
  rowWord,
  tallyGate,
  throughRows,
  type RowKind,
} from './gateRows';

const row = (id: string, truth: Truth, group?: string): GateRow => ({
  id,
  title: id,
  truth,
  group,
  leaves: [],
});

it.each<[RowKind, Truth, string, string]>([
  ['go', 'true', 'met', 'good'],
  ['go', 'false', 'not-met', 'bad'],
  ['go', 'unknown', 'not-verified', 'open'],
  ['go', 'not-applicable', 'not-applicable', 'none'],
  ['critical', 'true', 'met', 'good'],
  ['critical', 'unknown', 'not-verified', 'open'],
  ['no-go', 'true', 'trips', 'bad'],
  ['no-go', 'false', 'clear', 'good'],
  // A trigger about which nothing is known is not clear.
  ['no-go', 'unknown', 'not-verified', 'open'],
])('a %s row that is %s: %s', (kind, truth, word, shape) => {
  expect(rowWord(kind, truth)).toBe(word);
  expect(rowShape(rowWord(kind, truth))).toBe(shape);
});

// As the server answers for 'Missing legal documentation' and the like: the
// truth of a criterion is its own, without the trigger's `not`.
it.each<[RowKind, LeafResult['kind'], Truth, string]>([
  ['no-go', 'criterion', 'true', 'met'],
  ['no-go', 'criterion', 'false', 'not-met'],
  ['no-go', 'item', 'true', 'met'],
  ['no-go', 'item', 'unknown', 'not-verified'],
  ['no-go', 'attest', 'true', 'met'],
  ['no-go', 'check', 'true', 'trips'],
  ['no-go', 'check', 'false', 'clear'],
  ['no-go', 'report', 'true', 'trips'],
  ['no-go', 'check', 'unknown', 'not-verified'],
  ['go', 'check', 'true', 'met'],
  ['critical', 'criterion', 'false', 'not-met'],
])('under a %s row a %s that is %s: %s', (kind, leaf, truth, word) => {
  expect(leafWord(kind, { kind: leaf, truth, counted: true })).toBe(word);
  expect(leafWord(kind, { kind: leaf, truth, counted: false })).toBe(
    'not-applicable',
  );
});

it.each<[LeafResult['kind'], Truth, string]>([
  ['check', 'true', 'met'],
  ['check', 'false', 'not-met'],
  ['check', 'unknown', 'not-verified'],
  ['report', 'true', 'met'],
  ['report', 'false', 'not-met'],
  ['criterion', 'false', 'not-met'],
])('under the `not` of a trigger a %s that is %s: %s', (kind, truth, word) => {
  expect(leafWord('no-go', { kind, truth, counted: true, negated: true })).toBe(
    word,
  );
});

it('adds up all that decides, without what does not apply', () => {
  expect(
    tallyGate({
      go: [row('G1', 'true'), row('G2', 'false')],
      noGo: [row('N1', 'false'), row('N2', 'true'), row('N3', 'unknown')],
      critical: [row('C1', 'unknown'), row('C2', 'not-applicable')],
    }),
  ).toEqual({ good: 2, bad: 2, open: 2, total: 6 });
});

it('groups in the order of first rows, those without a group first', () => {
  expect(
    groupRows([
      row('1', 'true', 'B'),
      row('2', 'true', 'A'),
      row('3', 'true'),
      row('4', 'true', 'B'),
    ]).map(({ group, rows }) => [group, rows.map(each => each.id)]),
  ).toEqual([
    [null, ['3']],
    ['B', ['1', '4']],
    ['A', ['2']],
  ]);
});

it('finds the rows through which a member holds back', () => {
  expect(
    throughRows(memberGate()).map(({ kind, row: each }) => [kind, each.id]),
  ).toEqual([
    ['critical', 'C3'],
    ['go', 'G2'],
  ]);
});

it('knows a row that asks for all critical rows, and lists them worst first', () => {
  const leaf = (ref: string, truth: Truth): LeafResult => ({
    kind: 'criterion',
    ref,
    truth,
    counted: true,
    strength: 'measured',
  });
  const critical = [
    { ...row('C1', 'true'), leaves: [leaf('a/1', 'true')] },
    { ...row('C2', 'unknown'), leaves: [leaf('b/1', 'unknown')] },
    { ...row('C3', 'false'), leaves: [leaf('c/1', 'false')] },
  ];
  const all = {
    ...row('G2', 'false'),
    leaves: critical.flatMap(c => c.leaves),
  };
  expect(restsOnCritical(all, critical)).toBe(true);
  expect(restsOnCritical(critical[0], critical)).toBe(false);
  expect(worstRowsFirst('critical', critical).map(each => each.id)).toEqual([
    'C3',
    'C2',
    'C1',
  ]);
});

describe('isKnownThrough', () => {
  const asks = (...refs: string[]): GateRow => ({
    ...row('C', 'false'),
    leaves: refs.map(ref => ({
      kind: 'item',
      ref,
      truth: 'false',
      counted: true,
      strength: 'derived',
    })) as LeafResult[],
  });
  const shareOf = (items: Record<string, 'pass' | 'fail' | 'unknown'>) => ({
    ...memberGate().share!,
    items,
  });
  const member = (
    holdsBack: 'yes' | 'unknown' | 'no',
    items: Record<string, 'pass' | 'fail' | 'unknown'>,
  ) => ({ ...memberGate({ holdsBack }), share: shareOf(items) });

  it.each([
    ['an item of its own fails', 'yes', { 'a.b': 'fail' }, asks('a.b'), true],
    ['by a criterion of it', 'yes', { 'a.b': 'fail' }, asks('a.b/c'), true],
    ['another item fails', 'yes', { 'x.y': 'fail' }, asks('a.b'), false],
    ['the score, by any item', 'yes', { 'x.y': 'fail' }, asks(), true],
    ['only unknown', 'yes', { 'a.b': 'unknown' }, asks('a.b'), false],
    ['the member is not known', 'unknown', { 'a.b': 'fail' }, asks(), false],
    [
      'the row itself is open',
      'yes',
      { 'a.b': 'fail' },
      { ...asks('a.b'), truth: 'unknown' },
      false,
    ],
  ] as const)('%s', (_, holdsBack, items, given, expected) => {
    expect(isKnownThrough(member(holdsBack, items), 'critical', given)).toBe(
      expected,
    );
  });
});
