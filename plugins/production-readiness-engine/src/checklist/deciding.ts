import type {
  Checklist,
  Criterion,
  Item,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { leavesOf } from './tree';

/** What the rows of a checklist read that decide; ids. */
export interface DecidingParts {
  /**
   * Items and criteria that critical items, GO criteria and NO-GO triggers read,
   * directly, by an item or by inheritance.
   */
  read: ReadonlySet<string>;
  /** Those among them on which no waiver counts (semantics 5.2). */
  unwaivable: ReadonlySet<string>;
  /** Items that a critical row reads, or criteria of which it reads. */
  criticalItems: ReadonlySet<string>;
}

/** Collects what decides. */
export function collectDeciding(checklist: Checklist): DecidingParts {
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
  const waivable = new Set(
    [...criteria.values(), ...items.values()]
      .filter(part => part.waivable)
      .map(part => part.id),
  );
  return {
    read: deciding,
    unwaivable: new Set([...deciding].filter(id => !waivable.has(id))),
    criticalItems: itemsNamedByCritical(checklist),
  };
}

function itemsNamedByCritical({ critical }: Checklist): Set<string> {
  return new Set(
    critical
      .flatMap(row => leavesOf(row.verify))
      .flatMap(leaf => {
        if ('item' in leaf) return [leaf.item];
        return 'criterion' in leaf ? [leaf.criterion.split('/')[0]] : [];
      }),
  );
}
