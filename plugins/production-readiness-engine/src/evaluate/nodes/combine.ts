import type {
  LeafResult,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledTree } from '../../checklist/compileTree';
import { foremost } from '../causes';
import type { Unknown } from '../causes';
import { strongest, weakest } from '../proof';
import type { MachineView, Proof } from '../proof';

const NOT_APPLICABLE = 'not-applicable';

/** All that applies must be true. */
export function combineAllOf(tree: CompiledTree, parts: Proof[]): Proof {
  return combined(tree, parts, allOfTruth);
}

function allOfTruth(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** One that applies must be true. */
export function combineAnyOf(
  tree: CompiledTree,
  parts: Proof[],
  leaves?: LeafResult[],
): Proof {
  return combined(tree, parts, anyOfTruth, leaves);
}

function anyOfTruth(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

/** So many of those that apply must be true. */
export function combineAtLeast(
  tree: Extract<CompiledTree, { kind: 'atLeast' }>,
  parts: Proof[],
): Proof {
  // Whatever people could add is possible, but not said by a machine.
  const people = parts.filter(
    part =>
      part.machine.truth === NOT_APPLICABLE && part.truth !== NOT_APPLICABLE,
  ).length;
  return combined(
    tree,
    parts,
    truths => atLeastTruth(tree.count, truths, 0),
    undefined,
    truths => atLeastTruth(tree.count, truths, people),
  );
}

function atLeastTruth(
  count: number,
  truths: readonly Truth[],
  more: number,
): Truth {
  const held = truths.filter(truth => truth === 'true').length;
  const possible = truths.filter(truth => truth !== 'false').length + more;
  if (held >= count) return 'true';
  return possible < count ? 'false' : 'unknown';
}

const OPPOSITE: Record<Truth, Truth> = {
  true: 'false',
  false: 'true',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
};

/** True where its argument is known false. */
export function combineNot(tree: CompiledTree, part: Proof): Proof {
  return {
    ...part,
    tree,
    truth: OPPOSITE[part.truth],
    // Its message stays: what is wrong is why the trigger holds.
    parts: [part],
    sources: [],
    entities: [],
    machine: { ...part.machine, truth: OPPOSITE[part.machine.truth] },
  };
}

type Combine = (truths: readonly Truth[]) => Truth;

function combined(
  tree: CompiledTree,
  parts: Proof[],
  combine: Combine,
  leaves: LeafResult[] = leavesOf(parts),
  combineMachines: Combine = combine,
): Proof {
  const truth = overApplicable(
    parts.map(part => part.truth),
    combine,
  );
  const deciding = parts.filter(part => part.truth === truth);
  const strengths = deciding.map(part => part.strength);
  const unknown: Unknown | undefined =
    truth === 'unknown'
      ? foremost(deciding.map(part => part.unknown!))
      : undefined;
  return {
    tree,
    truth,
    leaves,
    parts,
    unknown,
    strength: tree.kind === 'anyOf' ? strongest(strengths) : weakest(strengths),
    message: unknown?.message ?? deciding[0]?.message,
    warning:
      truth === 'true'
        ? deciding.find(part => part.warning !== undefined)?.warning
        : undefined,
    machine: combinedMachines(
      parts.map(part => part.machine),
      combineMachines,
    ),
    sources: [],
    entities: [],
  };
}

/** What machines alone say of several parts. */
export function combinedMachines(
  views: readonly MachineView[],
  combine: Combine = allOfTruth,
): MachineView {
  const truth = overApplicable(
    views.map(view => view.truth),
    combine,
  );
  if (truth !== 'unknown') return { truth, unconnected: false };
  const open = views.filter(view => view.truth === 'unknown');
  const causes = open.flatMap(view => (view.unknown ? [view.unknown] : []));
  return {
    truth,
    // Without a cause it is people who have not said, and no machine that waits.
    unknown: causes.length === open.length ? foremost(causes) : undefined,
    unconnected: open.length > 0 && open.every(view => view.unconnected),
  };
}

/** What does not apply is left out; where nothing does, neither does the whole. */
function overApplicable(truths: readonly Truth[], combine: Combine): Truth {
  const applicable = truths.filter(truth => truth !== NOT_APPLICABLE);
  return truths.length > 0 && applicable.length === 0
    ? NOT_APPLICABLE
    : combine(applicable);
}

/**
 * Whether a part of an `anyOf` counts only while nothing can be measured: a
 * person's word, or what stands in until there is traffic (semantics 4.1).
 */
export function isGuarded(tree: CompiledTree): boolean {
  switch (tree.kind) {
    case 'attest':
      return true;
    case 'check':
    case 'report':
      return tree.leaf.untilTraffic === true;
    case 'allOf':
    case 'anyOf':
    case 'substitute':
    case 'atLeast':
      return tree.of.length > 0 && tree.of.every(isGuarded);
    default:
      return false;
  }
}

function leavesOf(parts: readonly Proof[]): LeafResult[] {
  return parts.length === 1
    ? parts[0].leaves
    : parts.flatMap(part => part.leaves);
}
