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
    case 'allOf':
      return combineAllOf(tree, parts(tree.of));
    case 'anyOf':
      return proveAnyOf(tree, parts(tree.of), context);
    case 'atLeast':
      return combineAtLeast(tree, parts(tree.of));
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
  function prove(child: CompiledTree): Proof {
    return proveTree(world, child, context, references);
  }
  function parts(of: readonly CompiledTree[]): Proof[] {
    return of.map(prove);
  }
}
