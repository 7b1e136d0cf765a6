import type {
  Checklist,
  ChecklistSummary,
  ConnectionsView,
  FactMiss,
  GateView,
  HistoryView,
  JsonObject,
  LintFinding,
  RunView,
  ScorecardRowView,
  ScorecardView,
  Verdict,
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
}
