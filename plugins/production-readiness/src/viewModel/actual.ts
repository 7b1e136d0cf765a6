import type { LeafView } from '@production-readiness/backstage-plugin-production-readiness-common';

type ReadValue = NonNullable<LeafView['values']>[number];

/** Each value once: an expression may read the same place several times. */
export function distinctValues(leaf: Pick<LeafView, 'values'>): ReadValue[] {
  const byPlace = new Map<string, ReadValue>();
  for (const each of leaf.values ?? []) {
    byPlace.set(`${each.entityRef}|${each.fact}|${each.path}`, each);
  }
  return [...byPlace.values()];
}

/** Whether a message says no more than what was expected, which stands elsewhere. */
export function restatesExpected(
  message: string | undefined,
  leaf: Pick<LeafView, 'expected'>,
): boolean {
  return Boolean(message && leaf.expected && message.endsWith(leaf.expected));
}
