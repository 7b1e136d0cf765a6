import type { Evidence, FactError, FactMiss } from './facts';
import type { JsonValue } from './json';
import type {
  Blocker,
  CriterionResult,
  EntityResult,
  GateRow,
  ItemResult,
  LeafResult,
  MemberShare,
  PathToGo,
  Score,
  UnknownGroup,
} from './scorecard';
import type { HoldsBack, Status, Strength, Verdict, Who } from './status';

/** What a screen needs to know of one fact that was read. Times are ISO 8601. @public */
export interface FactView {
  entityRef: string;
  fact: string;
  collector: string;
  /**
   * Only where all facts were asked for (`facts=full`): what a check read of it
   * stands beside the check. Absent too where there is none, or the reader may
   * not see the entity.
   */
  value?: JsonValue;
  /** The thing itself does not answer, since when: nothing else of it was read. */
  silent?: { since: string | null };
  miss?: FactMiss;
  error?: FactError;
  evidence: Evidence[];
  collectedAt: string | null;
  expiresAt: string | null;
  /** There is something that is past `refreshAfter`, or whose last fetch failed. */
  stale: boolean;
  /** The reader may not see the entity: identity, reason and evidence are withheld. */
  hidden?: true;
}

/** @public */
export interface LeafView extends LeafResult {
  /** Values at the paths that the leaf read, in the order of `reads`. */
  values?: {
    fact: string;
    entityRef: string;
    path: string;
    value: JsonValue;
  }[];
}

/** @public */
export interface EntityResultView extends Omit<EntityResult, 'leaves'> {
  leaves: LeafView[];
  /** Newest `collectedAt` of the facts that were read. */
  checkedAt: string | null;
}

/** @public */
export interface CriterionView extends Omit<CriterionResult, 'entities'> {
  entities: EntityResultView[];
  strength: Strength;
  why?: string;
  fix?: string;
  role: string;
  when?: string;
}

/** @public */
export interface ItemView extends Omit<ItemResult, 'criteria'> {
  why: string;
  fix: string;
  links: { title: string; url: string }[];
  criteria: CriterionView[];
}

/** @public */
export interface RunView {
  id: string;
  subjectRef: string;
  checklistId: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed';
  reason: 'asked' | 'due' | 'changed' | 'resumed';
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Collectors done and in all, over all entities. */
  progress: { done: number; total: number };
  /** One line per collector and entity that failed. */
  problems: string[];
}

/** @public */
export interface ChecklistSummary {
  id: string;
  version: string;
  title: string;
  digest: string;
  mode: 'observe' | 'enforce';
  subjectKind: string;
  items: number;
  criteria: number;
  /** Where it was read from. */
  origin: string;
  loadedAt: string;
  findings: { errors: number; warnings: number; infos: number };
  /** Set while a newer version could not be loaded: the last good one is in force. */
  broken?: {
    origin: string;
    at: string;
    messages: string[];
    /** The version that its file names, where that can be read. */
    version?: string;
  };
}

/** @public */
export interface CommandView {
  id: string;
  title: string;
  command: string;
  entityRef: string | null;
  result: JsonValue | null;
  /** Why there is no result. */
  unknown?: string;
  checkedAt: string | null;
}

/** @public */
export interface ContactView {
  id: string;
  title: string;
  group: 'emergency' | 'vendor' | 'internal';
  name: string | null;
  phone: string | null;
  value: string | null;
  links: { title: string; url: string }[];
  /** What to set where nothing resolves. */
  missing?: string;
}

/** What facts and reports come from. @public */
export interface SourceView {
  title: string;
  /** Whether this Backstage has a collector for it. */
  installed: boolean;
  /** What to add to the configuration; only where the collector would read it. */
  config?: string;
  /** Instead of `config`: why no configuration helps. */
  hint?: string;
}

/**
 * Answer of `GET /connections`: what evidence comes from, how that fares, and
 * what is missing.
 *
 * @public
 */
export interface ConnectionsView {
  /** Those that something is wrong with first, then by what they verify. */
  sources: ConnectionView[];
  /** Hosts that a check wanted to ask and the configuration does not allow. */
  refusedHosts: {
    host: string;
    port: number;
    reason: string;
    entityRefs: string[];
    firstAt: string;
    lastAt: string;
    /** The line to add to `productionReadiness.http.allow`; null: the address is at fault. */
    allow: string | null;
  }[];
}

