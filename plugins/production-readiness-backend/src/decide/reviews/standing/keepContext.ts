import type {
  Checklist,
  RecordContent,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Knex } from 'knex';
import { writeNotice } from '../../../store/notices';
import type { StoredReview } from '../../../store/reviewTypes';
import type { NoticeKind, Store } from '../../../store/types';
import { recordedReview } from '../recorded';
import type { JudgedReview } from './judgeReview';

/** A transaction in which something becomes of a review. */
export interface ReviewChange {
  tx: Knex.Transaction;
  store: Store;
  /** As it is in the transaction. */
  review: StoredReview;
  /** The version that is pinned. */
  checklist: Checklist;
  /** Of the launch unit. */
  title: string | null;
  now: Date;
}

/** One by an evaluation. */
export interface KeepContext extends ReviewChange {
  judged: JudgedReview;
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

/** Adds to the chain of records. Last of all: whoever else appends waits until the transaction is over. */
export async function record(
  { tx, store, review, title, now }: ReviewChange,
  contents: RecordContent[],
): Promise<void> {
  for (const content of contents) {
    await store.records.append(tx, {
      review: recordedReview({ review, row: { title } }),
      content,
      now,
    });
  }
}

/** Hash of the record of the decision, which later records name. */
export async function decisionHash({
  tx,
  store,
  review,
}: ReviewChange): Promise<string> {
  const records = await store.records.list(review.id, tx);
  const decided = records.find(({ id }) => id === review.decision?.recordId);
  if (!decided) {
    throw new Error(`The decision on launch review ${review.id} has no record`);
  }
  return decided.hash;
}
