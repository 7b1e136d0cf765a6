import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { isSettled } from './blockers';
import { culpritsOf } from './culprits';
import type { ProvenRow } from './rows';

/**
 * Whether the gate's answer binds (semantics 5.7): not while the checklist
 * observes, nor while all that stands in the way are items that are enforced
 * later. The computation is the same either way.
 */
export function isEnforced(
  { mode, items }: Checklist,
  rows: readonly ProvenRow[],
  isAhead: (date: string) => boolean,
): boolean {
  if (mode === 'observe') return false;
  const starts = new Map(items.map(item => [item.id, item.enforceFrom]));
  const isLater = (item: string | undefined) => {
    const start = item === undefined ? undefined : starts.get(item);
    return start !== undefined && isAhead(start);
  };
  const open = rows.filter(row => !isSettled(row));
  if (open.length === 0) return true;
  return open.some(({ proof, kind }) => {
    const culprits = culpritsOf(proof, kind === 'no-go' ? 'false' : 'true');
    return culprits.length === 0 || culprits.some(({ item }) => !isLater(item));
  });
}
