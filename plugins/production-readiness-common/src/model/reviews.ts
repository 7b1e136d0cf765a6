import type { Blocker, GateRow, PathToGo, Score } from './scorecard';
import type { May } from './statements';
import type { Status, Truth, Verdict } from './status';

/**
 * `decided` has a decision and no launch yet; of a decision that was NO-GO the
 * review stays there until it is reopened. `withdrawn`: a trigger tripped while
 * a GO held. `expired`: the GO's time was over before the launch.
 *
 * @public
 */
export type ReviewState =
  | 'open'
  | 'decided'
  | 'launched'
  | 'verified'
  | 'withdrawn'
  | 'expired'
  | 'cancelled'
  | 'superseded';

/** `exception`: a launch that a named person answers for against the verdict. @public */
export type DecisionOutcome = 'go' | 'no-go' | 'exception';

/** `small-team`: roles combine, but nobody is the sole signer (semantics 6.2). @public */
export type Separation = 'strict' | 'small-team';

/** What of a component is launched. @public */
export interface Release {
  entityRef: string;
  /** As people call it: `2.4.0`. */
  version: string;
  /** Full commit, lower case; null where there is none, as of a database. */
  commit: string | null;
}

/** What a review is about, fixed when it was opened; any change is material. @public */
export interface Pinned {
  checklist: { id: string; version: string; digest: string };
  members: string[];
  targets: Record<string, string[]>;
  /** Annotations that conditions are declared by, per entity. */
  declared: Record<string, Record<string, string>>;
  releases: Release[];
}

/**
 * `suspended`: something that it rests on is not known now; it counts again
 * once that is known as it was. `void`: what it rests on is known worse, or is
 * another.
 *
 * @public
 */
export type SignOffState = 'wanted' | 'given' | 'suspended' | 'void';

/** @public */
export interface SignOffView {
  role: string;
  title: string;
  state: SignOffState;
  /** What the person said. */
  statement?: 'go' | 'no-go';
  by?: string;
  at?: string;
  note?: string;
  /** Why it is suspended or void, each a sentence. */
  reasons: string[];
  /** Gate rows that concern the role. */
  concerns: string[];
  may: { sign: May; withdraw: May };
}

/** @public */
export interface OpenItem {
  /** Item id. */
  item: string;
  title: string;
  /** Status when it was decided. */
  status: Status;
  /** Status now. */
  now: Status | null;
  /** User or group entity ref. */
  owner: string;
  dueAt: string;
  closedAt: string | null;
}

/** @public */
export type PostLaunchState =
  /** Its window is not over and it did not pass yet. */
  | 'waiting'
  | 'passed'
  | 'failed'
  /** Its window is over and nothing is known. */
  | 'overdue'
  /** Passed after its window. */
  | 'passed-late'
  | 'not-applicable';

/** @public */
export interface PostLaunchCheckView {
  id: string;
  title: string;
  role: string;
  settles: 'on-pass' | 'at-deadline';
  state: PostLaunchState;
  /** What it comes to now. */
  truth: Truth;
  message: string | null;
  dueAt: string;
  settledAt: string | null;
  /** A person of the role has to state it. */
  waitsForPerson: boolean;
}

/** @public */
export interface PostLaunchWindow {
  id: string;
  title: string;
  startsAt: string;
  endsAt: string;
  checks: PostLaunchCheckView[];
}

/** What is new since the last GO of the launch unit. @public */
export interface SinceLastGo {
  reviewId: string;
  number: number;
  decidedAt: string;
  worse: { item: string; title: string; from: Status; to: Status }[];
  better: { item: string; title: string; from: Status; to: Status }[];
  /** Items that the checklist did not have then. */
  added: { item: string; title: string }[];
  carriedOver: number;
}

/** @public */
export interface ReviewSummary {
  id: string;
  /** Counted per launch unit and checklist: launch 12. */
  number: number;
  subjectRef: string;
  title: string | null;
  checklist: { id: string; version: string; title: string };
  state: ReviewState;
  plannedAt: string;
  openedBy: string;
  openedAt: string;
  verdict: Verdict | null;
  signOffs: { given: number; wanted: number };
  decision: { outcome: DecisionOutcome; by: string; at: string } | null;
  launchedAt: string | null;
  /** Post-launch checks that are overdue or failed. */
  trouble: number;
}

