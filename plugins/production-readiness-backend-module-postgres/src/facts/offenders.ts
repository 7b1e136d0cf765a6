import { z } from 'zod';

/** Names that are kept of a list; a longer one is cut, and says so. */
const MOST = 100;

export const nameList = z.array(z.string());

/** Names that break a rule, without those that configuration excepts. */
export function offenders(
  rows: { name: string }[],
  exceptions: string[] = [],
): string[] {
  return [...new Set(rows.map(({ name }) => name))].filter(
    name => !exceptions.includes(name),
  );
}

/**
 * Lists as a value holds them. Cut ones are never empty: whether there is any
 * offender stays known, which ones there are does not (`complete`).
 */
export function boundedLists<TKey extends string>(
  lists: Record<TKey, string[]>,
): Record<TKey, string[]> & { complete: boolean } {
  const entries = Object.entries<string[]>(lists);
  return {
    ...(Object.fromEntries(
      entries.map(([key, list]) => [key, list.slice(0, MOST)]),
    ) as Record<TKey, string[]>),
    complete: entries.every(([, list]) => list.length <= MOST),
  };
}

/** `none`, or the first few names. */
export function inWords(names: string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
