import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';

const WORST_FIRST: Status[] = ['fail', 'unknown', 'waived', 'pass'];

/**
 * The worst of several statuses: fail, unknown, waived, pass. What is not
 * applicable drops out; nothing at all is not applicable (semantics 5.1).
 *
 * @public
 */
export function rollUp(statuses: Iterable<Status>): Status {
  let worst = WORST_FIRST.length;
  for (const status of statuses) {
    const rank = WORST_FIRST.indexOf(status);
    if (rank !== -1 && rank < worst) worst = rank;
  }
  return WORST_FIRST[worst] ?? 'not-applicable';
}
