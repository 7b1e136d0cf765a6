import type {
  ReviewState,
  ReviewSummary,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Nothing is left to be done about it but to review the next launch. */
const FINISHED: ReadonlySet<ReviewState> = new Set<ReviewState>([
  'verified',
  'superseded',
]);

export interface ReviewsOfUnit {
  /** The one that a launch unit's board is about. */
  current: ReviewSummary | null;
  /** The newest one that came to an end, where none is current. */
  last: ReviewSummary | null;
}

/**
 * The newest review that was not cancelled is the current one until it is
 * verified; one that is withdrawn or expired, or came to a NO-GO, stays, since
 * it waits for being reopened.
 */
export function reviewsOfUnit(reviews: ReviewSummary[]): ReviewsOfUnit {
  const [newest] = reviews
    .filter(each => each.state !== 'cancelled')
    .sort((a, b) => b.number - a.number);
  if (!newest) return { current: null, last: null };
  return FINISHED.has(newest.state)
    ? { current: null, last: newest }
    : { current: newest, last: null };
}

/** Whether the next launch can be reviewed: one review of a launch unit is open at a time. */
export function canOpenNext(current: Pick<ReviewSummary, 'state'> | null) {
  return current === null || current.state !== 'open';
}
