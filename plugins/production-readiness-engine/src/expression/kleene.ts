import type { CompiledLeaf, Skeleton } from './compile';

/** True, false, or undefined for unknown. */
export type Kleene = boolean | undefined;

export function and(a: Kleene, b: () => Kleene): Kleene {
  if (a === false) return false;
  const other = b();
  if (other === false) return false;
  return a === undefined || other === undefined ? undefined : true;
}

export function or(a: Kleene, b: () => Kleene): Kleene {
  if (a === true) return true;
  const other = b();
  if (other === true) return true;
  return a === undefined || other === undefined ? undefined : false;
}

/** Evaluates the logic of an expression; a leaf that cannot say is unknown (semantics 3.2). */
export function runSkeleton(
  skeleton: Skeleton,
  runLeaf: (leaf: CompiledLeaf) => Kleene,
): Kleene {
  switch (skeleton.op) {
    case 'leaf':
      return runLeaf(skeleton.leaf);
    case 'constant':
      return skeleton.value;
    case 'not': {
      const value = runSkeleton(skeleton.of, runLeaf);
      return value === undefined ? undefined : !value;
    }
    case 'and':
      return and(runSkeleton(skeleton.left, runLeaf), () =>
        runSkeleton(skeleton.right, runLeaf),
      );
    case 'or':
      return or(runSkeleton(skeleton.left, runLeaf), () =>
        runSkeleton(skeleton.right, runLeaf),
      );
    default: {
      const condition = runSkeleton(skeleton.condition, runLeaf);
      if (condition === undefined) return undefined;
      return runSkeleton(condition ? skeleton.then : skeleton.else, runLeaf);
    }
  }
}
