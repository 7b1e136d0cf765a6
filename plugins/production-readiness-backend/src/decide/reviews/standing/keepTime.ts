import type { ChecklistService } from '../../../checklists/types';
import { UNDER_WAY, type StoredReview } from '../../../store/reviewTypes';
import type { Store, SubjectRow } from '../../../store/types';
import { keepDeparted } from '../postLaunch/keepDeparted';
import { isJudged } from '../postLaunch/settleCheck';
import { expireGo, isExpired } from './expireGo';

/** What fails again and again is not tried more often. */
const RETRY_MS = 60_000;

export interface KeepTimeOptions {
  store: Store;
  checklists: Pick<ChecklistService, 'getVersion'>;
  now: Date;
}

/**
 * What time alone changes of launch reviews, where nothing else makes their
 * subject due: a decision expires, a window is over, an evaluation that was cut
 * off before it came to the review is done again. Any number of processes may
 * do it at once.
 */
export async function keepTime(options: KeepTimeOptions): Promise<void> {
  const { store, now } = options;
  for (const review of await store.reviews.listIn(UNDER_WAY)) {
    if (isExpired(review, now)) {
      await expireGo(store, review, now);
      continue;
    }
    const subject = await store.subjects.get(review);
    if (!subject || subject.goneAt !== null) {
      await keepDeparted(review, options);
    } else if (await isBehind(review, subject, options)) {
      await store.subjects.dueBy(review, now.toISOString());
    }
  }
}

async function isBehind(
  review: StoredReview,
  subject: SubjectRow,
  { store, now }: KeepTimeOptions,
): Promise<boolean> {
  const { standingAt, standingRevision, launch } = review;
  const isOver = async () =>
    launch !== null &&
    (await store.reviews.checks(review.id)).some(
      check =>
        !isJudged(check) &&
        check.dueAt <= now.toISOString() &&
        (standingAt ?? '') < check.dueAt,
    );
  const isOutdated =
    standingRevision === null ||
    standingRevision < (subject.evaluatedRevision ?? 0);
  if (!isOutdated && !(await isOver())) return false;
  const last = (await store.runs.latest(review))?.finishedAt ?? '';
  return last < new Date(now.getTime() - RETRY_MS).toISOString();
}
