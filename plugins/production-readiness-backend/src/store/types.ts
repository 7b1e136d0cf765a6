import type {
  Attestation,
  Checklist,
  FactMiss,
  FactRecord,
  JsonObject,
  JsonValue,
  LintFinding,
  RunView,
  ScorecardDocument,
  Status,
  Verdict,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  EntityInput,
  NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { Knex } from 'knex';
import type { LoadedChecklist } from '../checklists/types';
import type { AttestationStore, RecordStore, WaiverStore } from './peopleTypes';
import type { OutboxStore, ReminderStore } from './noticeTypes';
import type { LaunchStore } from './LaunchStore';
import type { ReviewStore } from './reviewTypes';

/** A subject under one checklist: the unit that is run, stored and listed. */
export interface SubjectKey {
  subjectRef: string;
  checklistId: string;
}

// ---------------------------------------------------------------- checklists

/** A checklist version as it was loaded, inheritance and configuration applied. */
export interface ChecklistVersion {
  id: string;
  version: string;
  /** Digest of `content`: what projections are keyed by. */
  digest: string;
  /**
   * Digest of the checklist as its author wrote it. One version number has one
   * source digest for ever; configured `params` and `mode` change only `digest`.
   */
  sourceDigest: string;
  content: Checklist;
  findings: LintFinding[];
  /** File, URL or `builtin:<name>`. */
  origin: string;
  loadedAt: string;
  /** Null: no longer in force. */
  activatedAt: string | null;
}

export interface ChecklistStore {
  /**
   * Stores the version and makes it the one in force, in one transaction; every
   * subject of the checklist becomes due. Throws ConflictError if the version
   * number is known with another source digest: nothing is changed then.
   */
  activate(
    version: Omit<ChecklistVersion, 'activatedAt' | 'loadedAt'>,
    now: Date,
  ): Promise<{ switched: boolean }>;
  /** Takes out of force what is not among these ids; answers what was. */
  deactivateExcept(ids: string[]): Promise<{ deactivated: string[] }>;
  /** The version in force, or undefined. */
  active(id: string): Promise<ChecklistVersion | undefined>;
  /** All versions in force, by id. */
  listActive(): Promise<ChecklistVersion[]>;
  /** Cheap: tells what to load anew. */
  listActiveDigests(): Promise<{ id: string; digest: string }[]>;
  /** One version by digest, in force or not. */
  get(id: string, digest: string): Promise<ChecklistVersion | undefined>;
}

// ------------------------------------------------------------------ subjects

/** What is known of a catalog entity in columns: filters and permissions read these. @public */
export interface EntityColumns {
  entityRef: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  /** Entity ref of the owner (relation ownedBy). */
  owner: string | null;
  /** Entity ref of the system; of a System itself its own ref. */
  system: string | null;
}

/** The subject's row: the one place that says what is due. Times are ISO 8601. */
export interface SubjectRow extends SubjectKey {
  /** Counts every input that changed. */
  revision: number;
  /** Null: nothing is due by time. */
  dueAt: string | null;
  /** When the stored answer may change by time alone. */
  validUntil: string | null;
  inputHash: string | null;
  evaluatedAt: string | null;
  /** Revision that the stored result was computed from. */
  evaluatedRevision: number | null;
  /** Version digest of the newest projection. */
  digest: string | null;
  /** Conditions once known true (semantics 4.3). */
  conditions: string[];
  claimedBy: string | null;
  claimedUntil: string | null;
  /** Left the catalog; kept for 30 days. */
  goneAt: string | null;
}

/** What is known of a scorecard before the first run. */
export interface ScorecardPlaceholder {
  digest: string;
  version: string;
  items: number;
  hasGate: boolean;
  enforced: boolean;
}

export interface SubjectStore {
  /** Adds the subject, due at once, with an empty aggregated row; no-op if known. */
  ensure(
    key: SubjectKey,
    entity: EntityColumns,
    placeholder: ScorecardPlaceholder,
    now: Date,
  ): Promise<{ added: boolean }>;
  get(key: SubjectKey, tx?: Knex): Promise<SubjectRow | undefined>;
  /** All subjects of a checklist, or all. */
  list(checklistId?: string): Promise<SubjectRow[]>;
  /** Due, not claimed and without an open run; earliest first. */
  listDue(options: { now: Date; limit: number }): Promise<SubjectRow[]>;
  /** Counts an input that changed and makes the subject due now. */
  bump(key: SubjectKey, now: Date, tx?: Knex): Promise<void>;
  /** Bumps every subject that has the entity as a member. */
  bumpByEntity(entityRef: string, now: Date, tx?: Knex): Promise<void>;
  /**
   * Takes or renews the lease. False: another process holds it. The lease is
   * what keeps two processes from doing the same run.
   */
  claim(
    key: SubjectKey,
    options: { by: string; now: Date; leaseMs: number },
  ): Promise<boolean>;
  release(key: SubjectKey, by: string): Promise<void>;
  /** After a run that failed as a whole: due no earlier than this. */
  postpone(
    key: SubjectKey,
    options: { by: string; dueAt: Date },
  ): Promise<void>;
  /**
   * Keeps inputs from changing until the transaction is over; false where one
   * changed since `revision` was read.
   */
  hold(key: SubjectKey, revision: number, tx: Knex): Promise<boolean>;
  /** Makes it due by a time, where nothing makes it due earlier. */
  dueBy(key: SubjectKey, at: string, tx?: Knex): Promise<void>;
  /** Ends claims whose lease is over; with `notBy` also all of other processes. */
  releaseDead(options: { now: Date; notBy?: string }): Promise<number>;
}

// ------------------------------------------------------------------- members

/** One entity of a subject; the subject itself is listed too. */
export interface MemberRow extends SubjectKey, EntityColumns {
  isSubject: boolean;
  /** Kind as the catalog spells it; `kind` is in lower case. */
  catalogKind: string;
  targets: string[];
  annotations: Record<string, string>;
  /** Fact id to digest of the request it answers; which stored facts are this subject's. */
  requests: Record<string, string>;
  /** By collector: whether it can serve the member. */
  sources: Record<string, MemberSource>;
  /** Version of the entity in the catalog. */
  etag: string | null;
}

/** What is wanted of a collector for one member, and what configuration has no connection for. */
export interface MemberSource {
  wanted: number;
  notConnected: number;
  /** Why not, each once. */
  reasons: string[];
}

export interface MemberStore {
  /** Members of a subject, the subject first, then by ref. */
  list(key: SubjectKey, tx?: Knex): Promise<MemberRow[]>;
  /** The sources of every member in the catalog; in batches, for there are many. */
  listSources(
    take: (
      member: Pick<
        MemberRow,
        'subjectRef' | 'checklistId' | 'entityRef' | 'sources'
      >,
    ) => void,
  ): Promise<void>;
  /** Every subject that the entity is part of, or is. */
  listByEntity(entityRef: string): Promise<MemberRow[]>;
  /** One row for each of the entities that is a member of anything. */
  getEntities(entityRefs: string[]): Promise<EntityColumns[]>;
  /** Versions in the catalog of all members of subjects that are there, to find what changed. */
  listEtags(): Promise<{ entityRef: string; etag: string | null }[]>;
  /** Replaces the members; bumps the subject's revision if anything changed. */
  replace(
    key: SubjectKey,
    members: MemberRow[],
    now: Date,
  ): Promise<{ changed: boolean }>;
}

// --------------------------------------------------------------------- facts

/** A stored fact and what the pipeline keeps beside it. */
export interface StoredFact extends FactRecord {
  collector: string;
  /** Digest of the request's parameters: another URL is another fact. */
  request: string;
  /** Set while the thing does not answer: time of the first sample that said so. */
  failingSince: string | null;
}

export interface FactStore {
  /** The facts that a subject's evaluation reads. */
  listForSubject(key: SubjectKey, tx?: Knex): Promise<StoredFact[]>;
  listForEntity(entityRef: string): Promise<StoredFact[]>;
  /** Those that answer some requests, whoever reads them. */
  listForRequests(
    requests: readonly Pick<StoredFact, 'entityRef' | 'fact' | 'request'>[],
    tx?: Knex,
  ): Promise<StoredFact[]>;
  /**
   * Digest of the facts of a subject's entities, without reading them: another
   * one where content, error or times of any changed, or it became due again.
   */
  stateForSubject(key: SubjectKey, now: Date): Promise<string>;
  /**
   * Stores what was collected; in the same transaction every subject that reads
   * a fact whose content changed is bumped. Returns the ids of those facts.
   */
  save(facts: StoredFact[], now: Date): Promise<{ changed: string[] }>;
  /** What became of the facts of each collector. */
  healthOfCollectors(): Promise<CollectorHealth[]>;
}

/** What became of the stored facts of one collector. */
export interface CollectorHealth {
  collector: string;
  facts: number;
  /** Facts whose newest fetch failed; a thing that is silent is no fault of the collector. */
  failing: number;
  /** When a fetch last yielded a value or a miss. */
  lastSuccessAt: string | null;
  lastError: { at: string; message: string; entityRef: string } | null;
}

// ---------------------------------------------------------------- scorecards

/** One aggregated row per subject and checklist: lists, heat maps and totals read only these. */
export interface ScorecardRow extends SubjectKey, EntityColumns {
  digest: string;
  version: string;
  completed: number;
  applicable: number;
  total: number;
  waived: number;
  levelId: string | null;
  levelTitle: string | null;
  verdict: Verdict | null;
  enforced: boolean;
  failing: number;
  unknown: number;
  categories: CategoryCounts[];
  /** The first blockers, each a sentence that says the trouble. */
  topBlockers: string[];
  /** One character an item, in the checklist's order: p f u w n. */
  statuses: string;
  /** Null: never run. */
  evaluatedAt: string | null;
  /** A run of it is queued or going on. */
  running: boolean;
  /** Set when the entity left the catalog; deleted 30 days later. */
  goneAt: string | null;
}

export interface CategoryCounts {
  id: string;
  title: string;
  passed: number;
  applicable: number;
  failed: number;
  unknown: number;
}

/** Columns that permission rules speak of (semantics 7.5). @public */
export type RowColumn = 'owner' | 'system' | 'kind' | 'namespace';

/** A permission condition as data; becomes SQL, or a predicate on one entity. @public */
export type RowFilter =
  | { allOf: RowFilter[] }
  | { anyOf: RowFilter[] }
  | { not: RowFilter }
  | { column: RowColumn; values: string[] };

export interface RowQuery {
  /** What the reader may see. */
  visible?: RowFilter;
  checklistId?: string;
  entityRefs?: string[];
  owner?: string[];
  system?: string[];
  kind?: string[];
  namespace?: string[];
  type?: string[];
  lifecycle?: string[];
  /** `none`: a checklist without gate rules. */
  verdict?: (Verdict | 'none')[];
  levelId?: string[];
  /** Part of name or title, without regard to case. */
  search?: string;
  /** 'Who fails X': index of the item in the version's order. */
  item?: { digest: string; index: number; status: Status[] };
  /** Also rows of entities that left the catalog. */
  includeGone?: boolean;
}

export type RowSort =
  | 'title'
  | 'score'
  | 'verdict'
  | 'failing'
  | 'unknown'
  | 'evaluatedAt';

export interface RowPage {
  rows: ScorecardRow[];
  /** Null on the last page. */
  nextCursor: string | null;
}

export interface RowTotals {
  count: number;
  byVerdict: { verdict: Verdict | null; count: number }[];
  byLevel: { checklistId: string; levelId: string | null; count: number }[];
  neverRun: number;
}

/** A stored scorecard. */
export interface Projection extends SubjectKey {
  digest: string;
  revision: number;
  document: ScorecardDocument;
}

/** What one evaluation leaves behind; written in one transaction. */
export interface ProjectionWrite extends SubjectKey {
  /** Revision that was read before evaluating. */
  revision: number;
  claimedBy: string;
  digest: string;
  version: string;
  document: ScorecardDocument;
  categories: { id: string; title: string }[];
  entity: EntityColumns;
  inputHash: string;
  conditions: string[];
  validUntil: string | null;
  dueAt: string | null;
  now: Date;
}

export type WriteOutcome =
  /** The document differs from the stored one. */
  | 'written'
  /** Equal to the stored one: only times were written. */
  | 'unchanged'
  /** An input changed meanwhile: nothing was written, evaluate again. */
  | 'outdated';

export interface ScorecardStore {
  /** The newest projection, or that of one version. */
  get(key: SubjectKey, digest?: string): Promise<Projection | undefined>;
  getRow(key: SubjectKey): Promise<ScorecardRow | undefined>;
  /** Throws InputError on a cursor that is not one of this sort's. */
  list(
    query: RowQuery,
    options: {
      sort?: RowSort;
      descending?: boolean;
      limit: number;
      cursor?: string;
    },
  ): Promise<RowPage>;
  totals(query: RowQuery): Promise<RowTotals>;
  write(write: ProjectionWrite): Promise<WriteOutcome>;
  /** Skipped by hash: writes only times. 'outdated' as in `write`. */
  touch(
    write: SubjectKey & {
      revision: number;
      claimedBy: string;
      dueAt: string | null;
      now: Date;
    },
  ): Promise<'unchanged' | 'outdated'>;
}

// ------------------------------------------------------------------- history

export interface DailyPoint {
  /** YYYY-MM-DD in UTC. */
  day: string;
  completed: number;
  applicable: number;
  verdict: Verdict | null;
  levelId: string | null;
}

export interface Transition {
  at: string;
  item: string;
  title: string;
  from: Status | null;
  to: Status;
  /** The subject, or the member whose share changed. */
  entityRef: string;
}

export interface HistoryStore {
  /** Oldest first; `since` is a day. */
  points(key: SubjectKey, options?: { since?: string }): Promise<DailyPoint[]>;
  /** Newest first; only those of one entity with `entityRef`. */
  transitions(
    key: SubjectKey,
    options: { entityRef?: string; limit: number; cursor?: string },
  ): Promise<{ transitions: Transition[]; nextCursor: string | null }>;
}

// ---------------------------------------------------------------------- runs

export interface RunRow extends RunView {
  /** Higher goes first; a person waits for 10, a sweep has 0. */
  priority: number;
  /** A person asked: what was collected before `requestedAt` is collected anew. */
  asked: boolean;
}

export interface RunStore {
  get(id: string): Promise<RunRow | undefined>;
  /** The newest run of the subject, whatever its state. */
  latest(key: SubjectKey): Promise<RunRow | undefined>;
  /** Newest first. */
  list(
    key: SubjectKey,
    options: { limit: number; cursor?: string },
  ): Promise<{ runs: RunRow[]; nextCursor: string | null }>;
  /** Queued runs, by priority, then oldest first. */
  listQueued(limit: number): Promise<RunRow[]>;
  /**
   * Queues a run, or answers the one that is queued already: at most one waits
   * per subject. An ask lifts a waiting sweep to its own priority.
   */
  request(
    key: SubjectKey,
    options: { reason: RunView['reason']; priority: number; now: Date },
  ): Promise<{ run: RunRow; added: boolean }>;
  /** queued → running; false if someone else took it. */
  begin(id: string, options: { worker: string; now: Date }): Promise<boolean>;
  /** Persists progress of a running run of this worker; callers bound the rate. */
  progress(
    id: string,
    update: {
      worker: string;
      done: number;
      total: number;
      problems: string[];
    },
  ): Promise<void>;
  /** running → succeeded or failed; false if the run is this worker's no more. */
  finish(
    id: string,
    options: {
      worker: string;
      state: 'succeeded' | 'failed';
      progress: { done: number; total: number };
      problems: string[];
      now: Date;
    },
  ): Promise<boolean>;
  /** Running runs of subjects that nobody claims go back to the queue with reason `resumed`. */
  requeueOrphans(now: Date): Promise<number>;
}

// ------------------------------------------------------------------- reports

/** A report as its parser read it; what was pushed itself is not kept. */
export interface NewReport {
  entityRef: string;
  type: string;
  /** Which of several of a type that stand side by side. */
  series: string;
  /** Of report and envelope: what is pushed again is known by it. */
  digest: string;
  /** When what it tells of happened, ISO 8601 in UTC. */
  producedAt: string;
  commit: string | null;
  environment: string | null;
  tool: { name: string; version: string | null } | null;
  link: string | null;
  /** Subject of the token, or ref of the user. */
  pushedBy: string;
  /** Id of the key; null: not signed. */
  signedBy: string | null;
  value: JsonObject;
  miss?: FactMiss;
}

export interface StoredReport extends NewReport {
  id: string;
  receivedAt: string;
  /** A newer one of its series is there. */
  superseded: boolean;
}

export interface ReportStore {
  /**
   * Stores the report and bumps every subject that has the entity as a member,
   * in one transaction. The same content again changes nothing and answers the
   * one that is stored.
   */
  add(
    report: NewReport,
    now: Date,
  ): Promise<{ report: StoredReport; added: boolean }>;
  /**
   * The newest of each type, entity and series, and of some types those before
   * it; newest first.
   */
  listCurrent(
    entityRefs: string[],
    options?: { history?: { type: string; since: string }[] },
    tx?: Knex,
  ): Promise<StoredReport[]>;
  /** When the newest of each type was received, whoever it speaks of. */
  lastReceived(): Promise<Map<string, string>>;
  /** Of one entity, last received first. */
  list(
    entityRef: string,
    options: { type?: string; limit: number; cursor?: string },
  ): Promise<{ reports: StoredReport[]; nextCursor: string | null }>;
}

// -------------------------------------------------------------------- outbox

export type NoticeKind =
  | 'verdict-changed'
  | 'scorecard-changed'
  | 'critical-failed'
  | 'attestation-given'
  | 'attestation-withdrawn'
  | 'attestation-ending'
  | 'waiver-requested'
  | 'waiver-settled'
  | 'waiver-revoked'
  | 'waiver-ending'
  | 'review-opened'
  | 'review-changed'
  | 'sign-off-wanted'
  | 'sign-off-given'
  | 'sign-off-voided'
  | 'review-decided'
  | 'review-closed'
  | 'go-withdrawn'
  | 'go-expired'
  | 'launch-due'
  | 'launched'
  | 'check-due'
  | 'check-failed'
  | 'check-overdue'
  | 'review-verified';

/** Something to tell the outside, written with the change it speaks of. */
export interface Notice {
  id: string;
  kind: NoticeKind;
  subjectRef: string;
  checklistId: string;
  payload: NoticePayload;
  createdAt: string;
}

/** Ids, and the few facts that words are made of. */
export type NoticePayload = Record<string, JsonValue>;

// ----------------------------------------------------------------- retention

export interface RetentionStore {
  /** Marks subjects as gone, and those that came back as present. */
  markGone(
    checklistId: string,
    present: string[],
    now: Date,
  ): Promise<{ gone: string[] }>;
  /** Deletes what is kept no longer; returns how much of each. */
  prune(now: Date): Promise<{
    facts: number;
    runs: number;
    subjects: number;
    notices: number;
    reports: number;
  }>;
}

// ------------------------------------------------------------ people's inputs

/** Inputs of an evaluation that are not collected: what people state and CI reports. */
export interface EvaluationInputs {
  attestations: Attestation[];
  waivers: Waiver[];
  /** Reports as facts `report.<type>`, and facts that reports stand for. */
  reports: StoredFact[];
  /** Collectors in whose place reports are the source of an entity's facts. */
  standsFor: { entityRef: string; collector: string }[];
  /** By type of report and entity: where no one is declared to push it. */
  unpushed: NotConnected[];
}

/** Of what an evaluation wants the inputs. */
export interface InputsWanted {
  checklist: LoadedChecklist;
  /** The subject and its members, each with the release that is judged. */
  entities: {
    input: EntityInput;
    targets: string[];
    /** Ids of the facts that the checklist wants of it. */
    wanted: string[];
  }[];
  now: Date;
}

/** Where those come from; whoever writes one bumps the subject in the same transaction. */
export interface EvaluationInputSource {
  read(
    key: SubjectKey,
    wanted: InputsWanted,
    tx: Knex,
  ): Promise<EvaluationInputs>;
}

export interface Store {
  readonly knex: Knex;
  readonly checklists: ChecklistStore;
  readonly subjects: SubjectStore;
  readonly members: MemberStore;
  readonly facts: FactStore;
  readonly scorecards: ScorecardStore;
  readonly history: HistoryStore;
  readonly runs: RunStore;
  readonly reports: ReportStore;
  readonly attestations: AttestationStore;
  readonly waivers: WaiverStore;
  readonly records: RecordStore;
  readonly reviews: ReviewStore;
  readonly launches: LaunchStore;
  readonly outbox: OutboxStore;
  readonly reminders: ReminderStore;
  readonly retention: RetentionStore;
}
