import type { LeafView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { fullValue } from './format';

const LONGEST = 60;
const MOST = 3;

type ReadValue = NonNullable<LeafView['values']>[number];

/** Each value once: an expression may read the same place several times. */
export function distinctValues(leaf: Pick<LeafView, 'values'>): ReadValue[] {
  const byPlace = new Map<string, ReadValue>();
  for (const each of leaf.values ?? []) {
    byPlace.set(`${each.entityRef}|${each.fact}|${each.path}`, each);
  }
  return [...byPlace.values()];
}

/** What was found, short enough for a line: `csp = null`. Empty where all of it is long or a list. */
export function actualInShort(leaf: Pick<LeafView, 'values'>): string {
  return distinctValues(leaf)
    .filter(({ value }) => value === null || typeof value !== 'object')
    .map(({ fact, path, value }) => `${path || fact} = ${fullValue(value)}`)
    .filter(text => text.length <= LONGEST)
    .slice(0, MOST)
    .join(', ');
}

/** Whether a message says no more than what was expected, which stands elsewhere. */
export function restatesExpected(
  message: string | undefined,
  leaf: Pick<LeafView, 'expected'>,
): boolean {
  return Boolean(message && leaf.expected && message.endsWith(leaf.expected));
}