/** @public */
export interface ReviewPage {
  reviews: ReviewSummary[];
  nextCursor: string | null;
}

/** One thing that happened to a review. @public */
export interface ReviewEvent {
  at: string;
  /** User entity ref; null: the plugin itself. */
  by: string | null;
  kind: string;
  /** One sentence. */
  text: string;
}

/** @public */
export interface ReviewView extends ReviewSummary {
  separation: Separation;
  pinned: Pinned;
  /** Where what is pinned differs from what is there now, each a sentence. */
  drift: string[];
  evaluatedAt: string | null;
  enforced: boolean;
  score: Score;
  critical: GateRow[];
  go: GateRow[];
  noGo: GateRow[];
  blockers: Blocker[];
  path: PathToGo;
  titles: Record<string, string>;
  roles: Record<string, string>;
  signOffDetails: SignOffView[];
  decisionDetails: {
    outcome: DecisionOutcome;
    by: string;
    at: string;
    reason: string | null;
    /** Verdict when it was decided. */
    verdict: Verdict | null;
    validUntil: string | null;
    recordId: string;
  } | null;
  /** Why a GO holds no more. */
  withdrawn: { at: string; reasons: string[] } | null;
  openItems: OpenItem[];
  /** Items still open now, to be given owners when it is decided. */
  toAssign: { item: string; title: string; status: Status; role: string }[];
  launch: { at: string; by: string } | null;
  /** A deploy of the pinned release that was seen: offered as the launch. */
  deploySeen: { at: string; entityRef: string } | null;
  postLaunch: PostLaunchWindow[];
  rollback: { title: string; url: string } | null;
  sinceLastGo: SinceLastGo | null;
  records: { id: string; kind: string; at: string; hash: string }[];
  events: ReviewEvent[];
  may: {
    decideGo: May;
    decideNoGo: May;
    decideException: May;
    launch: May;
    cancel: May;
    reopen: May;
    change: May;
  };
}

/** @public */
export interface ReviewInput {
  entityRef: string;
  checklist?: string;
  plannedAt: string;
  /** Of components that are missing here, what is live is taken. */
  releases?: { entityRef: string; version?: string; commit?: string }[];
}

/** @public */
export interface ReviewChange {
  plannedAt?: string;
  releases?: { entityRef: string; version?: string; commit?: string }[];
}

/** @public */
export interface SignOffInput {
  role: string;
  statement: 'go' | 'no-go';
  note?: string;
}

/** @public */
export interface DecisionInput {
  outcome: DecisionOutcome;
  /** Needed for an exception and a NO-GO. */
  reason?: string;
  /** At GO and exception every item that is still open. */
  openItems?: { item: string; owner: string; dueAt: string }[];
}

/** Result of checking the chain of records. @public */
export interface RecordVerification {
  ok: boolean;
  records: number;
  /**
   * The newest record, to be noted elsewhere: that the end of the chain was cut
   * off, or all of it written anew, tells only who knows an earlier one.
   */
  head: { sequence: number; hash: string } | null;
  /** The first one that does not hold. */
  broken?: { id: string; sequence: number; reason: string };
}

/** Public key that decisions are signed with. @public */
export interface RecordKey {
  keyid: string;
  /** PEM, ed25519. */
  publicKey: string;
  /** The one that signs now; others only verify. */
  active: boolean;
}

/** A launch unit in production for which no GO was recorded. @public */
export interface LaunchWithoutGo {
  subjectRef: string;
  title: string | null;
  owner: string | null;
  checklist: { id: string; title: string };
  /** When it was first seen in production. */
  since: string;
  /** It was so before the plugin was installed: where one starts, not an offence. */
  baseline: boolean;
}

/** What a proposed checklist would change, over stored facts; nothing is written. @public */
export interface PolicyPreview {
  checklist: { id: string; version: string };
  findings: { level: 'error' | 'warning' | 'info'; message: string }[];
  /** Launch units that were evaluated, of those that the reader may see. */
  subjects: number;
  changed: {
    subjectRef: string;
    title: string | null;
    verdict: { from: Verdict | null; to: Verdict | null };
    level: { from: string | null; to: string | null };
    items: { item: string; title: string; from: Status | null; to: Status }[];
  }[];
  /** Open reviews whose launch unit is among those. */
  reviews: { id: string; number: number; subjectRef: string }[];
}
