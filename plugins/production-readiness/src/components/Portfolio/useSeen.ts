import { useRef } from 'react';

/**
 * Everything that was ever passed while the screen is open, sorted: a choice
 * offers what other pages and filters brought, not only what is left after it.
 */
export function useSeen(values: string[]): string[] {
  const seen = useRef(new Set<string>());
  for (const value of values) seen.current.add(value);
  return [...seen.current].sort();
}
