import fc from 'fast-check';
import type {
  ScorecardDocument,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { evaluate } from '../evaluate/evaluate';
import { fact, inputOf } from '../testing/fixtures';
import { compareDocuments } from './compareDocuments';

const EMPTY = evaluate(inputOf({})).document;

/** A scorecard with these items, and else of nothing. */
function document(
  statuses: Record<string, Status>,
  rest: Partial<ScorecardDocument> = {},
): ScorecardDocument {
  return {
    ...EMPTY,
    items: Object.entries(statuses).map(([id, status]) => ({
      id,
      title: `Item ${id}`,
      category: 'a',
      section: 'S',
      critical: false,
      role: 'owner',
      status,
      rawStatus: status,
      criteria: [],
    })),
    ...rest,
  };
}

it.each<[Status, Status, 'worse' | 'better' | 'otherwise' | 'same']>([
  ['pass', 'fail', 'worse'],
  ['pass', 'unknown', 'worse'],
  ['pass', 'waived', 'worse'],
  ['waived', 'unknown', 'worse'],
  ['waived', 'fail', 'worse'],
  ['unknown', 'fail', 'worse'],
  ['not-applicable', 'fail', 'worse'],
  ['not-applicable', 'unknown', 'worse'],
  ['fail', 'unknown', 'better'],
  ['fail', 'waived', 'better'],
  ['fail', 'pass', 'better'],
  ['unknown', 'waived', 'better'],
  ['unknown', 'pass', 'better'],
  ['waived', 'pass', 'better'],
  ['fail', 'not-applicable', 'better'],
  ['unknown', 'not-applicable', 'better'],
  ['pass', 'not-applicable', 'otherwise'],
  ['not-applicable', 'pass', 'otherwise'],
  ['fail', 'fail', 'same'],
  ['pass', 'pass', 'same'],
])('from %s to %s is %s', (from, to, expected) => {
  const compared = compareDocuments(document({ i: from }), document({ i: to }));
  const change = { item: 'i', title: 'Item i', from, to };
  expect(compared).toMatchObject({
    worse: expected === 'worse' ? [change] : [],
    better: expected === 'better' ? [change] : [],
    otherwise: expected === 'otherwise' ? [change] : [],
    added: [],
    removed: [],
    carriedOver: from === 'pass' && to === 'pass' ? 1 : 0,
  });
});

it('names what the other version has more, and what it has no more', () => {
  const compared = compareDocuments(
    document({ a: 'pass', gone: 'fail' }),
    document({ fresh: 'unknown', a: 'pass' }),
  );
  expect(compared).toMatchObject({
    worse: [],
    better: [],
    added: [{ item: 'fresh', title: 'Item fresh', to: 'unknown' }],
    removed: [{ item: 'gone', title: 'Item gone', from: 'fail' }],
    carriedOver: 1,
  });
});

it('tells verdict and level of both', () => {
  const judged = (ok: boolean) =>
    evaluate(
      inputOf(
        {
          items: [
            { id: 'i', criteria: [{ id: 'c', check: 'http.health.ok' }] },
          ],
          critical: [{ id: 'C', title: 'C', item: 'i' }],
        },
        { facts: [fact('http.health', { ok })] },
      ),
    ).document;
  expect(compareDocuments(judged(true), judged(false))).toMatchObject({
    worse: [{ item: 'i', from: 'pass', to: 'fail' }],
    verdict: { from: 'go', to: 'no-go' },
    level: { from: 'ready', to: 'no' },
  });
  expect(compareDocuments(document({}), judged(true))).toMatchObject({
    verdict: { from: null, to: 'go' },
    level: { from: null, to: 'ready' },
  });
});

it('tells each item once, and the way back the other way round', () => {
  const statuses = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.constantFrom<Status>(
      'pass',
      'fail',
      'unknown',
      'waived',
      'not-applicable',
    ),
  );
  fc.assert(
    fc.property(statuses, statuses, (before, after) => {
      const there = compareDocuments(document(before), document(after));
      const back = compareDocuments(document(after), document(before));
      const ids = (list: { item: string }[]) =>
        list.map(({ item }) => item).sort();
      expect(ids(there.worse)).toEqual(ids(back.better));
      expect(ids(there.otherwise)).toEqual(ids(back.otherwise));
      expect(ids(there.added)).toEqual(ids(back.removed));
      expect(there.carriedOver).toBe(back.carriedOver);
      const same = Object.keys(after).filter(
        id => before[id] === after[id],
      ).length;
      const told = [
        ...there.worse,
        ...there.better,
        ...there.otherwise,
        ...there.added,
      ];
      expect(new Set(ids(told)).size).toBe(told.length);
      expect(told.length + same).toBe(Object.keys(after).length);
    }),
  );
});
