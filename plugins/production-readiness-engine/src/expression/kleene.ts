import type { CompiledLeaf, Quantifier, Skeleton } from './compile';

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

/** Evaluates what has no logic at its top, and knows what is missing for it. */
export interface LeafRunner {
  /** Undefined where it cannot say. */
  run(leaf: CompiledLeaf): Kleene;
  /**
   * Asks each member of the target until `ask` answers false; answers false
   * itself where there is none and one is required.
   */
  eachMember(quantifier: Quantifier, ask: () => boolean): boolean;
  /** How much was found missing so far. */
  readonly missingCount: number;
  /** What was found missing since then is no reason any more: it is settled. */
  settle(missingCount: number): void;
}

/**
 * Evaluates the logic of an expression; a leaf that cannot say is unknown
 * (semantics 3.2). What is known leaves nothing missing behind.
 */
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
    case 'and':
    case 'or':
      return runBoth(skeleton, leaves);
    case 'members':
      return runQuantifier(skeleton, leaves);
    default: {
      const condition = runSkeleton(skeleton.condition, leaves);
      if (condition === undefined) return undefined;
      return runSkeleton(condition ? skeleton.then : skeleton.else, leaves);
    }
  }
}

function runBoth(
  { op, left, right }: Extract<Skeleton, { op: 'and' | 'or' }>,
  leaves: LeafRunner,
): Kleene {
  const settles = op === 'or';
  const before = leaves.missingCount;
  const a = runSkeleton(left, leaves);
  if (a === settles) return settles;
  const b = runSkeleton(right, leaves);
  if (b === settles) leaves.settle(before);
  return settles ? or(a, b) : and(a, b);
}

/** `all` is every member's `&&`, `exists` their `||`: one may settle it alone. */
function runQuantifier(quantifier: Quantifier, leaves: LeafRunner): Kleene {
  const { settles, body } = quantifier;
  const before = leaves.missingCount;
  let answer: Kleene = !settles;
  const isListed = leaves.eachMember(quantifier, () => {
    const value = runSkeleton(body, leaves);
    answer = settles ? or(answer, value) : and(answer, value);
    return answer !== settles;
  });
  if (!isListed) return undefined;
  if (answer === settles) leaves.settle(before);
  return answer;
}
