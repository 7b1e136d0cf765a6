import type { Blocker } from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from '../evaluate/causes';
import { culpritsOf } from './culprits';
import type { ProvenRow } from './rows';

/** What is known to stand against a GO: a failing row, or a trigger that holds. */
export function blockersOf(rows: readonly ProvenRow[]): Blocker[] {
  return rows.filter(isKnownAgainst).map(({ kind, id, title, row, proof }) => ({
    kind,
    id,
    title,
    message: row.message ?? title,
    items: itemsOf(
      culpritsOf(proof, kind === 'no-go' ? 'false' : 'true').filter(
        culprit => culprit.known === 'fails',
      ),
    ),
  }));
}

/** Whether a row is known to stand against a GO. */
export function isKnownAgainst({ kind, row }: ProvenRow): boolean {
  return row.truth === (kind === 'no-go' ? 'true' : 'false');
}

/** Whether a row is settled in favour, or does not apply. */
export function isSettled({ kind, row }: ProvenRow): boolean {
  return (
    row.truth === 'not-applicable' ||
    row.truth === (kind === 'no-go' ? 'false' : 'true')
  );
}

export function itemsOf(culprits: readonly { item?: string }[]): string[] {
  const items = culprits.flatMap(({ item }) => (item ? [item] : []));
  return [...new Set(items)].sort(compareText);
}
