import { all, holds, some } from './formula';
import type { Formula } from './formula';
import { least } from './least';

const smallest = (formula: Formula, gains: Formula[] = []) =>
  least({ formula, gains, wanted: 0 })!;
const [A, B, C, D, E] = [...'abcde'].map((atom): Formula => ({ atom }));

describe('the smallest set that makes a formula true', () => {
  it.each<{ name: string; formula: Formula; expected: string[] }>([
    { name: 'nothing to do', formula: all([]), expected: [] },
    { name: 'what is true already', formula: some(1, [true, A]), expected: [] },
    { name: 'all', formula: all([A, B, A]), expected: ['a', 'b'] },
    { name: 'one of two, by name', formula: some(1, [B, A]), expected: ['a'] },
    {
      name: 'the shorter alternative',
      formula: some(1, [all([A, B]), C]),
      expected: ['c'],
    },
    {
      name: 'what is needed anyway settles an alternative',
      formula: all([some(1, [A, B]), B]),
      expected: ['b'],
    },
    {
      name: 'one that serves two rows, though each had another first by name',
      formula: all([some(1, [A, E]), some(1, [B, E])]),
      expected: ['e'],
    },
    {
      name: 'two of three',
      formula: some(2, [A, all([B, C]), D]),
      expected: ['a', 'd'],
    },
    {
      name: 'two of three where one is true already',
      formula: some(2, [true, all([B, C]), D]),
      expected: ['d'],
    },
    {
      name: 'rows that share nothing',
      formula: all([some(1, [A, B]), some(1, [C, all([D, E])])]),
      expected: ['a', 'c'],
    },
  ])('$name', ({ formula, expected }) => {
    const found = smallest(formula);
    expect([...found].sort()).toEqual(expected);
    expect(holds(formula, found)).toBe(true);
  });

  it('of equally small ones takes the one that gains more', () => {
    const formula = some(1, [A, B]);
    expect([...smallest(formula, [B])]).toEqual(['b']);
  });

  it('is not stopped by many independent alternatives', () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      some(1, [{ atom: `x${index}` }, { atom: `y${index}` }]),
    );
    expect(smallest(all(rows)).size).toBe(40);
  });

  it('cannot be made true out of nothing', () => {
    expect(holds(some(1, []), new Set(['a']))).toBe(false);
  });
});
