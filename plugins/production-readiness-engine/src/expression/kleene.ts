import type { CompiledLeaf, Skeleton } from './compile';

/** True, false, or undefined for unknown. */
export type Kleene = boolean | undefined;

export function and(a: Kleene, b: Kleene): Kleene {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

export function or(a: Kleene, b: Kleene): Kleene {
  if (a === true || b === true) return true;
  return a === undefined || b === undefined ? undefined : false;
}

/** Evaluates what has no logic at its top; undefined where it cannot say. */
export interface LeafRunner {
  run(leaf: CompiledLeaf): Kleene;
}

/** Evaluates the logic of an expression; a leaf that cannot say is unknown (semantics 3.2). */
export function runSkeleton(skeleton: Skeleton, leaves: LeafRunner): Kleene {
  switch (skeleton.op) {
    case 'leaf':
      return leaves.run(skeleton.leaf);
    case 'constant':
      return skeleton.value;
    case 'not': {
      const value = runSkeleton(skeleton.of, leaves);
      return value === undefined ? undefined : !value;
    }
    case 'and': {
      const left = runSkeleton(skeleton.left, leaves);
      if (left === false) return false;
      return and(left, runSkeleton(skeleton.right, leaves));
    }
    case 'or': {
      const left = runSkeleton(skeleton.left, leaves);
      if (left === true) return true;
      return or(left, runSkeleton(skeleton.right, leaves));
    }
    default: {
      const condition = runSkeleton(skeleton.condition, leaves);
      if (condition === undefined) return undefined;
      return runSkeleton(condition ? skeleton.then : skeleton.else, leaves);
    }
  }
}