/** One source of evidence: a collector, or a type of report. @public */
export interface ConnectionView {
  /** Collector id, or `report:<type>`. */
  id: string;
  title: string;
  /**
   * By configuration: `partly` where it serves some of those who want it. A
   * report is connected where somebody is declared to push it.
   */
  connection: 'connected' | 'partly' | 'not-connected';
  /** Of what is connected: `waiting` before the first answer or report. */
  health: 'ok' | 'failing' | 'waiting' | null;
  /** Facts that are wanted of it, and those it cannot serve for want of configuration. */
  facts: { wanted: number; notConnected: number; failing: number };
  entities: { wanted: number; notConnected: number };
  /** Why it does not serve them, each once. */
  reasons: string[];
  lastSuccessAt: string | null;
  lastError: { at: string; message: string; entityRef: string } | null;
  /** What it verifies, or would: criteria that read it, and on how many launch units. */
  verifies: {
    checklistId: string;
    criteria: string[];
    subjects: number;
  }[];
  /** What to add to the configuration; only where this Backstage would read it. */
  config?: string;
  /** Instead of `config`: why no configuration helps. */
  hint?: string;
}

/**
 * Answer of `GET /scorecards/{kind}/{namespace}/{name}`. For a member: its
 * share, with the subject's verdict and gate.
 *
 * @public
 */
export interface ScorecardView {
  entityRef: string;
  subjectRef: string;
  isSubject: boolean;
  checklist: {
    id: string;
    version: string;
    digest: string;
    title: string;
    metadata: Record<string, string>;
  };
  /** All checklists that judge this entity or its subject. */
  available: { id: string; title: string; subjectRef: string }[];
  state: 'never-run' | 'ready';
  evaluatedAt: string | null;
  /** When the next run is due. */
  dueAt: string | null;
  run: RunView | null;
  score: Score;
  level: { id: string; title: string } | null;
  verdict: Verdict | null;
  enforced: boolean;
  /** On a member's page only. */
  holdsBack?: HoldsBack;
  share?: MemberShare;
  items: ItemView[];
  categories: {
    id: string;
    title: string;
    passed: number;
    applicable: number;
    failed: number;
    unknown: number;
  }[];
  critical: GateRow[];
  go: GateRow[];
  noGo: GateRow[];
  blockers: Blocker[];
  unknownBy: UnknownGroup[];
  members: MemberShare[];
  path: PathToGo;
  targets: Record<string, string[]>;
  sources: Record<string, SourceView>;
  roles: Record<string, string>;
  /** Sentence: a newer version of the checklist could not be loaded; also among the warnings. */
  brokenChecklist?: string;
  /** Lint findings and failing expressions worth showing. */
  warnings: string[];
  /** Facts that the results read, keyed `<entityRef>|<fact>`. */
  facts: Record<string, FactView>;
}

/** One row of the portfolio: a subject under one checklist. @public */
export interface ScorecardRowView {
  entityRef: string;
  title: string | null;
  kind: string;
  type: string | null;
  owner: string | null;
  system: string | null;
  lifecycle: string | null;
  checklist: { id: string; version: string; title: string };
  score: Score;
  level: { id: string; title: string } | null;
  verdict: Verdict | null;
  enforced: boolean;
  failing: number;
  unknown: number;
  topBlockers: string[];
  categories: {
    id: string;
    title: string;
    passed: number;
    applicable: number;
    failed: number;
    unknown: number;
  }[];
  evaluatedAt: string | null;
  running: boolean;
}

/** @public */
export interface HistoryView {
  /** One point a day. */
  points: {
    day: string;
    completed: number;
    applicable: number;
    verdict: Verdict | null;
    levelId: string | null;
  }[];
  /** Newest first. */
  transitions: {
    at: string;
    item: string;
    title: string;
    from: Status | null;
    to: Status;
    entityRef: string;
  }[];
  nextCursor: string | null;
}

/** Answer of `GET /scorecards/{kind}/{namespace}/{name}/gate`. @public */
export interface GateView {
  entityRef: string;
  subjectRef: string;
  isSubject: boolean;
  checklist: { id: string; version: string; title: string };
  evaluatedAt: string | null;
  verdict: Verdict | null;
  enforced: boolean;
  score: Score;
  level: { id: string; title: string } | null;
  holdsBack?: HoldsBack;
  share?: MemberShare;
  critical: GateRow[];
  go: GateRow[];
  noGo: GateRow[];
  blockers: Blocker[];
  unknownBy: UnknownGroup[];
  path: PathToGo;
  /** Titles of the items and criteria that the rows refer to. */
  titles: Record<string, string>;
  /** Of each of the path's musts whether it is known to fail, and who can end that. */
  steps: Record<string, { known: 'fails' | 'unknown'; who: Who }>;
  contacts: ContactView[];
  commands: CommandView[];
  postLaunch: {
    id: string;
    title: string;
    duration: string;
    checks: { id: string; title: string; role: string }[];
  }[];
  roles: Record<string, string>;
  sources: Record<string, SourceView>;
  /** As on the scorecard. */
  brokenChecklist?: string;
  /** As on the scorecard. */
  warnings: string[];
}
