import { kamiyoItems } from '../testing/kamiyoItems';
import { tallyCategories, tallyOf } from './tally';

it('counts every item once', () => {
  const items = kamiyoItems();
  const tally = tallyOf(items);
  expect(tally).toEqual({
    pass: 17,
    fail: 2,
    unknown: 19,
    waived: 1,
    'not-applicable': 1,
    applicable: 39,
  });
  expect(tally.applicable + tally['not-applicable']).toBe(items.length);
});

it('keeps the order of categories and leaves out empty ones', () => {
  const items = kamiyoItems().filter(each =>
    ['legal', 'database'].includes(each.category),
  );
  expect(
    tallyCategories(items, [
      { id: 'database', title: 'Database' },
      { id: 'empty', title: 'Empty' },
      { id: 'legal', title: 'Legal' },
    ]).map(each => [each.id, each.tally.pass, each.tally.applicable]),
  ).toEqual([
    ['database', 2, 3],
    ['legal', 2, 2],
  ]);
});
