import type {
  EntityResult,
  LeafResult,
  Strength,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledTree } from '../checklist/compileTree';
import { foremost, letsAPersonSpeak } from './causes';
import type { Unknown } from './causes';
import type { Asking } from './runExpression';

/** What a tree came to on an entity, with all that it rests on. */
export interface Proof {
  tree: CompiledTree;
  truth: Truth;
  /** In the order of the tree; those that dropped out are marked. */
  leaves: LeafResult[];
  /** What it rests on, or would. */
  strength: Strength;
  /** Set exactly where the truth is unknown. */
  unknown?: Unknown;
  /** Why it is false, or a remark on why it is true. */
  message?: string;
  /** A remark on a pass. */
  warning?: string;
  /** The same without what people say. */
  machine: MachineView;
  /** Under a tree: those that counted. */
  parts: readonly Proof[];
  /** Under an `anyOf` of which not all may count: all, in the order of the tree. */
  alternatives?: readonly Proof[];
  /** Under `criterion` and `item`: the results that were read. */
  sources: readonly CriterionOnEntity[];
  /** For a leaf: the entities whose facts decided, or are missing. */
  entities: readonly string[];
}

/**
 * What machines alone say. Whether an alternative drops out, and whether people
 * may speak beside it, is decided by this: else a statement that is withdrawn
 * would let another one count (semantics 5.6).
 */
export interface MachineView {
  /** `not-applicable` where no machine is asked. */
  truth: Truth;
  unknown?: Unknown;
  /** Whether it is unknown for no other reason than that a source is not connected. */
  unconnected: Unconnected;
  /** Whether people may speak beside it: no machine is asked, or each that is open waits. */
  room: boolean;
  /** Some of what is open waits: were the rest known and well, there would be room. */
  waits: boolean;
}

/** `partly`: something else that is read beside it is known, so that this hangs on data. */
export type Unconnected = false | 'wholly' | 'partly';

/** A criterion on an entity, with its proof; without one where none was begun. */
export interface CriterionOnEntity {
  criterion: string;
  item: string;
  result: EntityResult;
  unknown?: Unknown;
  /**
   * What machines alone do not know of the condition, where it is unknown or a
   * person's 'not in use' settled it: that statement must not let another one
   * count, or end it.
   */
  open?: Unknown;
  proof?: Proof;
}

/** How a tree is to be read. */
export interface TreeContext extends Asking {
  /** Something wanted, or a trigger: there nothing drops out (semantics 4.1). */
  mode: 'wanted' | 'trigger';
  /** Of a trigger: under a `not`, or under three, where it names something wanted. */
  negated?: boolean;
  /** A row that decides: what it refers to is meant as a whole, on every entity. */
  whole: boolean;
  /** Strength that leaves without one of their own take. */
  strength?: Strength;
}

export const NONE: readonly never[] = [];

const KNOWN: Record<Exclude<Truth, 'unknown'>, MachineView> = {
  true: { truth: 'true', unconnected: false, room: false, waits: false },
  false: { truth: 'false', unconnected: false, room: false, waits: false },
  'not-applicable': {
    truth: 'not-applicable',
    unconnected: false,
    room: true,
    waits: false,
  },
};

/** What one machine says; for want of what and `unconnected` matter only where it cannot. */
export function machineView(
  truth: Truth,
  missing: readonly Unknown[],
  unconnected: Unconnected,
): MachineView {
  if (truth !== 'unknown') return KNOWN[truth];
  const unknown = foremost(missing);
  return {
    truth,
    unknown,
    unconnected,
    room: letsAPersonSpeak(unknown),
    waits: missing.some(letsAPersonSpeak),
  };
}

/** A leaf that counts; what is unknown in it is shown by `leafProof`. */
export type LeafShown = Omit<LeafResult, 'cause' | 'who' | 'collector'>;

/** A proof that consists of one leaf, which becomes its own. */
export function leafProof(
  tree: CompiledTree,
  leaf: LeafShown,
  rest: Partial<
    Pick<Proof, 'unknown' | 'warning' | 'machine' | 'sources' | 'entities'>
  >,
): Proof {
  const { unknown } = rest;
  const shown: LeafResult = leaf;
  if (unknown) {
    shown.cause = unknown.cause;
    shown.who = unknown.who;
    shown.message ??= unknown.message;
    if (unknown.source !== undefined) shown.collector = unknown.source;
  }
  return {
    tree,
    truth: leaf.truth,
    strength: leaf.strength,
    message: shown.message,
    leaves: [shown],
    unknown,
    warning: rest.warning,
    machine:
      rest.machine ??
      machineView(leaf.truth, unknown ? [unknown] : NONE, false),
    parts: NONE,
    sources: rest.sources ?? NONE,
    entities: rest.entities ?? NONE,
  };
}

/** The same proof, its leaves shown as not counting. */
export function uncounted(proof: Proof, reason?: string): LeafResult[] {
  return proof.leaves.map(leaf => ({
    ...leaf,
    counted: false,
    ...(reason !== undefined && { message: reason }),
  }));
}

const STRENGTHS: Strength[] = [
  'measured',
  'mapped',
  'structure',
  'vendor-statement',
  'report',
  'attested',
  'derived',
];
const RANK = Object.fromEntries(
  STRENGTHS.map((strength, index) => [strength, index]),
) as Record<Strength, number>;

/** The weaker of two strengths: a chain is as strong as that. */
export function weaker(a: Strength, b: Strength): Strength {
  return RANK[b] > RANK[a] ? b : a;
}

/** The stronger of two strengths. */
export function stronger(a: Strength, b: Strength): Strength {
  return RANK[b] < RANK[a] ? b : a;
}
