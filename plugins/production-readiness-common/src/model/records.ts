import type { Checklist } from './checklist';
import type { FactRecord } from './facts';
import type { Attestation, Waiver } from './people';
import type { DecisionOutcome, Pinned, Separation } from './reviews';
import type { Blocker, ScorecardDocument } from './scorecard';
import type { Status, Truth, Verdict } from './status';

/** A launch review as a record names it. @public */
export interface RecordedReview {
  id: string;
  number: number;
  subjectRef: string;
  /** Title of the launch unit when it was recorded. */
  title: string | null;
  plannedAt: string;
  separation: Separation;
  pinned: Pinned;
}

/** @public */
export interface RecordedSignOff {
  role: string;
  /** Title of the role. */
  title: string;
  statement: 'go' | 'no-go';
  by: string;
  at: string;
  note: string | null;
  /** Digest of what the person signed. */
  contentDigest: string;
  /** Not known at the time whether what it rests on still holds, each a sentence. */
  suspended: string[];
}

/** @public */
export interface RecordedOpenItem {
  item: string;
  title: string;
  status: Status;
  owner: string;
  dueAt: string;
}

/**
 * A decision with everything that it rests on, as it was then.
 *
 * @public
 */
export interface DecisionContent {
  kind: 'decision';
  decision: {
    outcome: DecisionOutcome;
    by: string;
    reason: string | null;
    verdict: Verdict | null;
    /** Null: what was decided allows no launch. */
    validUntil: string | null;
  };
  checklist: {
    id: string;
    version: string;
    digest: string;
    title: string;
    content: Checklist;
  };
  document: ScorecardDocument;
  /** Those that a check read; of their values no more than was read. */
  facts: FactRecord[];
  attestations: Attestation[];
  waivers: Waiver[];
  signOffs: RecordedSignOff[];
  openItems: RecordedOpenItem[];
  /** What a launch by exception goes against. */
  exceptions: Blocker[];
}

/** A GO that holds no more. @public */
export interface WithdrawalContent {
  kind: 'withdrawal';
  /** Hash of the record of the decision. */
  decision: string;
  reasons: string[];
}

/** @public */
export interface LaunchContent {
  kind: 'launch';
  /** Hash of the record of the decision. */
  decision: string;
  launchedAt: string;
  by: string;
}

/** A post-launch check that was settled, or how the whole of them ended. @public */
export interface RecordedCheck {
  /** Id of its window. */
  window: string;
  id: string;
  title: string;
  state: 'passed' | 'passed-late' | 'failed' | 'overdue' | 'not-applicable';
  truth: Truth;
  message: string | null;
  dueAt: string;
  settledAt: string | null;
}

/** @public */
export interface PostLaunchContent {
  kind: 'post-launch';
  check: RecordedCheck;
}

/** How a launch ended: its post-launch checks, and what was open at the GO. @public */
export interface OutcomeContent {
  kind: 'outcome';
  /** Hash of the record of the decision. */
  decision: string;
  checks: RecordedCheck[];
  openItems: (RecordedOpenItem & { closedAt: string | null })[];
}

/** @public */
export type RecordContent =
  | DecisionContent
  | WithdrawalContent
  | LaunchContent
  | PostLaunchContent
  | OutcomeContent;

/** @public */
export type RecordKind = RecordContent['kind'];

/** What every record has; each is chained to the one before. @public */
export interface RecordFrame {
  schema: 'production-readiness/record/v1';
  id: string;
  /** Counts all records of the installation, from 1. */
  sequence: number;
  /** Hash of the record before it; 64 zeros for the first. */
  previousHash: string;
  /** ISO 8601 in UTC. */
  at: string;
  review: RecordedReview;
}

/**
 * A frozen record of a launch review. Its hash is SHA-256, in hex, of its
 * canonical JSON (RFC 8785).
 *
 * @public
 */
export type LaunchRecord = RecordFrame & RecordContent;

/** All records of one review, to be kept and verified elsewhere. @public */
export interface RecordExport {
  schema: 'production-readiness/record-export/v1';
  /** Oldest first. */
  records: { hash: string; record: LaunchRecord }[];
}

/**
 * What a signed statement on a launch says: an in-toto Statement with the
 * releases that it is about as subjects, named `<entity ref>@<version>`.
 *
 * @public
 */
export interface LaunchStatement {
  _type: 'https://in-toto.io/Statement/v1';
  subject: { name: string; digest: { gitCommit: string } }[];
  predicateType: 'https://production-readiness.dev/launch-decision/v1';
  predicate: {
    subjectRef: string;
    environment: 'production';
    review: { id: string; number: number };
    checklist: { id: string; version: string; digest: string };
    outcome: DecisionOutcome;
    verdict: Verdict | null;
    decidedAt: string;
    issuedAt: string;
    /** Null: what was decided allows no launch. */
    validUntil: string | null;
    /** Components without a commit among them. */
    releases: Pinned['releases'];
    recordHash: string;
  };
}

/** DSSE, with everything in base64. @public */
export interface SignedStatement {
  payloadType: 'application/vnd.in-toto+json';
  payload: string;
  signatures: { keyid: string; sig: string }[];
}
