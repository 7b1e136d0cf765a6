import type {
  ReviewState,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export type StepId = 'open' | 'signed' | 'decided' | 'launched' | 'verified';

/**
 * `skipped`: the review went on without it. `lost`: it was reached and holds no
 * more. `never`: the review ended before it.
 */
export type StepState = 'done' | 'now' | 'ahead' | 'skipped' | 'lost' | 'never';

export interface ReviewStep {
  id: StepId;
  state: StepState;
  at?: string;
  /** User entity ref. */
  by?: string;
}

type Reviewed = Pick<
  ReviewView,
  | 'state'
  | 'openedAt'
  | 'openedBy'
  | 'signOffs'
  | 'signOffDetails'
  | 'decision'
  | 'withdrawn'
  | 'launch'
  | 'postLaunch'
>;

/** States from which a review goes on by itself or by somebody's hand. */
const ON_ITS_WAY: ReadonlySet<ReviewState> = new Set<ReviewState>([
  'open',
  'decided',
  'launched',
]);

/** The way of a review from being opened to being verified, with where it stands. */
export function reviewSteps(review: Reviewed): ReviewStep[] {
  const steps: ReviewStep[] = [
    {
      id: 'open',
      state: 'done',
      at: review.openedAt,
      by: review.openedBy,
    },
    { id: 'signed', ...signedStep(review) },
    { id: 'decided', ...decidedStep(review) },
    { id: 'launched', ...launchedStep(review) },
    { id: 'verified', state: verifiedState(review) },
  ];
  if (!ON_ITS_WAY.has(review.state)) return steps.map(ended);
  // A NO-GO leads nowhere until the review is reopened.
  if (review.state === 'decided' && review.decision?.outcome === 'no-go') {
    return steps.map(ended);
  }
  const next = steps.find(each => each.state === 'ahead');
  return steps.map(each => (each === next ? { ...each, state: 'now' } : each));
}

function ended(step: ReviewStep): ReviewStep {
  return step.state === 'ahead' ? { ...step, state: 'never' } : step;
}

function signedStep(review: Reviewed): Omit<ReviewStep, 'id'> {
  const { given, wanted } = review.signOffs;
  const isDecided = review.decision !== null;
  if (given < wanted) return { state: isDecided ? 'skipped' : 'ahead' };
  const times = review.signOffDetails.flatMap(each => each.at ?? []).sort();
  const at = times[times.length - 1];
  return { state: 'done', ...(at && { at }) };
}

function decidedStep({ decision, state }: Reviewed): Omit<ReviewStep, 'id'> {
  if (!decision) return { state: 'ahead' };
  const isLost = state === 'withdrawn' || state === 'expired';
  const { at, by } = decision;
  return { state: isLost ? 'lost' : 'done', at, by };
}

function launchedStep({ launch }: Reviewed): Omit<ReviewStep, 'id'> {
  return launch ? { state: 'done', ...launch } : { state: 'ahead' };
}

function verifiedState({ state }: Reviewed): StepState {
  return state === 'verified' ? 'done' : 'ahead';
}
