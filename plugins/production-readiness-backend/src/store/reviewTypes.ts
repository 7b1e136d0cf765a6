import type {
  DecisionOutcome,
  Pinned,
  PostLaunchState,
  Release,
  ReviewEvent,
  ReviewState,
  ScorecardDocument,
  Separation,
  Status,
  Truth,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { SignOffContent } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import type { NoticeKind, RowFilter, SubjectKey } from './types';

/** States in which a review is under way: evaluations act on it. */
export const UNDER_WAY: ReviewState[] = ['open', 'decided', 'launched'];

/** What a review came to when its subject was last evaluated by the pinned version. */
export interface Standing {
  document: ScorecardDocument;
  /** What the sign-off of each role would cover now. */
  contents: Record<string, SignOffContent>;
  /** Where what is pinned differs from what is there, each a sentence. */
  drift: string[];
  /** Where what is live differs from the releases, each a sentence. */
  live: string[];
  /** When what the gate rests on was collected, the oldest first. */
  facts: { entityRef: string; fact: string; collectedAt: string }[];
  /** A live deploy of a pinned release, the newest. */
  deploySeen: { at: string; entityRef: string } | null;
  /** Conditions that were once known true (semantics 4.3). */
  conditions?: string[];
}

export interface StoredReview extends SubjectKey {
  id: string;
  number: number;
  digest: string;
  version: string;
  state: ReviewState;
  plannedAt: string;
  separation: Separation;
  pinned: Pinned;
  openedBy: string;
  openedAt: string;
  decision: {
    outcome: DecisionOutcome;
    by: string;
    at: string;
    reason: string | null;
    verdict: Verdict | null;
    validUntil: string | null;
    recordId: string;
    /** Status of each item then. */
    items: Record<string, Status>;
  } | null;
  launch: { at: string; by: string } | null;
  verifiedAt: string | null;
  withdrawn: { at: string; reasons: string[] } | null;
  /** The subject's revision that `standing` was computed from. */
  standingRevision: number | null;
  standingAt: string | null;
  /** Counts the moves; what was read with an older one is out of date. */
  revision: number;
  previousGoId: string | null;
}

export interface StoredSignOff {
  id: string;
  reviewId: string;
  role: string;
  statement: 'go' | 'no-go';
  by: string;
  at: string;
  note: string | null;
  content: SignOffContent;
  voided: { at: string; reasons: string[] } | null;
  withdrawnAt: string | null;
}

export interface StoredItem {
  item: string;
  title: string;
  status: Status;
  owner: string;
  dueAt: string;
  closedAt: string | null;
}

export interface StoredCheck {
  id: string;
  window: string;
  dueAt: string;
  role: string;
  settles: 'on-pass' | 'at-deadline';
  state: PostLaunchState;
  truth: Truth;
  message: string | null;
  waitsForPerson: boolean;
  settledAt: string | null;
  /** Its trouble was told. */
  toldAt: string | null;
}

export interface ReviewQuery {
  visible?: RowFilter;
  state?: ReviewState[];
  subjectRef?: string;
  checklistId?: string;
  from?: string;
  to?: string;
  limit: number;
  cursor?: string;
}

/** What a move of a review leaves behind, beside its columns. */
export interface Move {
  by: string | null;
  kind: NoticeKind;
  /** One sentence for the list of events; absent: only told. */
  text?: string;
  payload?: Record<string, string | number | boolean | null>;
  now: Date;
}

export interface ReviewStore {
  /**
   * Opens a review with the next number; those that were decided and not
   * launched are superseded by it. Throws ConflictError while one is open.
   */
  open(
    review: SubjectKey & {
      digest: string;
      version: string;
      plannedAt: string;
      separation: Separation;
      pinned: Pinned;
      openedBy: string;
    },
    move: Move,
  ): Promise<StoredReview>;
  get(id: string, tx?: Knex): Promise<StoredReview | undefined>;
  standing(id: string, tx?: Knex): Promise<Standing | undefined>;
  /** Planned last first. */
  list(
    query: ReviewQuery,
  ): Promise<{ reviews: StoredReview[]; nextCursor: string | null }>;
  /** Those of a subject in one of the states, the newest first. */
  listOf(
    key: SubjectKey,
    states: ReviewState[],
    tx?: Knex,
  ): Promise<StoredReview[]>;
  /** Those of all subjects in one of the states. */
  listIn(states: ReviewState[]): Promise<StoredReview[]>;
  signOffs(reviewId: string, tx?: Knex): Promise<StoredSignOff[]>;
  items(reviewId: string, tx?: Knex): Promise<StoredItem[]>;
  checks(reviewId: string, tx?: Knex): Promise<StoredCheck[]>;
  /** Oldest first. */
  events(reviewId: string): Promise<ReviewEvent[]>;

  /**
   * Moves a review in a transaction of the caller's: false where another one
   * moved it since `revision`, or it is not in `from`.
   */
  move(
    tx: Knex,
    review: Pick<StoredReview, 'id' | 'revision'> & SubjectKey,
    change: {
      from: ReviewState[];
      to: ReviewState;
      columns?: ReviewColumns;
      move: Move;
    },
  ): Promise<boolean>;
  /** Names the record of the decision, once that is appended. */
  setRecord(tx: Knex, reviewId: string, recordId: string): Promise<void>;
  /** One sign-off of a role at a time; throws ConflictError for a second. */
  sign(
    tx: Knex,
    signOff: Omit<StoredSignOff, 'id' | 'voided' | 'withdrawnAt'>,
  ): Promise<void>;
  /** False: it was voided or withdrawn before. */
  endSignOff(
    tx: Knex,
    id: string,
    end: { now: Date; voided?: string[] },
  ): Promise<boolean>;
  replaceItems(tx: Knex, reviewId: string, items: StoredItem[]): Promise<void>;
  assignItem(
    tx: Knex,
    reviewId: string,
    item: { item: string; owner: string; dueAt: string },
  ): Promise<boolean>;
  /** Closes those that pass now; answers which. */
  closeItems(
    tx: Knex,
    reviewId: string,
    items: string[],
    now: Date,
  ): Promise<string[]>;
  addChecks(tx: Knex, reviewId: string, checks: StoredCheck[]): Promise<void>;
  /** Compare-and-set on the state that was read; false: another process was first. */
  updateCheck(
    tx: Knex,
    reviewId: string,
    before: StoredCheck,
    after: StoredCheck,
  ): Promise<boolean>;
  writeStanding(
    tx: Knex,
    reviewId: string,
    standing: { standing: Standing; subjectRevision: number; now: Date },
  ): Promise<void>;
  addEvent(tx: Knex, reviewId: string, event: ReviewEvent): Promise<void>;
}

/** Columns that a move may write. */
export interface ReviewColumns {
  plannedAt?: string;
  pinned?: Pinned;
  digest?: string;
  version?: string;
  decision?: StoredReview['decision'];
  launch?: StoredReview['launch'];
  verifiedAt?: string;
  withdrawn?: StoredReview['withdrawn'];
}

/** Releases of the review that evidence is compared with (semantics 1.4). */
export type PinnedReleases = Release[];
