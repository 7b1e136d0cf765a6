import type { CompiledAnyOf, CompiledTree } from '../../checklist/compileTree';
import { uncounted } from '../proof';
import type { Proof, TreeContext } from '../proof';
import { holdersOf } from '../runExpression';
import type { EntityState, World } from '../world';
import { combineAnyOf } from './combine';

const OUTVOTED =
  'counts only while nothing can be measured: nobody outvotes a measurement';

/**
 * Alternative proofs of something wanted (semantics 4.1). What is not connected
 * drops out, and a person's word counts only while every measurement is not
 * connected or waits; evidence that was lost does not let them speak.
 */
export function combineAlternatives(
  tree: CompiledAnyOf,
  parts: Proof[],
): Proof {
  const { machine, ...proof } = proveAlternatives(tree, parts);
  // Who is not heard beside one that dropped out is not heard beside them all.
  const room =
    machine.room &&
    parts.every(
      (part, index) =>
        tree.guarded[index] ||
        leavesRoom(part) ||
        part.machine.truth === 'true',
    );
  return { ...proof, machine: { ...machine, room }, alternatives: parts };
}

function proveAlternatives(tree: CompiledAnyOf, parts: Proof[]): Proof {
  const personSpeaks = maySpeak(tree, parts);
  const counts = parts.map((part, index) =>
    tree.guarded[index] ? personSpeaks : !dropsOut(part),
  );
  const proof = combineCounted(tree, parts, counts);
  if (proof.truth !== 'false') return proof;
  if (!personSpeaks && areSilencedByLoss(tree, parts)) {
    return combineCounted(tree, parts.map(openForMachines), counts);
  }
  // Where it hangs on data that a part drops out, that fails nothing: else it
  // would be better if that data were lost (semantics 5.6).
  const stays = parts.map(
    ({ machine }, index) =>
      !tree.guarded[index] && machine.unconnected === 'partly',
  );
  return stays.includes(true)
    ? combineCounted(
        tree,
        parts,
        counts.map((isCounted, index) => isCounted || stays[index]),
      )
    : proof;
}

/**
 * Whether people who might say that it is met are silent for nothing but lost
 * evidence: that fails nothing. Were the evidence there, a machine would still
 * wait, and they would be heard.
 */
function areSilencedByLoss(
  { guarded }: CompiledAnyOf,
  parts: readonly Proof[],
): boolean {
  const mightBeMet = parts.some(
    ({ truth }, index) =>
      guarded[index] && (truth === 'true' || truth === 'unknown'),
  );
  return (
    mightBeMet &&
    parts.every(
      (part, index) => guarded[index] || leavesRoom(part) || part.machine.waits,
    )
  );
}

/** As open as machines alone leave it: a person's 'not met' in it ends that no more. */
function openForMachines(part: Proof): Proof {
  const { truth, unknown } = part.machine;
  return part.truth === 'false' && truth === 'unknown' && unknown
    ? { ...part, truth, unknown }
    : part;
}

function combineCounted(
  tree: CompiledAnyOf,
  parts: Proof[],
  counts: readonly boolean[],
): Proof {
  if (!counts.includes(false)) return combineAnyOf(tree, parts);
  const counted = parts.filter((_, index) => counts[index]);
  const leaves = parts.flatMap((part, index) => {
    if (counts[index]) return part.leaves;
    return uncounted(part, dropsOut(part) ? undefined : OUTVOTED);
  });
  const isAnyLeft = counted.some(part => part.truth !== 'not-applicable');
  if (isAnyLeft) return combineAnyOf(tree, counted, leaves);
  // If all drop out it is unknown for want of a connection; who was not heard
  // is not heard now.
  const asked = parts.filter(
    (_, index) => counts[index] || !tree.guarded[index],
  );
  return combineAnyOf(tree, asked, leaves);
}

/**
 * Alternative proofs under the `not` of a trigger: there nothing drops out, and
 * people are heard no more than elsewhere (semantics 4.1).
 */
export function combineUndropped(tree: CompiledAnyOf, parts: Proof[]): Proof {
  return { ...proveUndropped(tree, parts), alternatives: parts };
}

function proveUndropped(tree: CompiledAnyOf, parts: Proof[]): Proof {
  if (maySpeak(tree, parts)) return combineAnyOf(tree, parts);
  const leaves = parts.flatMap((part, index) =>
    tree.guarded[index] ? uncounted(part, OUTVOTED) : part.leaves,
  );
  const heard = (all: readonly Proof[]) =>
    combineAnyOf(
      tree,
      all.filter((_, index) => !tree.guarded[index]),
      leaves,
    );
  const proof = heard(parts);
  return proof.truth === 'false' && areSilencedByLoss(tree, parts)
    ? heard(parts.map(openForMachines))
    : proof;
}

/** Whether every machine is not connected or waits. */
function maySpeak({ guarded }: CompiledAnyOf, parts: readonly Proof[]) {
  return parts.every((part, index) => guarded[index] || leavesRoom(part));
}

/** Whether people may speak beside it. */
function leavesRoom({ truth, machine }: Proof): boolean {
  return truth === 'not-applicable' || machine.room;
}

/** Its source is not connected; a person's word in it may have settled it all the same. */
function dropsOut({ truth, machine }: Proof): boolean {
  return machine.unconnected !== false && truth !== 'true';
}

/**
 * The first whose source is configured for the entity stands for all: chosen by
 * configuration, never by data (semantics 4.2).
 */
export function proveSubstitute(
  world: World,
  tree: Extract<CompiledTree, { kind: 'substitute' }>,
  context: TreeContext,
  prove: (child: CompiledTree) => Proof,
): Proof {
  const index = tree.of.findIndex(
    child => !isUnconnected(world, child, context.entity),
  );
  if (index === -1) {
    return combineAnyOf(tree, tree.of.map(prove));
  }
  const chosen = prove(tree.of[index]);
  if (index === 0) return { ...chosen, tree, parts: [chosen] };
  const passedOver = tree.of
    .slice(0, index)
    .flatMap(child => uncounted(prove(child)));
  return {
    ...chosen,
    tree,
    parts: [chosen],
    leaves: [
      ...passedOver,
      ...chosen.leaves.map(leaf => ({ ...leaf, substitute: true as const })),
    ],
  };
}

function isUnconnected(
  world: World,
  tree: CompiledTree,
  entity: EntityState,
): boolean {
  switch (tree.kind) {
    case 'check':
      return tree.condition.uses.some(({ scope, slot }) =>
        holdersOf(world, scope, entity).some(holder =>
          world.isUnconnected(slot, holder),
        ),
      );
    case 'report':
      return world.isUnconnected(tree.slot, entity);
    case 'allOf':
    case 'atLeast':
      return tree.of.some(child => isUnconnected(world, child, entity));
    case 'anyOf':
    case 'substitute':
      return tree.of.every(child => isUnconnected(world, child, entity));
    case 'not':
      return isUnconnected(world, tree.of, entity);
    default:
      return false;
  }
}
