import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { writeNotice } from '../../../store/notices';
import type { StoredReview } from '../../../store/reviewTypes';
import type { NoticeKind, Store } from '../../../store/types';
import type { JudgedReview } from './judgeReview';

/** One transaction in which an evaluation changes what becomes of a review. */
export interface KeepContext {
  tx: Knex.Transaction;
  store: Store;
  /** As it is in the transaction. */
  review: StoredReview;
  /** The version that is pinned. */
  checklist: Checklist;
  judged: JudgedReview;
  /** Of the launch unit. */
  title: string | null;
  now: Date;
}

/** Adds to the list of events, and tells, in the transaction of what it speaks of. */
export async function tell(
  {
    tx,
    store,
    review,
    now,
  }: Pick<KeepContext, 'tx' | 'store' | 'review' | 'now'>,
  {
    kind,
    text,
    payload,
  }: {
    kind: NoticeKind;
    /** One sentence; absent: only told. */
    text?: string;
    payload?: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  if (text !== undefined) {
    const at = now.toISOString();
    await store.reviews.addEvent(tx, review.id, { at, by: null, kind, text });
  }
  await writeNotice(tx, {
    subjectRef: review.subjectRef,
    checklistId: review.checklistId,
    kind,
    payload: { reviewId: review.id, by: null, text: text ?? null, ...payload },
    now,
  });
}
