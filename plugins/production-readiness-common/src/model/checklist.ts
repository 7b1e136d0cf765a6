import type { JsonObject, JsonValue } from './json';
import type { Strength } from './status';

/**
 * How something is verified: one tree for criteria, critical items, GO, NO-GO
 * and post-launch checks (semantics 4.1). ISO 8601 durations.
 *
 * @public
 */
export type Tree =
  | { allOf: Tree[] }
  | { anyOf: Tree[] }
  | { atLeast: { count: number; of: Tree[] } }
  /** The first whose source is configured for the entity (semantics 4.2). */
  | { substitute: Tree[] }
  /** For triggers: true where its argument is known false. */
  | { not: Tree }
  | CheckLeaf
  | AttestLeaf
  | ReportLeaf
  | { criterion: string }
  | { item: string }
  | { score: number };

/** @public */
export interface CheckLeaf {
  check: string;
  strength?: Strength;
  /** In words, for the screen; without it the expression is shown. */
  expected?: string;
  /** A second expression: where it is true, the pass carries this warning. */
  warnWhen?: { check: string; message: string };
  /** In an anyOf: counts only until there is traffic to measure (coverage map 1.3). */
  untilTraffic?: boolean;
}

/** @public */
export interface AttestLeaf {
  attest: {
    role: string;
    validFor?: string;
    /** What the person states; without it the criterion's text. */
    statement?: string;
    /** Expression path of a fact, for example `http.limited.limitPerMinute`. */
    boundTo?: string;
    /** Key of a document whose attestation counts here. */
    document?: string;
    /** Id of the criterion or row whose attestation counts here; without it the own one's. */
    about?: string;
  };
}

/** @public */
export interface ReportLeaf {
  report: {
    type: string;
    /** Expression over `report.<type>`; without it the type's own rule. */
    check?: string;
    maxAge?: string;
    sameCommit?: boolean;
  };
  expected?: string;
  untilTraffic?: boolean;
}

/** @public */
export interface Criterion {
  /** `<item id>/<criterion>`. */
  id: string;
  text: string;
  /** Targets that it applies to; inherited from the item. */
  for: string[];
  verify: Tree;
  strength: Strength;
  /** Condition under which it applies (CEL); known false: not applicable. */
  when?: string;
  why?: string;
  fix?: string;
  /** Role that acts when it fails; inherited from the item. */
  role?: string;
  waivable?: boolean;
  links?: { title: string; url: string }[];
}

/** @public */
export interface Item {
  id: string;
  title: string;
  section: string;
  category: string;
  for: string[];
  when?: string;
  role: string;
  why: string;
  fix: string;
  waivable?: boolean;
  /** ISO date from which a failing item counts (semantics 5.7). */
  enforceFrom?: string;
  links?: { title: string; url: string }[];
  criteria: Criterion[];
}

/** @public */
export interface Category {
  id: string;
  title: string;
  /** What the source document declares; the linter compares. */
  declaredItems?: number;
  sections: { title: string; items: string[] }[];
}

/** @public */
export interface Target {
  title: string;
  /** The subject itself. */
  subject?: boolean;
  kind?: string;
  type?: string[];
  /** Names of entities; narrows a kind and type. */
  name?: string[];
  required: boolean;
}

/** @public */
export interface GateRule {
  id: string;
  title: string;
  group?: string;
  verify: Tree;
  why?: string;
  waivable?: boolean;
}

/** @public */
export interface PostLaunchCheck {
  id: string;
  title: string;
  verify: Tree;
  /** Closed by the first pass, or judged when the window is over. */
  settles: 'on-pass' | 'at-deadline';
  role: string;
}

/** @public */
export interface FactRequestDefinition {
  /** Fact id, `<collector>.<key>`. */
  fact: string;
  collector: string;
  key: string;
  /** Targets whose members have the fact. */
  for: string[];
  /** Parameters for the collector; strings in `expressions` are CEL over annotations and params. */
  params: JsonObject;
  refreshAfter?: string;
}

/** @public */
export interface LintFinding {
  level: 'error' | 'warning' | 'info';
  /** Stable name of the rule, for example `item-count`. */
  rule: string;
  message: string;
  /** File and position, 1-based, where known. */
  file?: string;
  line?: number;
  column?: number;
}

/**
 * A checklist after parsing, inheritance resolved.
 *
 * @public
 */
export interface Checklist {
  id: string;
  version: string;
  title: string;
  description: string;
  metadata: Record<string, string>;
  /** Kind of entity that it judges as a whole, and which of them. */
  subject: {
    kind: string;
    /** Values of `spec.type` that it judges; absent: all. */
    type?: string[];
    /** Applies also without the annotation `production-readiness/checklist`. */
    byDefault: boolean;
  };
  targets: Record<string, Target>;
  roles: Record<string, { title: string; validFor: string }>;
  params: Record<string, JsonValue>;
  levels: { id: string; title: string; min: number }[];
  passingScore: number;
  declared?: { total?: number; passing?: string };
  mode: 'observe' | 'enforce';
  sources: Record<string, { title: string; config?: string }>;
  collect: FactRequestDefinition[];
  reports: Record<
    string,
    { title: string; maxAge?: string; sameCommit?: boolean; check?: string }
  >;
  documents: Record<string, { title: string; role: string; globs: string[] }>;
  categories: Category[];
  items: Item[];
  critical: GateRule[];
  go: GateRule[];
  noGo: GateRule[];
  postLaunch: {
    id: string;
    title: string;
    duration: string;
    checks: PostLaunchCheck[];
  }[];
  /** How its launches are reviewed. */
  review: {
    /** Roles of which one person each signs. */
    signOffs: string[];
    /** How long a GO holds, ISO 8601. */
    goValidFor: string;
    separation: 'strict' | 'small-team';
    /** Role that decides, opens, records launches; with `owner` the owners. */
    decides: string;
  };
  contacts: {
    id: string;
    title: string;
    group: 'emergency' | 'vendor' | 'internal';
    annotation?: string;
    role?: string;
    value?: string;
    links?: { title: string; url: string }[];
  }[];
  commands: {
    id: string;
    title: string;
    command: string;
    /** Target on whose members the live result is read. */
    for: string;
    /** Expression whose value is the live result. */
    result: string;
    collector: string;
  }[];
}
