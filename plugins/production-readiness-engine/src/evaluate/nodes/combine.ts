import type {
  LeafResult,
  Strength,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledTree } from '../../checklist/compileTree';
import { foremost } from '../causes';
import type { Unknown } from '../causes';
import { machineView, NONE, stronger, weaker } from '../proof';
import type { MachineView, Proof, Unconnected } from '../proof';

const NOT_APPLICABLE = 'not-applicable';

/** How many of several came to each truth. */
type Tally = Record<Truth, number>;
/** What so many of those that apply come to together. */
type Combine = (tally: Tally) => Truth;

/** All that applies must be true. */
export function combineAllOf(tree: CompiledTree, parts: Proof[]): Proof {
  return combined(tree, parts, allOfTruth);
}

function allOfTruth(tally: Tally): Truth {
  if (tally.false > 0) return 'false';
  return tally.unknown > 0 ? 'unknown' : 'true';
}

/** One that applies must be true. */
export function combineAnyOf(
  tree: CompiledTree,
  parts: Proof[],
  leaves?: LeafResult[],
): Proof {
  return combined(tree, parts, anyOfTruth, leaves);
}

function anyOfTruth(tally: Tally): Truth {
  if (tally.true > 0) return 'true';
  return tally.unknown > 0 ? 'unknown' : 'false';
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
  const proof = combined(
    tree,
    parts,
    tally => atLeastTruth(tree.count, tally, 0),
    undefined,
    tally => atLeastTruth(tree.count, tally, people),
  );
  // Where people can do without what is not connected, it hangs on them.
  const { true: measured } = tallyOf(parts.map(part => part.machine));
  return measured + people >= tree.count
    ? { ...proof, machine: { ...proof.machine, unconnected: false } }
    : proof;
}

function atLeastTruth(count: number, tally: Tally, more: number): Truth {
  if (tally.true >= count) return 'true';
  return tally.true + tally.unknown + more < count ? 'false' : 'unknown';
}

const OPPOSITE: Record<Truth, Truth> = {
  true: 'false',
  false: 'true',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
};

/** True where its argument is known false. */
export function combineNot(tree: CompiledTree, part: Proof): Proof {
  const { machine } = part;
  return {
    ...part,
    tree,
    truth: OPPOSITE[part.truth],
    leaves: part.leaves.map(turned),
    // Its message stays: what is wrong is why the trigger holds.
    parts: [part],
    sources: NONE,
    entities: NONE,
    machine:
      machine.truth === 'unknown'
        ? machine
        : machineView(OPPOSITE[machine.truth], NONE, false),
  };
}

function turned({ negated, ...leaf }: LeafResult): LeafResult {
  return negated ? leaf : { ...leaf, negated: true };
}

function combined(
  tree: CompiledTree,
  parts: Proof[],
  combine: Combine,
  leaves: LeafResult[] = leavesOf(parts),
  combineMachines: Combine = combine,
): Proof {
  const truth = overApplicable(tallyOf(parts), combine);
  const better = tree.kind === 'anyOf' ? stronger : weaker;
  const deciding = parts.filter(part => part.truth === truth);
  let strength: Strength | undefined;
  let warning: string | undefined;
  for (const part of deciding) {
    strength =
      strength === undefined ? part.strength : better(strength, part.strength);
    if (truth === 'true') warning ??= part.warning;
  }
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
    strength: strength ?? 'derived',
    message: unknown?.message ?? deciding[0]?.message,
    warning,
    machine: combinedMachines(
      parts.map(part => part.machine),
      combineMachines,
    ),
    sources: NONE,
    entities: NONE,
  };
}

/** What machines alone say of several parts. */
export function combinedMachines(
  views: readonly MachineView[],
  combine: Combine = allOfTruth,
): MachineView {
  const truth = overApplicable(tallyOf(views), combine);
  if (truth !== 'unknown') return machineView(truth, NONE, false);
  const open = views.filter(view => view.truth === 'unknown');
  const causes = open.flatMap(view => (view.unknown ? [view.unknown] : []));
  return {
    truth,
    unknown: foremost(causes),
    unconnected: unconnectedOf(views, open),
    // What is open for people alone waits for no machine; and what is measured
    // to be ill is not outvoted, though another alternative may hide it.
    room:
      open.length > 0 &&
      views.every(view => view.truth === 'true' || view.room),
    waits: open.some(view => view.waits),
  };
}

function unconnectedOf(
  views: readonly MachineView[],
  open: readonly MachineView[],
): Unconnected {
  if (open.length === 0 || !open.every(view => view.unconnected)) return false;
  const isAnyKnown = views.some(
    ({ truth, unconnected }) =>
      truth === 'true' || truth === 'false' || unconnected === 'partly',
  );
  return isAnyKnown ? 'partly' : 'wholly';
}

function tallyOf(parts: readonly { truth: Truth }[]): Tally {
  const tally = { true: 0, false: 0, unknown: 0, 'not-applicable': 0 };
  for (const { truth } of parts) tally[truth] += 1;
  return tally;
}

/** What does not apply is left out; where nothing does, neither does the whole. */
function overApplicable(tally: Tally, combine: Combine): Truth {
  const applicable = tally.true + tally.false + tally.unknown;
  return tally[NOT_APPLICABLE] > 0 && applicable === 0
    ? NOT_APPLICABLE
    : combine(tally);
}

function leavesOf(parts: readonly Proof[]): LeafResult[] {
  return parts.length === 1
    ? parts[0].leaves
    : parts.flatMap(part => part.leaves);
}
