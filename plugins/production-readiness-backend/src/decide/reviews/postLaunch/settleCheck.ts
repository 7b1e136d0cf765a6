import type { PostLaunchState } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { PostLaunchResult } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { StoredCheck } from '../../../store/reviewTypes';

/** A run that ends so soon after a window still judges what was in it. */
export const GRACE_MS = 15 * 60_000;

/** What a check comes to, and when the last person said what makes it pass. */
export interface CheckResult
  extends Pick<PostLaunchResult, 'truth' | 'message' | 'waitsForPerson'> {
  saidAt: string | null;
}

export interface SettleContext {
  now: Date;
  /**
   * Whether what is due was looked at just now: only then is a window that is
   * over judged, not by what happened to be stored before.
   */
  collected: boolean;
}

/** Nothing that comes later changes it. */
export function isClosed({ state }: StoredCheck): boolean {
  return (
    state === 'passed' || state === 'passed-late' || state === 'not-applicable'
  );
}

/** Its window was judged, or it passed before. */
export function isJudged(check: StoredCheck): boolean {
  return (
    isClosed(check) || check.state === 'overdue' || check.settledAt !== null
  );
}

/**
 * What becomes of a check. One that settles on a pass is closed by the first;
 * one at the deadline is judged when its window is over, and says before that
 * when it is known to fail. Where nothing is known by then it is overdue; what
 * passes after its window passed late. Undefined where nothing changes.
 */
export function settleCheck(
  before: StoredCheck,
  result: CheckResult,
  context: SettleContext,
): StoredCheck | undefined {
  if (isClosed(before)) return undefined;
  const now = context.now.toISOString();
  const isOver = now >= before.dueAt;
  const canJudge = isJudged(before) || (isOver && context.collected);
  const state = nextState(before, { ...result, canJudge, context });
  const isSettled =
    state !== 'waiting' &&
    state !== 'overdue' &&
    (canJudge || state !== 'failed');
  const wasSettled = state === before.state && before.settledAt !== null;
  const settledNow = isSettled ? now : null;
  const after: StoredCheck = {
    ...before,
    state,
    truth: result.truth,
    message: result.message ?? null,
    waitsForPerson: result.waitsForPerson,
    settledAt: wasSettled ? before.settledAt : settledNow,
  };
  return isSame(before, after) ? undefined : after;
}

function nextState(
  before: StoredCheck,
  {
    truth,
    saidAt,
    canJudge,
    context,
  }: CheckResult & { canJudge: boolean; context: SettleContext },
): PostLaunchState {
  const isOnPass = before.settles === 'on-pass';
  switch (truth) {
    case 'true':
      if (!canJudge && !isOnPass) return 'waiting';
      return isLate(before, saidAt, context.now) ? 'passed-late' : 'passed';
    case 'false':
      return canJudge || !isOnPass ? 'failed' : 'waiting';
    case 'not-applicable':
      return canJudge ? 'not-applicable' : 'waiting';
    default:
      // What was known to fail is not better for being known no more.
      if (before.state === 'failed') return 'failed';
      return canJudge ? 'overdue' : 'waiting';
  }
}

function isLate(
  before: StoredCheck,
  saidAt: string | null,
  now: Date,
): boolean {
  if (isJudged(before)) return true;
  const inTime = new Date(now.getTime() - GRACE_MS).toISOString();
  return (saidAt ?? inTime) > before.dueAt;
}

function isSame(a: StoredCheck, b: StoredCheck): boolean {
  return (
    a.state === b.state &&
    a.truth === b.truth &&
    a.message === b.message &&
    a.waitsForPerson === b.waitsForPerson &&
    a.settledAt === b.settledAt
  );
}
