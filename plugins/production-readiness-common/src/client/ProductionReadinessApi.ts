import type {
  AttestationInput,
  AttestationPage,
  AttestationsGiven,
  AttestationsView,
  AttestationTask,
  AttestationView,
  Checklist,
  ChecklistSummary,
  ConnectionsView,
  DecisionInput,
  Evaluated,
  FactMiss,
  GateView,
  HistoryView,
  JsonObject,
  LaunchWithoutGo,
  LintFinding,
  RecordKey,
  RecordVerification,
  ReviewChange,
  ReviewInput,
  ReviewPage,
  ReviewState,
  ReviewView,
  RunView,
  ScorecardRowView,
  ScorecardView,
  SignOffInput,
  Verdict,
  WaiverInput,
  WaiverPage,
  WaiverState,
  WaiverView,
} from '../model';

/** A whole checklist, and what the linter says of it. @public */
export interface ChecklistView {
  /** Digest of the version, inheritance and configuration applied. */
  digest: string;
  /** Where it was read from. */
  origin: string;
  loadedAt: string;
  checklist: Checklist;
  findings: LintFinding[];
}

/** Which scorecard is meant. @public */
export interface ScorecardSelector {
  /** A launch unit, or an entity that is part of one. */
  entityRef: string;
  /** Where several checklists judge it; without it the first that it names. */
  checklist?: string;
  /** The launch unit, where the entity is part of several. */
  subject?: string;
}

/** @public */
export interface ScorecardRequest extends ScorecardSelector {
  /** `full`: each fact with its value; else only what the checks read of it. */
  facts?: 'full';
}

/** @public */
export interface PageRequest {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1 to 200; 50 without it. */
  limit?: number;
}

/** Values of one field are alternatives, fields add up. @public */
export interface ScorecardsQuery extends PageRequest {
  checklist?: string;
  /** Entity refs. */
  owner?: string[];
  /** Entity refs. */
  system?: string[];
  kind?: string[];
  namespace?: string[];
  type?: string[];
  lifecycle?: string[];
  /** Ids of levels. */
  level?: string[];
  /** `none`: a checklist without gate rules. */
  verdict?: (Verdict | 'none')[];
  /** Id of an item: only those that fail it. */
  failing?: string;
  /** Part of name or title. */
  q?: string;
  sort?: 'title' | 'score' | 'verdict' | 'failing' | 'unknown' | 'evaluatedAt';
  order?: 'asc' | 'desc';
}

/** Counts of what the filters leave and the reader may see. @public */
export interface ScorecardTotals {
  count: number;
  byVerdict: { verdict: Verdict | null; count: number }[];
  byLevel: { checklistId: string; levelId: string | null; count: number }[];
  neverRun: number;
}

/** @public */
export interface ScorecardPage {
  items: ScorecardRowView[];
  /** Null on the last page. */
  nextCursor: string | null;
  totals: ScorecardTotals;
}

/** A report that CI or a job pushed, as it was understood. @public */
export interface ReportView {
  id: string;
  entityRef: string;
  type: string;
  /** Which of several of a type that stand side by side. */
  series: string;
  /** When what it tells of happened; its age counts from here. */
  producedAt: string;
  receivedAt: string;
  commit: string | null;
  environment: string | null;
  tool: { name: string; version: string | null } | null;
  link: string | null;
  /** Subject of the token, or ref of the user. */
  pushedBy: string;
  /** Id of the key; null: not signed. */
  signedBy: string | null;
  /** A newer one of its series is there. */
  superseded: boolean;
  /** What was read in it; not in lists. */
  value?: JsonObject;
  miss?: FactMiss;
  /** What the pusher has to know all the same. */
  note?: string;
}

/** @public */
export interface ReportPage {
  reports: ReportView[];
  nextCursor: string | null;
}

/** @public */
export interface RunPage {
  /** Newest first. */
  runs: RunView[];
  nextCursor: string | null;
}

/** @public */
export interface HistoryRequest extends ScorecardSelector, PageRequest {
  /** First day of the points, `YYYY-MM-DD` in UTC; without it 90 days ago. */
  since?: string;
}

/** @public */
export interface AttestationsQuery extends PageRequest {
  /** ISO 8601: those that end before it. */
  endsBefore?: string;
  role?: string;
  about?: string;
  entityRef?: string;
}

/** A task, and the launch unit on whose page it is done. @public */
export interface PortfolioTask extends AttestationTask {
  subjectRef: string;
  checklistId: string;
}

/** @public */
export interface AttestationTaskPage {
  tasks: PortfolioTask[];
  nextCursor: string | null;
}

/** @public */
export interface WaiversQuery extends PageRequest {
  /** Alternatives. */
  state?: WaiverState[];
  /** A launch unit, or an entity that is part of one. */
  entityRef?: string;
  checklist?: string;
  /** ISO 8601: those that end before it. */
  endsBefore?: string;
}

