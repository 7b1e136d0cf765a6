import type {
  CriterionView,
  EntityResultView,
  ItemView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export interface FixEntry {
  item: ItemView;
  /** Roles of the failing criteria, in their order. */
  roles: string[];
  /** The first failing criterion, in one line. */
  reason: string;
  /** Failing criteria besides the one in `reason`. */
  more: number;
}

/** What is known to be wrong: critical items first, then the checklist's order. */
export function fixList(items: ItemView[]): FixEntry[] {
  const failing = items.filter(item => item.status === 'fail');
  return [
    ...failing.filter(item => item.critical),
    ...failing.filter(item => !item.critical),
  ].map(toEntry);
}

function toEntry(item: ItemView): FixEntry {
  const failing = item.criteria.filter(each => each.status === 'fail');
  const roles = failing.map(each => each.role || item.role);
  return {
    item,
    roles: [...new Set(roles.length ? roles : [item.role])],
    reason: failing.length ? reasonOf(failing[0]) : '',
    more: Math.max(0, failing.length - 1),
  };
}

function reasonOf(criterion: CriterionView): string {
  const result = criterion.entities.find(each => each.status === 'fail');
  return (result && messageOf(result)) ?? criterion.text;
}

function messageOf(result: EntityResultView): string | undefined {
  return (
    result.message ??
    result.leaves.find(leaf => leaf.truth === 'false' && leaf.message)?.message
  );
}
