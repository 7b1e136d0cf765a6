import fc from 'fast-check';
import type {
  Pinned,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { digestOf } from '../checklist/digest';
import { evaluate } from '../evaluate/evaluate';
import type { EvaluateInput } from '../evaluate/input';
import {
  CELLS,
  inputFor,
  STATEMENTS,
  world,
} from '../testing/__testUtils__/worlds';
import type { Reading, World } from '../testing/__testUtils__/worlds';
import { compareSignOff } from './compareSignOff';
import { signOffContents } from './signOffContent';
import type { SignOffContent } from './signOffContent';
import type { Standing } from './units';

const PINNED: Pinned = {
  checklist: { id: 'test', version: '1', digest: 'abc' },
  members: [],
  targets: {},
  declared: {},
  releases: [],
};
const ROLES = ['owner', 'security'];

const inputOf = (given: World): EvaluateInput =>
  inputFor({
    ...given,
    written: { ...given.written, review: { signOffs: ROLES } },
  });

const contentsOf = (input: EvaluateInput) =>
  signOffContents({ input, pinned: PINNED });

/** What becomes of the sign-offs of the one when things are as in the other. */
function compared(before: EvaluateInput, after: EvaluateInput) {
  const signed = contentsOf(before);
  const current = contentsOf(after);
  return ROLES.map(role => compareSignOff(signed[role], current[role]).state);
}

it('an equal re-run voids and suspends nothing', () => {
  fc.assert(
    fc.property(world, fc.nat(1_000), (given, share) => {
      const input = inputOf(given);
      const { validUntil, conditions } = evaluate(input);
      const horizon = (validUntil ?? input.now + 1_000) - input.now;
      const again: EvaluateInput = {
        ...input,
        now: input.now + Math.floor((horizon * share) / 1_001),
        conditions,
        members: [...input.members].reverse(),
        facts: [...input.facts].reverse().map(record => ({
          ...record,
          collectedAt: new Date(input.now).toISOString(),
        })),
        attestations: [...input.attestations].reverse(),
        waivers: [...input.waivers].reverse(),
      };
      expect(compared(input, again)).toEqual(['stands', 'stands']);
      for (const role of ROLES) {
        expect(digestOf(contentsOf(again)[role])).toBe(
          digestOf(contentsOf(input)[role]),
        );
      }
    }),
    { numRuns: 200 },
  );
});

it('what is not known any more never voids', () => {
  fc.assert(
    fc.property(
      world,
      fc.uniqueArray(fc.nat(CELLS.length - 1), { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(fc.nat(STATEMENTS.length - 1), { maxLength: 2 }),
      fc.constantFrom<Reading>(
        { kind: 'gone' },
        { kind: 'expired' },
        { kind: 'miss', cause: 'collector-failing' },
      ),
      (given, cells, unsaid, lost) => {
        const readings = [...given.readings];
        for (const cell of cells) {
          const { kind } = given.readings[cell];
          // A condition is not evidence for or against: it says what applies.
          if (CELLS[cell].fact === 'http.home') continue;
          if (kind !== 'ok' && kind !== 'bad') continue;
          // A report once pushed stays stored: it is lost by growing old.
          const isReport = CELLS[cell].fact === 'report.k6';
          readings[cell] = isReport ? { kind: 'expired' } : lost;
        }
        const statements = [...given.statements];
        for (const index of unsaid) statements[index] = undefined;
        const before = inputOf(given);
        const after: EvaluateInput = {
          ...inputOf({ ...given, readings, statements }),
          // What was known true is handed on, as a run does.
          conditions: evaluate(before).conditions,
        };
        expect(compared(before, after)).not.toContain('void');
      },
    ),
    { numRuns: 500 },
  );
});

it('a row that is known worse voids the sign-off of someone', () => {
  let worse = 0;
  fc.assert(
    fc.property(
      world,
      fc.uniqueArray(fc.nat(CELLS.length - 1), { minLength: 2, maxLength: 6 }),
      (given, cells) => {
        const readings = [...given.readings];
        for (const cell of cells) readings[cell] = { kind: 'bad' };
        const before = inputOf(given);
        const after = inputOf({ ...given, readings });
        const isWorse = isAnyKnownWorse(
          evaluate(before).document,
          evaluate(after).document,
        );
        if (isWorse) worse += 1;
        expect(!isWorse || compared(before, after).includes('void')).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
  // Else the property would say nothing.
  expect(worse).toBeGreaterThan(40);
});

it('places decide by the worst of them: known worse, then unknown', () => {
  const standing = fc.constantFrom<Standing>(
    'well',
    'ill',
    'unknown',
    'waived',
    'not-applicable',
  );
  const content = (standings: readonly Standing[]): SignOffContent => ({
    role: 'owner',
    checklist: PINNED.checklist,
    pinned: PINNED,
    rows: ['G'],
    standings: standings.map((one, index) => ({
      key: `row:G.${index}`,
      row: 'G',
      trigger: false,
      standing: one,
    })),
    statements: [],
    waivers: [],
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(standing, standing)), pairs => {
      const signed = content(pairs.map(([was]) => was));
      const current = content(pairs.map(([, now]) => now));
      const becomes = (is: (was: Standing, now: Standing) => boolean) =>
        pairs.some(([was, now]) => was !== now && is(was, now));
      const expected = () => {
        if (becomes((_, now) => now === 'ill')) return 'void';
        return becomes((_, now) => now === 'unknown') ? 'suspended' : 'stands';
      };
      expect(compareSignOff(signed, current).state).toBe(expected());
    }),
  );
});

/** A GO criterion or critical item is known false, or a trigger holds, that was not before. */
function isAnyKnownWorse(
  before: ScorecardDocument,
  after: ScorecardDocument,
): boolean {
  const against = ({ critical, go, noGo }: ScorecardDocument) => [
    ...[...critical, ...go].map(({ truth }) => truth === 'false'),
    ...noGo.map(({ truth }) => truth === 'true'),
  ];
  const was = against(before);
  return against(after).some((isAgainst, index) => isAgainst && !was[index]);
}
