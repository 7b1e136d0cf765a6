import type { Target } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { EntityTest, Skeleton } from './compile';
import { and, or } from './kleene';
import type { Kleene } from './kleene';
import type { FactUse } from './translate';

/**
 * Facts that an expression may read on the entities of a target: parts behind a
 * question of kind or type that the target answers are left out.
 */
export function reachableUses(skeleton: Skeleton, target: Target): FactUse[] {
  const uses: FactUse[] = [];
  visit(skeleton, target, uses);
  return uses;
}

/** Adds what is read; answers with what is known without reading. */
function visit(skeleton: Skeleton, target: Target, uses: FactUse[]): Kleene {
  switch (skeleton.op) {
    case 'constant':
      return skeleton.value;
    case 'leaf': {
      const { entityTest, uses: own } = skeleton.leaf;
      uses.push(...own);
      return entityTest && answer(entityTest, target);
    }
    case 'not': {
      const value = visit(skeleton.of, target, uses);
      return value === undefined ? undefined : !value;
    }
    case 'if': {
      const condition = visit(skeleton.condition, target, uses);
      if (condition !== undefined) {
        return visit(condition ? skeleton.then : skeleton.else, target, uses);
      }
      visit(skeleton.then, target, uses);
      visit(skeleton.else, target, uses);
      return undefined;
    }
    case 'members': {
      const value = visit(skeleton.body, target, uses);
      // What every member answers, a target without one answers too.
      return value === !skeleton.settles ? value : undefined;
    }
    default: {
      const settles = skeleton.op === 'or';
      const left: FactUse[] = [];
      const right: FactUse[] = [];
      const a = visit(skeleton.left, target, left);
      const b = visit(skeleton.right, target, right);
      // Once one side settles it, what the other reads does not matter.
      if (b !== settles) uses.push(...left);
      if (a !== settles) uses.push(...right);
      return settles ? or(a, b) : and(a, b);
    }
  }
}

function answer(test: EntityTest, target: Target): Kleene {
  const selected = test.field === 'type' ? target.type : kindOf(target);
  if (!selected) return undefined;
  const matching = selected.filter(value => test.values.includes(value));
  if (matching.length === selected.length) return !test.negated;
  return matching.length === 0 ? test.negated : undefined;
}

function kindOf(target: Target): string[] | undefined {
  return target.kind === undefined ? undefined : [target.kind];
}
