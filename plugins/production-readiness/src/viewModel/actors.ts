import type {
  EntityResultView,
  ItemView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/**
 * Who has to do something about an item: the roles of its failing criteria, and
 * whoever can end its unknowns. Empty where nothing is open.
 */
export function actorsOf(item: ItemView): string[] {
  const actors = new Set<string>();
  for (const criterion of item.criteria) {
    for (const result of criterion.entities) {
      const actor = actorOfResult(result, criterion.role || item.role);
      if (actor) actors.add(actor);
    }
  }
  return [...actors];
}

/** Roles of what is known to be wrong with an item, in the order of its criteria. */
export function failingRoles(item: ItemView): string[] {
  const roles = item.criteria
    .filter(each => each.status === 'fail')
    .map(each => each.role || item.role);
  return [...new Set(roles)];
}

/** Whether something of it is known to be wrong, waived or not: only then is there something to fix. */
export function hasFailing(item: ItemView): boolean {
  return item.criteria.some(each => each.rawStatus === 'fail');
}

function actorOfResult(
  result: EntityResultView,
  role: string,
): string | undefined {
  if (result.status === 'fail') return role;
  if (result.status === 'unknown') return result.who ?? role;
  return undefined;
}

/** Everyone who has something to do here, the most burdened first. */
export function actorsOnPage(items: ItemView[]): string[] {
  const counts = new Map<string, number>();
  for (const actor of items.flatMap(actorsOf)) {
    counts.set(actor, (counts.get(actor) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
    .map(([actor]) => actor);
}
