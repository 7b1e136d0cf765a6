import type { EvaluateInput } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import type { LoadedChecklist } from '../../../checklists/types';
import type { SubjectPlan } from '../../../runs/planSubject';
import { readInput } from '../../../runs/readInput';
import { withReleases } from '../../../runs/releases';
import type { ResolvedSubject } from '../../../runs/resolveSubject';
import type { StoredReview } from '../../../store/reviewTypes';
import type {
  EvaluationInputSource,
  Store,
  StoredFact,
} from '../../../store/types';

/** What a review wants of a run: its own version, members and releases. */
export interface PinnedPlan extends Pick<SubjectPlan, 'plan' | 'notConnected'> {
  review: StoredReview;
  checklist: LoadedChecklist;
  /** As pinned. */
  resolved: ResolvedSubject;
  /** A window that is over and not judged yet: what came before its end does not settle it. */
  anewBefore: string | null;
}

/** What is stored of what a review has pinned. */
export interface PinnedInput {
  /** Read first: what changes after it makes the result outdated. */
  revision: number;
  /** As it is now. */
  review: StoredReview;
  input: EvaluateInput;
  /** What was collected of it. */
  facts: StoredFact[];
}

/** Undefined where the subject or the review is gone. */
export async function readPinned(
  { review: planned, checklist, resolved, plan, notConnected }: PinnedPlan,
  {
    store,
    inputs,
    now,
    tx,
  }: {
    store: Store;
    inputs: EvaluationInputSource;
    now: Date;
    tx: Knex;
  },
): Promise<PinnedInput | undefined> {
  const row = await store.subjects.get(planned, tx);
  const review = await store.reviews.get(planned.id, tx);
  if (!row || !review) return undefined;
  const facts = await store.facts.listForRequests(plan, tx);
  const { entities } = withReleases(
    [resolved.subject, ...resolved.members].map(each => each.input),
    { facts, now, pinned: review.pinned.releases },
  );
  const input = await readInput(
    { subjectRef: review.subjectRef, checklistId: review.checklistId },
    {
      checklist,
      entities,
      plan,
      facts,
      notConnected,
      conditions: await conditionsOf(review, { store, row, tx }),
    },
    { inputs, now, tx },
  );
  return { revision: row.revision, review, input, facts };
}

/** What another version knew to be so is known by the one that is pinned as well. */
async function conditionsOf(
  review: StoredReview,
  {
    store,
    row,
    tx,
  }: {
    store: Store;
    row: { digest: string | null; conditions: string[] };
    tx: Knex;
  },
): Promise<string[]> {
  if (row.digest === review.digest) return row.conditions;
  const standing = await store.reviews.standing(review.id, tx);
  return [...new Set([...row.conditions, ...(standing?.conditions ?? [])])];
}
