import type {
  ItemView,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export type Tally = Record<Status, number> & {
  /** All but what does not apply. */
  applicable: number;
};

/** Counts items by status; every item is in exactly one of the numbers. */
export function tallyOf(items: Pick<ItemView, 'status'>[]): Tally {
  const tally: Tally = {
    pass: 0,
    fail: 0,
    unknown: 0,
    waived: 0,
    'not-applicable': 0,
    applicable: 0,
  };
  for (const { status } of items) {
    tally[status] += 1;
    if (status !== 'not-applicable') tally.applicable += 1;
  }
  return tally;
}

export interface CategoryTally {
  id: string;
  title: string;
  tally: Tally;
}

/** Categories in the checklist's order, without those that no item on the page is in. */
export function tallyCategories(
  items: ItemView[],
  categories: { id: string; title: string }[],
): CategoryTally[] {
  return categories.flatMap(({ id, title }) => {
    const own = items.filter(item => item.category === id);
    return own.length ? [{ id, title, tally: tallyOf(own) }] : [];
  });
}
