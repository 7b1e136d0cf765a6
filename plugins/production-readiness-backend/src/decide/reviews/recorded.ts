import type { RecordedReview } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ReadReview } from './ReviewReader';

/** A review as a record names it. */
export function recordedReview({
  review,
  row,
}: Pick<ReadReview, 'review'> & {
  row: { title: string | null } | undefined;
}): RecordedReview {
  const { id, number, subjectRef, plannedAt: planned } = review;
  return {
    id,
    number,
    subjectRef,
    title: row?.title ?? null,
    plannedAt: planned,
    separation: review.separation,
    pinned: review.pinned,
  };
}
