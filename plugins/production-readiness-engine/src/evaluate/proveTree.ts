import type { CompiledTree } from '../checklist/compileTree';
import { proveAttest } from './nodes/attest';
import {
  combineAlternatives,
  combineUndropped,
  proveSubstitute,
} from './nodes/alternatives';
import { proveCheck } from './nodes/check';
import {
  combineAllOf,
  combineAnyOf,
  combineAtLeast,
  combineNot,
} from './nodes/combine';
import { proveReport } from './nodes/report';
import type { Proof, TreeContext } from './proof';
import type { World } from './world';

type Leaf<K> = Extract<CompiledTree, { kind: K }>;

/** Where leaves that refer to other results get them from. */
export interface References {
  derived(tree: Leaf<'criterion' | 'item'>, context: TreeContext): Proof;
  score(tree: Leaf<'score'>): Proof;
}

/** Alternatives of something wanted; what troubles each by itself trips a trigger. */
function proveAnyOf(
  tree: Leaf<'anyOf'>,
  parts: Proof[],
  { mode, negated }: TreeContext,
): Proof {
  if (mode === 'wanted') return combineAlternatives(tree, parts);
  return negated ? combineUndropped(tree, parts) : combineAnyOf(tree, parts);
}

/** Proves a tree on an entity (semantics 4.1). */
export function proveTree(
  world: World,
  tree: CompiledTree,
  context: TreeContext,
  references: References,
): Proof {
  switch (tree.kind) {
    case 'check':
      return proveCheck(world, tree, context);
    case 'attest':
      return proveAttest(world, tree, context);
    case 'report':
      return proveReport(world, tree, context);
    case 'criterion':
    case 'item':
      return references.derived(tree, context);
    case 'score':
      return references.score(tree);
    default:
      return proveParts(world, tree, context, references);
  }
}

/** By itself: leaves are most, and need no functions of their own. */
function proveParts(
  world: World,
  tree: Exclude<
    CompiledTree,
    Leaf<'check' | 'attest' | 'report' | 'criterion' | 'item' | 'score'>
  >,
  context: TreeContext,
  references: References,
): Proof {
  const prove = (child: CompiledTree) =>
    proveTree(world, child, context, references);
  switch (tree.kind) {
    case 'allOf':
      return combineAllOf(tree, tree.of.map(prove));
    case 'anyOf':
      return proveAnyOf(tree, tree.of.map(prove), context);
    case 'atLeast':
      return combineAtLeast(tree, tree.of.map(prove));
    case 'substitute':
      return proveSubstitute(world, tree, context, prove);
    default:
      return combineNot(
        tree,
        proveTree(
          world,
          tree.of,
          { ...context, negated: !context.negated },
          references,
        ),
      );
  }
}
