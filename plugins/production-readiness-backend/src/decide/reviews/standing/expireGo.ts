import type { StoredReview } from '../../../store/reviewTypes';
import type { Store } from '../../../store/types';

/** Whether a decision held for a time that is over before anybody launched. */
export function isExpired(
  { state, decision }: StoredReview,
  now: Date,
): boolean {
  return (
    state === 'decided' &&
    decision !== null &&
    decision.validUntil !== null &&
    decision.validUntil <= now.toISOString()
  );
}

/** Ends a decision whose time is over, and tells it, once; false: another process did, or it was launched. */
export async function expireGo(
  store: Store,
  review: StoredReview,
  now: Date,
): Promise<boolean> {
  const { decision } = review;
  return store.knex.transaction(async tx => {
    // Evidence is compared with what is live again.
    await store.subjects.bump(review, now, tx);
    return store.reviews.move(tx, review, {
      from: ['decided'],
      to: 'expired',
      move: {
        by: null,
        kind: 'go-expired',
        text: `The decision held until ${decision?.validUntil}, and nobody launched`,
        payload: {
          validUntil: decision?.validUntil ?? null,
          decidedBy: decision?.by ?? null,
        },
        now,
      },
    });
  });
}
