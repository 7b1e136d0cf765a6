import type {
  DecisionOutcome,
  PostLaunchState,
  ReviewState,
  Separation,
  Status,
  Truth,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  ReviewColumns,
  StoredCheck,
  StoredItem,
  StoredReview,
  StoredSignOff,
} from './reviewTypes';

/** JSON stands in columns of text. */
export interface ReviewRow {
  id: string;
  number: number;
  subject_ref: string;
  checklist_id: string;
  digest: string;
  version: string;
  state: ReviewState;
  planned_at: string;
  separation: Separation;
  pinned: string;
  opened_by: string;
  opened_at: string;
  decision: DecisionOutcome | null;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  decision_verdict: Verdict | null;
  valid_until: string | null;
  record_id: string | null;
  decided_items: string | null;
  launched_at: string | null;
  launched_by: string | null;
  verified_at: string | null;
  withdrawn_at: string | null;
  withdrawn_reasons: string | null;
  standing_at: string | null;
  standing_revision: number | null;
  revision: number;
  previous_go_id: string | null;
}

export interface SignOffRow {
  id: string;
  review_id: string;
  role: string;
  statement: 'go' | 'no-go';
  by_ref: string;
  at: string;
  note: string | null;
  content: string;
  voided_at: string | null;
  void_reasons: string | null;
  withdrawn_at: string | null;
}

export interface ItemRow {
  review_id: string;
  item: string;
  title: string;
  status: Status;
  owner: string;
  due_at: string;
  closed_at: string | null;
}

export interface CheckRow {
  check_id: string;
  window_id: string;
  due_at: string;
  role: string;
  settles: 'on-pass' | 'at-deadline';
  state: PostLaunchState;
  truth: Truth;
  message: string | null;
  /** SQLite answers 0 and 1. */
  waits_for_person: boolean | number;
  settled_at: string | null;
  told_at: string | null;
}

export function fromReviewRow(row: ReviewRow): StoredReview {
  return {
    id: row.id,
    number: row.number,
    subjectRef: row.subject_ref,
    checklistId: row.checklist_id,
    digest: row.digest,
    version: row.version,
    state: row.state,
    plannedAt: row.planned_at,
    separation: row.separation,
    pinned: JSON.parse(row.pinned),
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    decision:
      row.decision === null
        ? null
        : {
            outcome: row.decision,
            by: row.decided_by!,
            at: row.decided_at!,
            reason: row.decision_reason,
            verdict: row.decision_verdict,
            validUntil: row.valid_until,
            recordId: row.record_id!,
            items: JSON.parse(row.decided_items ?? '{}'),
          },
    launch:
      row.launched_at === null
        ? null
        : { at: row.launched_at, by: row.launched_by! },
    verifiedAt: row.verified_at,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: row.withdrawn_at,
            reasons: JSON.parse(row.withdrawn_reasons ?? '[]'),
          },
    standingRevision: row.standing_revision,
    standingAt: row.standing_at,
    revision: row.revision,
    previousGoId: row.previous_go_id,
  };
}

/** Only the columns that are given. */
export function reviewColumns(columns: ReviewColumns): Partial<ReviewRow> {
  const { plannedAt, pinned, digest, version, verifiedAt } = columns;
  const { decision, launch, withdrawn } = columns;
  return {
    ...(plannedAt === undefined ? {} : { planned_at: plannedAt }),
    ...(pinned === undefined ? {} : { pinned: JSON.stringify(pinned) }),
    ...(digest === undefined ? {} : { digest }),
    ...(version === undefined ? {} : { version }),
    ...(verifiedAt === undefined ? {} : { verified_at: verifiedAt }),
    ...(decision === undefined
      ? {}
      : {
          decision: decision?.outcome ?? null,
          decided_by: decision?.by ?? null,
          decided_at: decision?.at ?? null,
          decision_reason: decision?.reason ?? null,
          decision_verdict: decision?.verdict ?? null,
          valid_until: decision?.validUntil ?? null,
          record_id: decision?.recordId ?? null,
          decided_items: decision ? JSON.stringify(decision.items) : null,
        }),
    ...(launch === undefined
      ? {}
      : {
          launched_at: launch?.at ?? null,
          launched_by: launch?.by ?? null,
        }),
    ...(withdrawn === undefined
      ? {}
      : {
          withdrawn_at: withdrawn?.at ?? null,
          withdrawn_reasons: withdrawn
            ? JSON.stringify(withdrawn.reasons)
            : null,
        }),
  };
}

export function fromSignOffRow(row: SignOffRow): StoredSignOff {
  return {
    id: row.id,
    reviewId: row.review_id,
    role: row.role,
    statement: row.statement,
    by: row.by_ref,
    at: row.at,
    note: row.note,
    content: JSON.parse(row.content),
    voided:
      row.voided_at === null
        ? null
        : { at: row.voided_at, reasons: JSON.parse(row.void_reasons ?? '[]') },
    withdrawnAt: row.withdrawn_at,
  };
}

export function fromItemRow(row: ItemRow): StoredItem {
  return {
    item: row.item,
    title: row.title,
    status: row.status,
    owner: row.owner,
    dueAt: row.due_at,
    closedAt: row.closed_at,
  };
}

export function fromCheckRow(row: CheckRow): StoredCheck {
  return {
    id: row.check_id,
    window: row.window_id,
    dueAt: row.due_at,
    role: row.role,
    settles: row.settles,
    state: row.state,
    truth: row.truth,
    message: row.message,
    waitsForPerson: Boolean(row.waits_for_person),
    settledAt: row.settled_at,
    toldAt: row.told_at,
  };
}

export function checkColumns(check: StoredCheck): CheckRow {
  return {
    check_id: check.id,
    window_id: check.window,
    due_at: check.dueAt,
    role: check.role,
    settles: check.settles,
    state: check.state,
    truth: check.truth,
    message: check.message,
    waits_for_person: check.waitsForPerson,
    settled_at: check.settledAt,
    told_at: check.toldAt,
  };
}
