import type {
  CriterionView,
  ItemView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { actualInShort, restatesExpected } from './actual';

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

/** What was found, and the server's sentence; a bare expectation gets the criterion's text or the values in front. */
function reasonOf(criterion: CriterionView): string {
  const result = criterion.entities.find(each => each.status === 'fail');
  const leaf = result?.leaves.find(
    each => each.counted && each.truth === 'false',
  );
  const message = result?.message ?? leaf?.message;
  if (!message) return criterion.text;
  if (!leaf || !restatesExpected(message, leaf)) return message;
  return `${actualInShort(leaf) || criterion.text} · ${message}`;
}
