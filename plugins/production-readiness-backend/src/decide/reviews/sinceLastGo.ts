import type {
  ScorecardDocument,
  SinceLastGo,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredReview } from '../../store/reviewTypes';

/** The better the higher; what does not apply is as good as what passes. */
const RANK: Record<Status, number> = {
  fail: 0,
  unknown: 1,
  waived: 2,
  pass: 3,
  'not-applicable': 3,
};

/** What changed since the last GO: what is worse comes first (semantics 6.6). */
export function sinceLastGo(
  previous: StoredReview | undefined,
  document: ScorecardDocument | undefined,
): SinceLastGo | null {
  const decision = previous?.decision;
  if (!previous || !decision || !document) return null;
  const known = document.items.flatMap(({ id, title, status: to }) => {
    const from = decision.items[id];
    return from === undefined ? [] : [{ item: id, title, from, to }];
  });
  const change = (sign: 1 | -1) =>
    known.filter(({ from, to }) => sign * (RANK[to] - RANK[from]) > 0);
  const worse = change(-1);
  const better = change(1);
  return {
    reviewId: previous.id,
    number: previous.number,
    decidedAt: decision.at,
    worse,
    better,
    added: document.items
      .filter(({ id }) => decision.items[id] === undefined)
      .map(({ id, title }) => ({ item: id, title })),
    carriedOver: known.length - worse.length - better.length,
  };
}
