import type {
  HoldsBack,
  Status,
  Strength,
  Truth,
  UnknownCause,
  Verdict,
  Who,
} from './status';

/**
 * One value that a leaf read: which fact of which entity, and where in it.
 *
 * @public
 */
export interface Read {
  entityRef: string;
  /** Fact id, for example `http.health`. */
  fact: string;
  /** Path inside the fact's value, for example `['status']`; empty for the whole. */
  path: string[];
}

/**
 * Result of one leaf of a verification tree. Holds ids, never times or values:
 * those are joined from the fact when a scorecard is read (semantics 7.2).
 *
 * @public
 */
export interface LeafResult {
  kind: 'check' | 'attest' | 'report' | 'criterion' | 'item' | 'score';
  truth: Truth;
  /** False: dropped out, for the reason in `message` (semantics 4.1 and 4.2). */
  counted: boolean;
  /** Stands in for a source that is not connected (semantics 4.2). */
  substitute?: true;
  /** Under a `not` of a trigger: what would hold against a GO is that it is false. */
  negated?: true;
  strength: Strength;
  /** For `check` and `report`: the expression. */
  expression?: string;
  /** What was expected, in words, where the checklist says it. */
  expected?: string;
  reads?: Read[];
  /** For `attest`: the role that has to state it. */
  role?: string;
  /** For `attest`: what the statement is about, where that is not what asks for it. */
  about?: string;
  /** For `report`: its type. */
  report?: string;
  /** For `criterion` and `item`: its id. */
  ref?: string;
  /** Collector whose fact is missing, or that is not connected. */
  collector?: string;
  cause?: UnknownCause;
  who?: Who;
  message?: string;
  /** Id of the attestation that counted. */
  attestation?: string;
}

/**
 * A criterion on one entity.
 *
 * @public
 */
export interface EntityResult {
  entityRef: string;
  /** With waivers applied. */
  status: Status;
  /** Before waivers; what decides reads this one (semantics 5.1). */
  rawStatus: Status;
  strength: Strength;
  /** For unknown: why, who can end it, and which collector is concerned. */
  cause?: UnknownCause;
  who?: Who;
  collector?: string;
  /** One sentence: why it is not a pass, or what the pass rests on. */
  message?: string;
  /** A pass that deserves a remark (`warnWhen` of the checklist). */
  warning?: string;
  /** Id of the waiver in force. */
  waiver?: string;
  leaves: LeafResult[];
}

/** @public */
export interface CriterionResult {
  id: string;
  text: string;
  status: Status;
  rawStatus: Status;
  /**
   * A critical item, GO criterion or NO-GO trigger reads it: directly, by its
   * item, or through what inherits from it.
   */
  decides: boolean;
  /** Worst first does not hold here: in the order of the entities' refs. */
  entities: EntityResult[];
}

/** @public */
export interface ItemResult {
  id: string;
  title: string;
  /** Category id. */
  category: string;
  section: string;
  /** Read by a critical item of the gate, or a criterion of it is. */
  critical: boolean;
  /** Role that owns the item. */
  role: string;
  status: Status;
  rawStatus: Status;
  criteria: CriterionResult[];
}

/**
 * One row of the gate: a critical item, a GO criterion or a NO-GO trigger.
 *
 * @public
 */
export interface GateRow {
  id: string;
  title: string;
  group?: string;
  /** For a NO-GO trigger `true` means that it holds. */
  truth: Truth;
  /** One entry for each leaf, in order. */
  leaves: LeafResult[];
  message?: string;
}

/**
 * Something known that stands between the subject and a GO.
 *
 * @public
 */
export interface Blocker {
  kind: 'critical' | 'go' | 'no-go';
  /** Id of the gate row. */
  id: string;
  title: string;
  message: string;
  /** Items that have to be fixed for it. */
  items: string[];
}

/** @public */
export interface UnknownGroup {
  cause: UnknownCause;
  who: Who;
  /** For `not-connected`, `collector-failing`: the collector; for reports: the type. */
  source?: string;
  /** Items that are unknown with this cause. */
  items: string[];
  /** Criteria on entities that are unknown with this cause. */
  count: number;
}

/**
 * A member's share of its subject's scorecard.
 *
 * @public
 */
export interface MemberShare {
  entityRef: string;
  targets: string[];
  holdsBack: HoldsBack;
  /** Ids of the gate rows through which it holds the launch back, or may. */
  through: string[];
  /** Status of each item that applies to it, judged on this member alone. */
  items: Record<string, Status>;
  passed: number;
  applicable: number;
}

/** @public */
export interface Score {
  /** Items that pass. */
  completed: number;
  /** Items that apply. */
  applicable: number;
  /** Items listed. */
  total: number;
  waived: number;
  /** Cut, not rounded, to one decimal; null if nothing applies. */
  percent: number | null;
}

/**
 * The least that must change for a GO (semantics 5.5): every must, and some of
 * the other open items for the score.
 *
 * @public
 */
export interface PathToGo {
  /** Criteria that must pass whatever else happens. */
  musts: string[];
  /** Open items besides the musts that are needed for the score. */
  anyOf: { needed: number; items: string[] };
}

/**
 * The stored evaluation of a subject against one checklist version.
 *
 * @public
 */
export interface ScorecardDocument {
  subjectRef: string;
  checklist: { id: string; version: string; digest: string; title: string };
  score: Score;
  level: { id: string; title: string } | null;
  /** Null for a checklist without gate rules. */
  verdict: Verdict | null;
  /** False while the checklist only observes (semantics 5.7). */
  enforced: boolean;
  items: ItemResult[];
  critical: GateRow[];
  go: GateRow[];
  noGo: GateRow[];
  blockers: Blocker[];
  unknownBy: UnknownGroup[];
  members: MemberShare[];
  path: PathToGo;
  /** Targets of the checklist and who is in them. */
  targets: Record<string, string[]>;
  /** Expressions that failed other than for want of a fact. */
  warnings: string[];
}
