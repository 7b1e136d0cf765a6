import type { CompiledChecklist } from './compile';
import type { CompiledTree } from './compileTree';

/**
 * Of each criterion the sources that its proof or its condition reads: ids of
 * collectors, and `report:<type>`. One that inherits from others reads what
 * they read.
 *
 * @public
 */
export function criterionSources({
  program,
}: CompiledChecklist): Map<string, string[]> {
  const found = new Map<string, Set<string>>();

  const ofSlots = (reads: readonly { slot: number }[]) =>
    reads.map(({ slot }) => program.facts[slot].source);
  const ofItem = (id: string): string[] =>
    (program.itemsById.get(id)?.criteria ?? []).flatMap(({ criterion }) =>
      ofCriterion(criterion.id),
    );

  function ofTree(tree: CompiledTree): string[] {
    switch (tree.kind) {
      case 'allOf':
      case 'anyOf':
      case 'substitute':
      case 'atLeast':
        return tree.of.flatMap(ofTree);
      case 'not':
        return ofTree(tree.of);
      case 'check':
        return ofSlots(tree.condition.uses);
      case 'report':
        return [program.facts[tree.slot].source];
      case 'criterion':
        return ofCriterion(tree.id);
      case 'item':
        return ofItem(tree.id);
      default:
        return [];
    }
  }

  function ofCriterion(id: string): string[] {
    const known = found.get(id);
    if (known) return [...known];
    // Marked first: a checklist may not loop, and we must not either.
    found.set(id, new Set());
    const criterion = program.criteria.get(id);
    const sources = new Set([
      ...(criterion ? ofTree(criterion.verify) : []),
      ...(criterion?.when ? ofSlots(criterion.when.uses) : []),
    ]);
    found.set(id, sources);
    return [...sources];
  }

  return new Map(
    [...program.criteria.keys()].map(id => [id, ofCriterion(id).sort()]),
  );
}
