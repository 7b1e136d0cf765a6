import type {
  PostLaunchCheckView,
  ReviewView,
  SignOffState,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { nextCheck } from './postLaunch';

/** What has to happen next, and whose turn it is; the first comes first. */
export type NextAct =
  /** A GO needs a GO verdict. */
  | { kind: 'verdict'; verdict: Exclude<Verdict, 'go'> }
  | { kind: 'sign-again' | 'sign' | 'known-again'; roles: string[] }
  | { kind: 'says-no'; roles: string[] }
  | { kind: 'decide' }
  /** The planned time is over, and nothing was decided. */
  | { kind: 'replan'; plannedAt: string }
  | { kind: 'launch'; plannedAt: string; overdue: boolean }
  | { kind: 'reopen'; after: 'no-go' | 'withdrawn' | 'expired' }
  | { kind: 'failed' | 'overdue'; checks: PostLaunchCheckView[] }
  | { kind: 'due'; check: PostLaunchCheckView }
  | { kind: 'settle' }
  | { kind: 'over'; state: 'verified' | 'cancelled' | 'superseded' };

type Reviewed = Pick<
  ReviewView,
  | 'state'
  | 'verdict'
  | 'plannedAt'
  | 'signOffDetails'
  | 'decision'
  | 'postLaunch'
>;

export function nextActs(review: Reviewed, now: number): NextAct[] {
  switch (review.state) {
    case 'open':
      return untilDecided(review, now);
    case 'decided':
      return review.decision?.outcome === 'no-go'
        ? [{ kind: 'reopen', after: 'no-go' }]
        : [untilLaunched(review, now)];
    case 'launched':
      return untilVerified(review);
    case 'withdrawn':
    case 'expired':
      return [{ kind: 'reopen', after: review.state }];
    default:
      return [{ kind: 'over', state: review.state }];
  }
}

/** What stands against the verdict comes before signatures: those cover it. */
function untilDecided(
  { verdict, signOffDetails, plannedAt }: Reviewed,
  now: number,
): NextAct[] {
  const acts: NextAct[] = [];
  if (verdict === 'no-go' || verdict === 'undecided') {
    acts.push({ kind: 'verdict', verdict });
  }
  const rolesIn = (state: SignOffState) =>
    signOffDetails.filter(each => each.state === state).map(({ role }) => role);
  const add = (
    kind: 'sign-again' | 'sign' | 'known-again' | 'says-no',
    roles: string[],
  ) => roles.length > 0 && acts.push({ kind, roles });
  add('sign-again', rolesIn('void'));
  add('sign', rolesIn('wanted'));
  add('known-again', rolesIn('suspended'));
  add(
    'says-no',
    signOffDetails
      .filter(each => each.state === 'given' && each.statement === 'no-go')
      .map(({ role }) => role),
  );
  if (!acts.length) acts.push({ kind: 'decide' });
  if (Date.parse(plannedAt) < now) acts.push({ kind: 'replan', plannedAt });
  return acts;
}

function untilLaunched({ plannedAt }: Reviewed, now: number): NextAct {
  return { kind: 'launch', plannedAt, overdue: Date.parse(plannedAt) < now };
}

function untilVerified({ postLaunch }: Reviewed): NextAct[] {
  const checks = postLaunch.flatMap(each => each.checks);
  const acts: NextAct[] = [];
  for (const kind of ['failed', 'overdue'] as const) {
    const own = checks.filter(each => each.state === kind);
    if (own.length) acts.push({ kind, checks: own });
  }
  const check = nextCheck(postLaunch);
  if (check) acts.push({ kind: 'due', check });
  return acts.length ? acts : [{ kind: 'settle' }];
}
