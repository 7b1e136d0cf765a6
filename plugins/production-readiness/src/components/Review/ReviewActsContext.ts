import type {
  DecisionOutcome,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { createContext, useContext } from 'react';

/** A form that can stand over a review. */
export type ReviewDialog =
  | { kind: 'decide'; outcome: DecisionOutcome }
  | { kind: 'sign' | 'withdraw'; role: string }
  | { kind: 'assign'; item: string }
  | { kind: 'launch' | 'change' | 'cancel' | 'reopen' };

export interface ReviewActs {
  review: ReviewView;
  /** Opens the form for an act. */
  ask(dialog: ReviewDialog): void;
}

export const ReviewActsContext = createContext<ReviewActs | null>(null);

/** What people do to the review that the screen shows. */
export function useReviewActs(): ReviewActs {
  const acts = useContext(ReviewActsContext);
  if (!acts) throw new Error('No launch review is shown here');
  return acts;
}
