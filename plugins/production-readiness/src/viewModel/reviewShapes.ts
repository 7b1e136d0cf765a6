import type {
  DecisionOutcome,
  ReviewState,
  SignOffView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Shape } from './headline';

/** A launch by exception is neither good nor bad: somebody answers for it. */
const OUTCOMES: Record<DecisionOutcome, Shape | 'waived'> = {
  go: 'good',
  'no-go': 'bad',
  exception: 'waived',
};

export function outcomeShape(outcome: DecisionOutcome) {
  return OUTCOMES[outcome];
}

const STATES: Record<ReviewState, Shape> = {
  open: 'open',
  decided: 'open',
  launched: 'open',
  verified: 'good',
  withdrawn: 'bad',
  expired: 'open',
  cancelled: 'none',
  superseded: 'none',
};

export function stateShape(state: ReviewState): Shape {
  return STATES[state];
}

/** A sign-off that says no stands against the launch as one that is void does. */
export function signOffShape(
  signOff: Pick<SignOffView, 'state' | 'statement'>,
): Shape {
  if (signOff.state === 'void') return 'bad';
  if (signOff.state !== 'given') return 'open';
  return signOff.statement === 'no-go' ? 'bad' : 'good';
}
