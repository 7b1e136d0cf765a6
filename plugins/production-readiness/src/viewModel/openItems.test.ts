import { decidedReview } from '../testing/reviewFixture';
import { openItemsInOrder } from './openItems';

it('puts what is due first first, and what was closed last', () => {
  const [item] = decidedReview().openItems;
  const of = (id: string, dueAt: string, closedAt: string | null = null) => ({
    ...item,
    item: id,
    dueAt,
    closedAt,
  });
  expect(
    openItemsInOrder([
      of('closed', '2026-12-01T00:00:00.000Z', '2026-11-30T00:00:00.000Z'),
      of('later', '2026-12-24T00:00:00.000Z'),
      of('late', '2026-11-01T00:00:00.000Z'),
    ]).map(each => each.item),
  ).toEqual(['late', 'later', 'closed']);
});
