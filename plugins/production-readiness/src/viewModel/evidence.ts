import type {
  EntityResultView,
  FactView,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** The facts that a result read, each once, in the order in which they were read. */
export function factsOf(
  result: EntityResultView,
  facts: Record<string, FactView>,
): FactView[] {
  const keys = result.leaves.flatMap(leaf =>
    (leaf.reads ?? []).map(read => `${read.entityRef}|${read.fact}`),
  );
  return [...new Set(keys)].flatMap(key => (facts[key] ? [facts[key]] : []));
}

/**
 * The same facts, those of one source together of which the same is to be said:
 * one answer brought them, or none was there. In the order of the first of each.
 */
export function evidenceGroups(facts: FactView[]): FactView[][] {
  const groups = new Map<string, FactView[]>();
  for (const fact of facts) {
    const { fact: id, value: _, silent: __, ...said } = fact;
    const key = fact.hidden ? `${fact.entityRef}|${id}` : JSON.stringify(said);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()];
}

/** Whether a result rests on something that may be out of date; what was never read cannot be. */
export function isStale(
  result: EntityResultView,
  facts: Record<string, FactView>,
): boolean {
  return factsOf(result, facts).some(
    fact => fact.stale && fact.collectedAt !== null,
  );
}

/** Leaves that were left out of an `anyOf` or stood back, with the reason. */
export function droppedLeaves(result: EntityResultView): LeafView[] {
  return result.leaves.filter(leaf => !leaf.counted);
}

export function countedLeaves(result: EntityResultView): LeafView[] {
  return result.leaves.filter(leaf => leaf.counted);
}
