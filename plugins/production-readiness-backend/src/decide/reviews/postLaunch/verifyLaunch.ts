import type { RecordContent } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredCheck } from '../../../store/reviewTypes';
import { decisionHash, type ReviewChange } from '../standing/keepContext';
import { recordedCheck } from './keepChecks';
import { isJudged } from './settleCheck';

/** So long after the last window people may still say what is overdue. */
export const LATE_MS = 24 * 60 * 60_000;

/**
 * When a launch is over: its windows are, and nothing of it is open. What is
 * overdue keeps it for a day. Null while a check is not judged.
 */
export function endOfLaunch(
  launchedAt: string,
  checks: readonly StoredCheck[],
): string | null {
  if (!checks.every(isJudged)) return null;
  const last = [launchedAt, ...checks.map(({ dueAt }) => dueAt)].sort().pop()!;
  return checks.some(({ state }) => state === 'overdue')
    ? new Date(Date.parse(last) + LATE_MS).toISOString()
    : last;
}

/** Ends a launch that is over, once; answers its outcome, to be recorded. */
export async function verifyLaunch(
  context: ReviewChange,
  checks: readonly StoredCheck[],
): Promise<RecordContent | undefined> {
  const { tx, store, review, checklist, now } = context;
  const { launch, decision } = review;
  const end = launch && endOfLaunch(launch.at, checks);
  if (!end || end > now.toISOString() || !decision) return undefined;
  const trouble = checks.filter(
    ({ state }) => state === 'failed' || state === 'overdue',
  ).length;
  const isMoved = await store.reviews.move(tx, review, {
    from: ['launched'],
    to: 'verified',
    columns: { verifiedAt: now.toISOString() },
    move: {
      by: null,
      kind: 'review-verified',
      text:
        trouble === 0
          ? 'The windows after the launch are over: every check passed'
          : `The windows after the launch are over: ${trouble} of ${checks.length} checks did not pass`,
      payload: { checks: checks.length, trouble },
      now,
    },
  });
  if (!isMoved) return undefined;
  return {
    kind: 'outcome',
    decision: await decisionHash(context),
    checks: checks.map(check => recordedCheck(check, checklist)),
    openItems: await store.reviews.items(review.id, tx),
  };
}
