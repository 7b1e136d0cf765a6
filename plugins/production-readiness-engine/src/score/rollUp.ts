import type { Status } from '@production-readiness/backstage-plugin-production-readiness-common';

const WORST_FIRST: Status[] = ['fail', 'unknown', 'waived', 'pass'];
const RANK: Record<Status, number> = {
  fail: 0,
  unknown: 1,
  waived: 2,
  pass: 3,
  'not-applicable': 4,
};

/** The worse of two statuses. */
export function worse(a: Status, b: Status): Status {
  return RANK[b] < RANK[a] ? b : a;
}

/**
 * The worst of several statuses: fail, unknown, waived, pass. What is not
 * applicable drops out; nothing at all is not applicable (semantics 5.1).
 *
 * @public
 */
export function rollUp(statuses: Iterable<Status>): Status {
  let worst = WORST_FIRST.length;
  for (const status of statuses) {
    if (RANK[status] < worst) worst = RANK[status];
  }
  return WORST_FIRST[worst] ?? 'not-applicable';
}