/** Newest first. @public */
export interface ReviewsQuery extends PageRequest {
  /** Alternatives. */
  state?: ReviewState[];
  /** A launch unit. */
  entityRef?: string;
  checklist?: string;
  /** Planned at this time or later, ISO 8601. */
  from?: string;
  /** Planned before this time. */
  to?: string;
}

/** @public */
export type RecordFormat = 'json' | 'markdown' | 'dsse';

/**
 * What the production-readiness backend answers. Every method throws a
 * `ResponseError` on an answer that is not a success: `body.error.name` is
 * `NotFoundError` where the entity does not exist or nothing judges it, and
 * `body.error.code` then says which: `unknown-entity` or `not-judged`.
 *
 * @public
 */
export interface ProductionReadinessApi {
  /** The checklists in force, by id. */
  listChecklists(): Promise<ChecklistSummary[]>;
  /** The version in force, or the stored one whose digest is `version`. */
  getChecklist(
    id: string,
    options?: { version?: string },
  ): Promise<ChecklistView>;
  /** What evidence comes from, and how that fares. */
  getConnections(): Promise<ConnectionsView>;
  listScorecards(query?: ScorecardsQuery): Promise<ScorecardPage>;
  getScorecard(request: ScorecardRequest): Promise<ScorecardView>;
  /** Points stand on the first page only. */
  getHistory(request: HistoryRequest): Promise<HistoryView>;
  getGate(selector: ScorecardSelector): Promise<GateView>;
  /** Asks for a run now; answers the one that waits already if there is one. */
  requestRun(selector: ScorecardSelector): Promise<RunView>;
  listRuns(request: ScorecardSelector & PageRequest): Promise<RunPage>;
  getRun(request: { entityRef: string; runId: string }): Promise<RunView>;
  /** What people are asked to state of a launch unit or a member, and have stated. */
  getAttestations(selector: ScorecardSelector): Promise<AttestationsView>;
  /** All or none; judged before it is answered. */
  attest(
    request: ScorecardSelector & { attestations: AttestationInput[] },
  ): Promise<AttestationsGiven>;
  withdrawAttestation(request: {
    id: string;
    reason: string;
  }): Promise<Evaluated & { attestation: AttestationView }>;
  /** Those in force over all launch units that the reader may see. */
  listAttestations(query?: AttestationsQuery): Promise<AttestationPage>;
  /** What waits for the reader, over all launch units. */
  listAttestationTasks(query?: {
    cursor?: string;
  }): Promise<AttestationTaskPage>;
  listWaivers(query?: WaiversQuery): Promise<WaiverPage>;
  requestWaiver(
    selector: ScorecardSelector,
    input: WaiverInput,
  ): Promise<WaiverView>;
  approveWaiver(request: {
    id: string;
    note?: string;
  }): Promise<WaiverView & Evaluated>;
  refuseWaiver(request: {
    id: string;
    note: string;
  }): Promise<WaiverView & Evaluated>;
  revokeWaiver(request: {
    id: string;
    reason: string;
  }): Promise<WaiverView & Evaluated>;
  listReviews(query?: ReviewsQuery): Promise<ReviewPage>;
  getReview(id: string): Promise<ReviewView>;
  openReview(input: ReviewInput): Promise<ReviewView>;
  /** Voids the sign-offs: any change is material. */
  changeReview(id: string, change: ReviewChange): Promise<ReviewView>;
  signReview(id: string, input: SignOffInput): Promise<ReviewView>;
  withdrawSignOff(
    id: string,
    request: { role: string; reason: string },
  ): Promise<ReviewView>;
  decideReview(id: string, input: DecisionInput): Promise<ReviewView>;
  /** Without a time: now. */
  recordLaunch(id: string, request?: { at?: string }): Promise<ReviewView>;
  cancelReview(id: string, request: { reason: string }): Promise<ReviewView>;
  reopenReview(id: string, request: { reason: string }): Promise<ReviewView>;
  /** Gives an item that was open at the decision another owner or date. */
  assignItem(
    id: string,
    request: { item: string; owner: string; dueAt: string },
  ): Promise<ReviewView>;
  /** Launch units in production for which no GO was recorded. */
  listLaunchesWithoutGo(query?: {
    cursor?: string;
  }): Promise<{ launches: LaunchWithoutGo[]; nextCursor?: string | null }>;
  /** The record of the decision as text; a `ConflictError` before there is one. */
  getRecord(id: string, format: RecordFormat): Promise<string>;
  /** Goes through all records and names the first that is not as it was written. */
  verifyRecords(): Promise<RecordVerification>;
  /** Public keys that statements on launches are verified with. */
  listRecordKeys(): Promise<RecordKey[]>;
}
