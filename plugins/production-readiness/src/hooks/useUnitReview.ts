import { useApi } from '@backstage/core-plugin-api';
import type {
  ReviewSummary,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { reviewsOfUnit } from '../viewModel/currentReview';
import { useKeyedAsync, type Loaded } from './useKeyedAsync';
import { useLive } from './useLive';

/** Of so many of the newest reviews all may have been cancelled before one counts. */
const LOOKED_AT = 20;

export interface UnitReview {
  /** The review that the board is about; null: none is under way. */
  current: ReviewView | null;
  last: ReviewSummary | null;
}

/** The launch review of a launch unit that is under way, kept up to date. */
export function useUnitReview(unit: {
  subjectRef: string;
  checklist: string;
}): Loaded<UnitReview> {
  const api = useApi(productionReadinessApiRef);
  const { subjectRef, checklist } = unit;
  const loaded = useKeyedAsync(`${subjectRef}|${checklist}`, async () => {
    const { reviews } = await api.listReviews({
      entityRef: subjectRef,
      checklist,
      limit: LOOKED_AT,
    });
    const { current, last } = reviewsOfUnit(reviews);
    return { current: current && (await api.getReview(current.id)), last };
  });
  useLive({ review: loaded.value?.current, reload: loaded.reload });
  return loaded;
}
