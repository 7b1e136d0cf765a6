import type {
  Checklist,
  PostLaunchState,
  RecordContent,
  RecordedCheck,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { NoticeKind } from '../../../store/types';
import type { StoredCheck } from '../../../store/reviewTypes';
import { tell, type ReviewChange } from '../standing/keepContext';
import { isJudged, settleCheck, type CheckResult } from './settleCheck';

const WORDS: Record<PostLaunchState, string> = {
  waiting: 'recovered',
  passed: 'passed',
  'passed-late': 'passed late',
  failed: 'fails',
  overdue: 'is overdue: nothing is known of it',
  'not-applicable': 'does not apply',
};

const TOLD: Partial<Record<PostLaunchState, NoticeKind>> = {
  failed: 'check-failed',
  overdue: 'check-overdue',
};

/**
 * Brings the checks of a launch up to date. Each change is a compare-and-set,
 * with what is told of it in the same transaction: whoever makes it tells it,
 * once. Answers how they stand now, and what to record.
 */
export async function keepChecks(
  context: ReviewChange,
  options: {
    /** What each comes to now, by id. */
    results: ReadonlyMap<string, CheckResult>;
    /** Whether what is due was looked at just now. */
    collected: boolean;
    /** Told with what fails: how to go back. */
    rollback: { title: string; url: string } | null;
  },
): Promise<{ checks: StoredCheck[]; records: RecordContent[] }> {
  const { tx, store, review, now } = context;
  const checks: StoredCheck[] = [];
  const records: RecordContent[] = [];
  for (const before of await store.reviews.checks(review.id, tx)) {
    const result = options.results.get(before.id);
    const settled =
      result &&
      settleCheck(before, result, { now, collected: options.collected });
    const after = withTask(settled ?? before, now);
    const isChanged =
      after !== before &&
      (await store.reviews.updateCheck(tx, review.id, before, after));
    checks.push(isChanged ? after : before);
    if (!isChanged) continue;
    await tellCheck(context, { before, after, rollback: options.rollback });
    if (isJudged(after) && !isSameJudgement(before, after)) {
      records.push({
        kind: 'post-launch',
        check: recordedCheck(after, context.checklist),
      });
    }
  }
  return { checks, records };
}

/** What waits for a person becomes their task, and is told as such once. */
function withTask(check: StoredCheck, now: Date): StoredCheck {
  const { state, waitsForPerson, toldAt } = check;
  return state === 'waiting' && waitsForPerson && toldAt === null
    ? { ...check, toldAt: now.toISOString() }
    : check;
}

async function tellCheck(
  context: ReviewChange,
  {
    before,
    after,
    rollback,
  }: {
    before: StoredCheck;
    after: StoredCheck;
    rollback: { title: string; url: string } | null;
  },
): Promise<void> {
  const { tx, store, review, checklist, now } = context;
  const title = checkTitle(checklist, after.id);
  const payload = {
    checkId: after.id,
    title,
    role: after.role,
    dueAt: after.dueAt,
    message: after.message,
  };
  if (before.toldAt === null && after.toldAt !== null) {
    await tell(context, { kind: 'check-due', payload });
  }
  if (before.state === after.state) return;
  const reason =
    after.state === 'failed' && after.message ? `: ${after.message}` : '';
  const text = `After the launch, '${title}' ${WORDS[after.state]}${reason}`;
  const kind = TOLD[after.state];
  if (kind === undefined) {
    const at = now.toISOString();
    await store.reviews.addEvent(tx, review.id, {
      at,
      by: null,
      kind: `check-${after.state}`,
      text,
    });
    return;
  }
  await tell(context, {
    kind,
    text,
    payload: {
      ...payload,
      ...(after.state === 'failed' && rollback
        ? { rollbackTitle: rollback.title, rollbackUrl: rollback.url }
        : {}),
    },
  });
}

function isSameJudgement(before: StoredCheck, after: StoredCheck): boolean {
  return isJudged(before) && before.state === after.state;
}

/** A check that was judged, as a record holds it. */
export function recordedCheck(
  check: StoredCheck,
  checklist: Checklist,
): RecordedCheck {
  const { id, window, state, truth, message, dueAt, settledAt } = check;
  if (state === 'waiting') throw new Error(`'${id}' was not judged yet`);
  return {
    window,
    id,
    title: checkTitle(checklist, id),
    state,
    truth,
    message,
    dueAt,
    settledAt,
  };
}

export function checkTitle({ postLaunch }: Checklist, id: string): string {
  return (
    postLaunch.flatMap(({ checks }) => checks).find(check => check.id === id)
      ?.title ?? id
  );
}
