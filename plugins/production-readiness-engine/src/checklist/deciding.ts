import type {
  Checklist,
  Criterion,
  Item,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { leavesOf } from './tree';

/**
 * Ids of the items and criteria on which no waiver counts: those that critical
 * items, GO criteria and NO-GO triggers read, directly or by inheritance, unless
 * they are declared waivable (semantics 5.2).
 */
export function collectDeciding(checklist: Checklist): Set<string> {
  const criteria = new Map<string, Criterion>(
    checklist.items.flatMap(item => item.criteria.map(one => [one.id, one])),
  );
  const items = new Map<string, Item>(
    checklist.items.map(item => [item.id, item]),
  );
  const deciding = new Set<string>();
  function visitTree(tree: Tree) {
    for (const leaf of leavesOf(tree)) {
      if ('criterion' in leaf) visitCriterion(criteria.get(leaf.criterion));
      if ('item' in leaf) visitItem(items.get(leaf.item));
    }
  }
  function visitCriterion(criterion: Criterion | undefined) {
    if (!criterion || deciding.has(criterion.id)) return;
    deciding.add(criterion.id);
    visitTree(criterion.verify);
  }
  function visitItem(item: Item | undefined) {
    if (!item || deciding.has(item.id)) return;
    deciding.add(item.id);
    item.criteria.forEach(visitCriterion);
  }
  for (const row of [
    ...checklist.critical,
    ...checklist.go,
    ...checklist.noGo,
  ]) {
    visitTree(row.verify);
  }
  for (const part of [...criteria.values(), ...items.values()]) {
    if (part.waivable) deciding.delete(part.id);
  }
  return deciding;
}
