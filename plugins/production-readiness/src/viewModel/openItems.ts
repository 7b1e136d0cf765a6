import type { OpenItem } from '@production-readiness/backstage-plugin-production-readiness-common';

/** What is due first comes first, so that what is late does; what was closed comes last. */
export function openItemsInOrder(items: OpenItem[]): OpenItem[] {
  const rank = ({ closedAt }: OpenItem) => (closedAt ? 1 : 0);
  return [...items].sort(
    (a, b) => rank(a) - rank(b) || a.dueAt.localeCompare(b.dueAt),
  );
}
