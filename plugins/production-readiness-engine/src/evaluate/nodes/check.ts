import type { Truth } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledCheck } from '../../checklist/compileTree';
import type { Kleene } from '../../expression/kleene';
import { foremost, isUnconnected } from '../causes';
import { leafProof, machineView, NONE } from '../proof';
import type { LeafShown, Proof, TreeContext, Unconnected } from '../proof';
import { holdersOf, readsOf, runCondition } from '../runExpression';
import type { Answer } from '../runExpression';
import type { EntityState, World } from '../world';

/** A check over facts; unknown for want of one. */
export function proveCheck(
  world: World,
  tree: CompiledCheck,
  context: TreeContext,
): Proof {
  const { leaf, condition } = tree;
  const answer = runCondition(world, condition, context);
  const truth = truthOf(answer.value);
  const reads = readsOf(world, condition.uses, context);
  const shown: LeafShown = {
    kind: 'check',
    truth,
    counted: true,
    strength: leaf.strength ?? 'measured',
    expression: leaf.check,
    reads,
  };
  if (leaf.expected !== undefined) shown.expected = leaf.expected;
  if (truth === 'false') {
    shown.message = `Expected: ${leaf.expected ?? leaf.check}`;
  }
  const unknown = foremost(answer.missing);
  return leafProof(tree, shown, {
    unknown,
    machine: machineView(
      truth,
      answer.found,
      unconnectedIn(world, answer, tree, context),
    ),
    entities: concerned(answer, reads, context.entity),
    warning: truth === 'true' ? warningOf(world, tree, context) : undefined,
  });
}

function unconnectedIn(
  world: World,
  answer: Answer,
  { condition }: CompiledCheck,
  { entity }: TreeContext,
): Unconnected {
  if (!onlyUnconnected(answer)) return false;
  const isAnyKnown = condition.uses.some(({ scope, slot }) =>
    holdersOf(world, scope, entity).some(
      holder => !world.fact(holder, slot).missing,
    ),
  );
  return isAnyKnown ? 'partly' : 'wholly';
}

/** Unknown, and for no other reason than that a source is not connected. */
export function onlyUnconnected({ value, found }: Answer): boolean {
  return value === undefined && found.every(isUnconnected);
}

/** Whose facts decided; where some are missing, whose these are. */
export function concerned(
  { value, missing }: Answer,
  reads: readonly { entityRef: string }[],
  { input, refs: own }: EntityState,
): readonly string[] {
  const refs: readonly { entityRef: string }[] =
    value === undefined ? missing : reads;
  const isOwn = refs.every(({ entityRef }) => entityRef === input.ref);
  if (isOwn) return refs.length > 0 ? own : NONE;
  const found: string[] = [];
  for (const { entityRef } of refs) {
    if (!found.includes(entityRef)) found.push(entityRef);
  }
  return found;
}

export function truthOf(value: Kleene): Truth {
  if (value === undefined) return 'unknown';
  return value ? 'true' : 'false';
}

function warningOf(
  world: World,
  { warnWhen }: CompiledCheck,
  context: TreeContext,
): string | undefined {
  if (!warnWhen) return undefined;
  const { value } = runCondition(world, warnWhen.condition, context);
  return value === true ? warnWhen.message : undefined;
}
