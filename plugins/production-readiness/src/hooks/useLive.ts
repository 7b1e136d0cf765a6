import { useSignal } from '@backstage/plugin-signals-react';
import type {
  ReviewState,
  ReviewSummary,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEffect, useRef } from 'react';
import useInterval from 'react-use/esm/useInterval';

const REVIEWS_CHANNEL = 'production-readiness:reviews';

/** People poll while it is open; after that only time and measurements move it. */
const EVERY_MS: Partial<Record<ReviewState, number>> = {
  open: 4_000,
  decided: 20_000,
  launched: 20_000,
};

/**
 * Fetches a review again every few seconds while its page is visible, at once
 * when a signal names it, and when the page comes back into sight.
 */
export function useLive(options: {
  review: Pick<ReviewSummary, 'id' | 'state'> | null | undefined;
  reload(): void;
}): void {
  const { review } = options;
  const reload = useRef(options.reload);
  reload.current = options.reload;
  const every = review ? EVERY_MS[review.state] : undefined;

  useInterval(() => {
    if (document.visibilityState === 'visible') reload.current();
  }, every ?? null);

  useEffect(() => {
    if (every === undefined) return undefined;
    const onReturn = () =>
      document.visibilityState === 'visible' && reload.current();
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, [every]);

  const { lastSignal } = useSignal<{ reviewId?: string }>(REVIEWS_CHANNEL);
  const id = review?.id;
  useEffect(() => {
    if (lastSignal?.reviewId && lastSignal.reviewId === id) reload.current();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new signal asks again
  }, [lastSignal]);
}
