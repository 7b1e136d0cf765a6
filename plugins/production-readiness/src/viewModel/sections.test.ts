import { CATEGORIES, kamiyoItems } from '../testing/kamiyoItems';
import { groupItems } from './sections';

it('keeps every item, under category and section', () => {
  const items = kamiyoItems();
  const groups = groupItems(items, CATEGORIES);
  expect(groups.map(each => each.id)).toEqual(CATEGORIES.map(each => each.id));
  expect(groups[0].sections.map(each => each.title)).toEqual([
    'Render.com services',
    'DNS & Domain',
    'Networking',
    'Scaling',
  ]);
  expect(
    groups.flatMap(each => each.sections.flatMap(section => section.items)),
  ).toHaveLength(items.length);
});

it('leaves out what is empty', () => {
  expect(groupItems([], CATEGORIES)).toEqual([]);
});
