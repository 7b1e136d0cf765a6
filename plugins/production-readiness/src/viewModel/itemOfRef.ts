import type {
  CriterionView,
  ItemView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** The item that an id speaks of: a criterion's is `<item id>/<criterion>`, an item's its own. */
export function itemOfRef(ref: string): string {
  return ref.split('/')[0];
}

/** What items and criteria are called, by id. */
export function titlesOf(items: ItemView[]): Map<string, string> {
  return new Map(
    items.flatMap(item => [
      [item.id, item.title] as const,
      ...item.criteria.map(each => [each.id, each.text] as const),
    ]),
  );
}

/** Criteria by id. */
export function criteriaById(items: ItemView[]): Map<string, CriterionView> {
  return new Map(
    items.flatMap(item => item.criteria.map(each => [each.id, each] as const)),
  );
}
