import { review } from '../testing/reviewFixture';
import { concernedRows } from './concernedRows';

it('lists triggers, critical items and GO criteria of these ids, the worst first', () => {
  const ids = ['G4', 'G1', 'N2', 'C3'];
  expect(
    concernedRows(review(), ids).map(({ kind, row }) => [kind, row.id]),
  ).toEqual([
    ['no-go', 'N2'],
    ['critical', 'C3'],
    ['go', 'G1'],
    ['go', 'G4'],
  ]);
});

it('leaves out what the board does not have', () => {
  expect(concernedRows(review(), ['gone'])).toEqual([]);
});
