import fc from 'fast-check';
import type {
  ScorecardDocument,
  Status,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { rollUp } from '../score/rollUp';
import {
  API,
  API2,
  compiled,
  DAY,
  fact,
  inputOf,
  NOW,
} from '../testing/fixtures';
import {
  CELLS,
  FACTS,
  inputFor,
  reading,
  recordOf,
  STATEMENTS,
  world,
} from '../testing/__testUtils__/worlds';
import type { Reading } from '../testing/__testUtils__/worlds';
import { evaluate } from './evaluate';
import type { EvaluateInput } from './input';
import { inputHash } from './inputHash';

const VERDICTS: (Verdict | null)[] = ['no-go', 'undecided', 'go'];

function betters(before: ScorecardDocument, after: ScorecardDocument) {
  const percent = (document: ScorecardDocument) => document.score.percent ?? 0;
  return {
    score: percent(after) > percent(before),
    verdict: VERDICTS.indexOf(after.verdict) > VERDICTS.indexOf(before.verdict),
    makesGo: before.verdict !== 'go' && after.verdict === 'go',
  };
}

/** A checklist whose criteria are each one fact: statuses can be set at will. */
function statusWorld(statuses: readonly Status[]): EvaluateInput {
  return inputOf(
    {
      collect: {
        f: Object.fromEntries(
          statuses.map((_, index) => [`n${index}`, { for: ['subject'] }]),
        ),
      },
      items: statuses.map((_, index) => ({
        id: `i${index}`,
        criteria: [{ id: 'c', check: `f.n${index}.ok` }],
      })),
      critical: [{ id: 'C', title: 'C', item: 'i0' }],
      go: [
        { id: 'G', title: 'G', score: 75 },
        {
          id: 'A',
          title: 'A',
          anyOf: [{ item: 'i0' }, { item: 'i1' }, { criterion: 'i2/c' }],
        },
        {
          id: 'L',
          title: 'L',
          atLeast: {
            count: 2,
            of: [{ item: 'i1' }, { item: 'i2' }, { item: 'i3' }],
          },
        },
      ],
      noGo: [
        {
          id: 'N',
          title: 'N',
          anyOf: [{ not: { item: 'i1' } }, { not: { criterion: 'i0/c' } }],
        },
        {
          id: 'P',
          title: 'P',
          allOf: [{ not: { item: 'i2' } }, { not: { item: 'i3' } }],
        },
      ],
    },
    {
      facts: statuses.flatMap((status, index) =>
        status === 'unknown'
          ? []
          : [fact(`f.n${index}`, { ok: status === 'pass' })],
      ),
    },
  );
}

describe('semantics 5.6', () => {
  const SIZE = 5;
  const status = fc.constantFrom<Status>('pass', 'fail', 'unknown');
  const WORSE: Partial<Record<Status, Status[]>> = {
    pass: ['unknown', 'fail'],
    unknown: ['fail'],
  };

  it('what worsens never betters score, level or verdict', () => {
    fc.assert(
      fc.property(
        fc.array(status, { minLength: SIZE, maxLength: SIZE }),
        fc.nat(SIZE - 1),
        fc.nat(1),
        (statuses, index, choice) => {
          const worse = WORSE[statuses[index]];
          fc.pre(worse !== undefined);
          const changed = [...statuses];
          changed[index] = worse![choice % worse!.length];
          const before = evaluate(statusWorld(statuses)).document;
          const after = evaluate(statusWorld(changed)).document;
          expect(betters(before, after)).toEqual({
            score: false,
            verdict: false,
            makesGo: false,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a fact that turns ill, or is lost, never betters anything', () => {
    fc.assert(
      fc.property(
        world,
        fc.nat(CELLS.length - 1),
        fc.constantFrom<Reading>({ kind: 'bad' }, { kind: 'expired' }),
        (given, index, worse) => {
          fc.pre(given.readings[index].kind === 'ok');
          // A condition is not evidence for or against: it says what applies.
          fc.pre(CELLS[index].fact !== 'http.home');
          const readings = [...given.readings];
          readings[index] = worse;
          const before = evaluate(inputFor(given)).document;
          const after = evaluate(inputFor({ ...given, readings })).document;
          expect(betters(before, after)).toEqual({
            score: false,
            verdict: false,
            makesGo: false,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('losing any evidence never makes a GO that was not there', () => {
    fc.assert(
      fc.property(
        world,
        fc.nat(CELLS.length - 1),
        fc.nat(STATEMENTS.length - 1),
        fc.constantFrom<Reading>({ kind: 'gone' }, { kind: 'expired' }),
        (given, cell, said, lost) => {
          const readings = [...given.readings];
          // A report once pushed stays stored: it is lost by growing old. Were
          // it gone, a member would be spoken for by its subject's.
          const isReport = CELLS[cell].fact === 'report.k6';
          readings[cell] = isReport ? { kind: 'expired' } : lost;
          const statements = [...given.statements];
          statements[said] = undefined;
          const before = evaluate(inputFor(given));
          for (const less of [{ readings }, { statements }]) {
            const after = evaluate({
              ...inputFor({ ...given, ...less }),
              // What was known true is handed on, as a run does.
              conditions: before.conditions,
            });
            expect(betters(before.document, after.document).makesGo).toBe(
              false,
            );
            expect(gained(before.document, after.document)).toEqual([]);
          }
        },
      ),
      { numRuns: 800 },
    );
  });
});

/** Results that are good, or gone, and were neither before. */
function gained(before: ScorecardDocument, after: ScorecardDocument): string[] {
  const wasFine = new Set([...finePlaces(before, ['pass', 'not-applicable'])]);
  const wasGone = new Set(finePlaces(before, ['not-applicable']));
  return [
    ...finePlaces(after, ['pass']).filter(place => !wasFine.has(place)),
    ...finePlaces(after, ['not-applicable']).filter(
      place => !wasGone.has(place),
    ),
  ];
}

function finePlaces(
  document: ScorecardDocument,
  statuses: readonly Status[],
): string[] {
  const criteria = document.items
    .flatMap(item => item.criteria)
    .flatMap(({ id, entities }) =>
      entities
        .filter(({ rawStatus }) => statuses.includes(rawStatus))
        .map(({ entityRef }) => `${id} ${entityRef}`),
    );
  const rows = [
    ...[...document.critical, ...document.go].map(row => ({
      id: row.id,
      status: row.truth === 'true' ? ('pass' as const) : row.truth,
    })),
    ...document.noGo.map(row => ({
      id: row.id,
      status: row.truth === 'false' ? ('pass' as const) : row.truth,
    })),
  ].filter(({ status }) => statuses.includes(status as Status));
  return [...criteria, ...rows.map(({ id }) => id)];
}

describe('what is asked of members (3.2)', () => {
  type Truth = boolean | undefined;
  type Holds = (truthOf: (name: string) => Truth) => Truth;

  /** Kleene's rules, written once more. */
  const every = (truths: readonly Truth[]): Truth => {
    if (truths.includes(false)) return false;
    return truths.includes(undefined) ? undefined : true;
  };
  const not = (truth: Truth): Truth =>
    truth === undefined ? undefined : !truth;
  const some = (truths: readonly Truth[]) => not(every(truths.map(not)));

  const body: fc.Arbitrary<{ text: string; holds: Holds }> = fc.letrec<{
    body: { text: string; holds: Holds };
  }>(tie => ({
    body: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...FACTS).map(name => ({
        text: `m.${name}.ok`,
        holds: (truthOf: (fact: string) => Truth) => truthOf(name),
      })),
      tie('body').map(({ text, holds }) => ({
        text: `!(${text})`,
        holds: (truthOf: (fact: string) => Truth) => not(holds(truthOf)),
      })),
      fc.tuple(tie('body'), tie('body'), fc.boolean()).map(([a, b, isOr]) => ({
        text: `(${a.text} ${isOr ? '||' : '&&'} ${b.text})`,
        holds: (truthOf: (fact: string) => Truth) =>
          (isOr ? some : every)([a.holds(truthOf), b.holds(truthOf)]),
      })),
    ),
  })).body;

  it('is the `&&` or `||` of what each of them answers', () => {
    fc.assert(
      fc.property(
        body,
        fc.boolean(),
        fc.array(reading, {
          minLength: CELLS.length,
          maxLength: CELLS.length,
        }),
        ({ text, holds }, isExists, readings) => {
          const quantifier = isExists ? 'exists' : 'all';
          const { document } = evaluate(
            inputOf(
              {
                items: [
                  {
                    id: 'i',
                    criteria: [
                      {
                        id: 'c',
                        check: `members.api.${quantifier}(m, ${text})`,
                      },
                    ],
                  },
                ],
              },
              {
                members: [API, API2],
                facts: CELLS.flatMap((cell, index) =>
                  recordOf(cell, readings[index], 1),
                ),
              },
            ),
          );
          const expected = (isExists ? some : every)(
            [API, API2].map(({ ref }) =>
              holds(name => {
                const { kind } =
                  readings[
                    CELLS.findIndex(
                      cell => cell.entityRef === ref && cell.fact === name,
                    )
                  ];
                return kind === 'ok' || kind === 'bad'
                  ? kind === 'ok'
                  : undefined;
              }),
            ),
          );
          const status = { true: 'pass', false: 'fail', undefined: 'unknown' };
          expect(document.items[0].status).toBe(
            status[`${expected}` as keyof typeof status],
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('order', () => {
  it('of items, facts, members and statements does not matter', () => {
    fc.assert(
      fc.property(world, given => {
        const input = inputFor(given);
        const turned: EvaluateInput = {
          ...input,
          checklist: compiled({
            ...given.written,
            items: [...given.written.items!].reverse(),
          }),
          members: [...input.members].reverse(),
          facts: [...input.facts].reverse(),
          attestations: [...input.attestations].reverse(),
          waivers: [...input.waivers].reverse(),
          notConnected: [...input.notConnected].reverse(),
          conditions: [...input.conditions].reverse(),
        };
        const before = evaluate(input);
        const after = evaluate(turned);
        expect({
          ...after.document,
          checklist: before.document.checklist,
          items: [...after.document.items].reverse(),
          members: after.document.members.map(member => ({ ...member })),
        }).toEqual(before.document);
        expect(after.validUntil).toBe(before.validUntil);
        expect(after.conditions).toEqual(before.conditions);
        expect(inputHash({ ...turned, checklist: input.checklist })).toBe(
          inputHash(input),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('roll-up', () => {
  /** The rule in the words of semantics 5.1. */
  function naive(statuses: readonly Status[]): Status {
    const left = statuses.filter(status => status !== 'not-applicable');
    if (left.length === 0) return 'not-applicable';
    if (left.some(status => status === 'fail')) return 'fail';
    if (left.some(status => status === 'unknown')) return 'unknown';
    if (left.some(status => status === 'waived')) return 'waived';
    return 'pass';
  }

  it('is the rule computed naively', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom<Status>(
            'pass',
            'fail',
            'unknown',
            'waived',
            'not-applicable',
          ),
        ),
        statuses => {
          expect(rollUp(statuses)).toBe(naive(statuses));
        },
      ),
    );
  });

  it('goes over members first, then over criteria', () => {
    fc.assert(
      fc.property(world, given => {
        const { document } = evaluate(inputFor(given));
        for (const item of document.items) {
          for (const criterion of item.criteria) {
            expect(criterion.status).toBe(
              naive(criterion.entities.map(({ status }) => status)),
            );
          }
          expect(item.status).toBe(
            naive(item.criteria.map(({ status }) => status)),
          );
          expect(item.rawStatus).toBe(
            naive(item.criteria.map(({ rawStatus }) => rawStatus)),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('skipping by hash and validUntil', () => {
  it('never differs from evaluating anew', () => {
    fc.assert(
      fc.property(world, fc.nat(10_000), (given, share) => {
        const input = inputFor(given);
        const first = evaluate(input);
        const hash = inputHash(input);
        // Anywhere up to the last moment, and on the last moment itself.
        const horizon = (first.validUntil ?? NOW + 30 * DAY) - NOW;
        for (const later of [
          NOW + Math.floor((horizon * share) / 10_001),
          NOW + horizon - 1,
        ]) {
          const again = { ...input, now: later };
          expect(inputHash(again)).toBe(hash);
          expect(evaluate(again)).toEqual(first);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is shown', () => {
  it('every unknown has a cause and someone who can end it, nothing else has', () => {
    fc.assert(
      fc.property(world, given => {
        const { document } = evaluate(inputFor(given));
        for (const item of document.items) {
          for (const { entities } of item.criteria) {
            for (const result of entities) {
              const isUnknown = result.rawStatus === 'unknown';
              expect(result.cause !== undefined).toBe(isUnknown);
              expect(result.who !== undefined).toBe(isUnknown);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the path leads to GO, and no shorter one does', () => {
    const SIZE = 5;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Status>('pass', 'fail', 'unknown'), {
          minLength: SIZE,
          maxLength: SIZE,
        }),
        statuses => {
          const { path, verdict } = evaluate(statusWorld(statuses)).document;
          const passing = (names: readonly string[]) =>
            statuses.map((status, index) =>
              names.some(name => name.startsWith(`i${index}`))
                ? 'pass'
                : status,
            );
          const also = path.anyOf.items.slice(0, path.anyOf.needed);
          const reached = evaluate(
            statusWorld(passing([...path.musts, ...also])),
          );
          expect(reached.document.verdict).toBe('go');
          expect(path.musts.length + path.anyOf.needed > 0).toBe(
            verdict !== 'go',
          );

          const open = statuses.flatMap((status, index) =>
            status === 'pass' ? [] : [`i${index}`],
          );
          const shorter = subsets(open).filter(
            names => names.length < path.musts.length + path.anyOf.needed,
          );
          for (const names of shorter) {
            expect(
              evaluate(statusWorld(passing(names))).document.verdict,
            ).not.toBe('go');
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function subsets(names: readonly string[]): string[][] {
  return names.reduce<string[][]>(
    (found, name) => [...found, ...found.map(set => [...set, name])],
    [[]],
  );
}
