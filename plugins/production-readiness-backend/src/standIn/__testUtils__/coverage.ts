import type {
  Checklist,
  Criterion,
  CriterionView,
  ScorecardView,
  Status,
  Strength,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  criterionSources,
} from '@production-readiness/backstage-plugin-production-readiness-engine';

/** How a criterion is verified, by its needed leaves. */
export const KINDS = [
  'automatic',
  'automatic + attested',
  'report',
  'report + attested',
  'attested',
  'derived',
] as const;
export type Kind = (typeof KINDS)[number];

type Leaf = 'check' | 'report' | 'attest' | 'inherited';

/** A criterion of the checklist, and what became of it. */
export interface CoverageRow {
  category: string;
  item: { id: string; title: string };
  id: string;
  text: string;
  kind: Kind;
  /** Collectors and `report:<type>`, of its proof and its condition. */
  sources: string[];
  strength: Strength;
  status: Status;
  /** Title of the role that owns it. */
  role: string;
  /** Where it is neither passed nor not applicable: the entities, and why. */
  open: { entity: string; cause: string; message: string }[];
}

/**
 * The leaves that a proof needs: all of `allOf`, and of `anyOf` and `substitute`
 * the first, for the others stand in for it.
 */
function neededLeaves(tree: Tree): { leaf: Leaf; ref?: string }[] {
  if ('allOf' in tree) return tree.allOf.flatMap(neededLeaves);
  if ('anyOf' in tree) return neededLeaves(tree.anyOf[0]);
  if ('substitute' in tree) return neededLeaves(tree.substitute[0]);
  if ('atLeast' in tree) {
    return tree.atLeast.of.slice(0, tree.atLeast.count).flatMap(neededLeaves);
  }
  if ('not' in tree) return neededLeaves(tree.not);
  if ('check' in tree) return [{ leaf: 'check' }];
  if ('report' in tree) return [{ leaf: 'report' }];
  if ('attest' in tree) return [{ leaf: 'attest' }];
  if ('criterion' in tree) return [{ leaf: 'inherited', ref: tree.criterion }];
  if ('item' in tree) return [{ leaf: 'inherited', ref: tree.item }];
  return [];
}

/** A criterion with a leaf of its own beside what it inherits is not derived. */
export function kindOf({ verify, strength }: Criterion): Kind {
  if (strength === 'derived') return 'derived';
  const leaves = new Set(neededLeaves(verify).map(({ leaf }) => leaf));
  const isAttested = leaves.has('attest');
  if (leaves.has('report')) return isAttested ? 'report + attested' : 'report';
  if (!isAttested) return 'automatic';
  return leaves.size > 1 ? 'automatic + attested' : 'attested';
}

/** Criteria that no machine can decide alone: a person has to state something, there or where they inherit from. */
export function needingPerson(checklist: Checklist): Set<string> {
  const { items } = checklist;
  const byId = new Map<string, Criterion[]>([
    ...items.map(({ id, criteria }) => [id, criteria] as const),
    ...items
      .flatMap(({ criteria }) => criteria)
      .map(criterion => [criterion.id, [criterion]] as [string, Criterion[]]),
  ]);
  const needs = ({ verify }: Criterion): boolean =>
    neededLeaves(verify).some(
      ({ leaf, ref }) =>
        leaf === 'attest' ||
        (ref !== undefined && (byId.get(ref) ?? []).some(needs)),
    );
  return new Set(
    items
      .flatMap(({ criteria }) => criteria)
      .filter(needs)
      .map(({ id }) => id),
  );
}

/** Every criterion of the checklist in its order, with its status on the scorecard. */
export function coverageRows(
  checklist: Checklist,
  scorecard: ScorecardView,
): CoverageRow[] {
  const sources = criterionSources(compileChecklist(checklist));
  const judged = new Map(
    scorecard.items
      .flatMap(({ criteria }) => criteria)
      .map(criterion => [criterion.id, criterion]),
  );
  return checklist.items.flatMap(item =>
    item.criteria.map((criterion): CoverageRow => {
      const seen = judged.get(criterion.id);
      if (!seen) throw new Error(`${criterion.id} is on no scorecard`);
      return {
        category: item.category,
        item: { id: item.id, title: item.title },
        id: criterion.id,
        text: criterion.text,
        kind: kindOf(criterion),
        sources: sources.get(criterion.id) ?? [],
        strength: criterion.strength,
        status: seen.status,
        role: checklist.roles[criterion.role ?? item.role].title,
        open: openOn(seen),
      };
    }),
  );
}

export function isOpen({ status }: { status: Status }): boolean {
  return status !== 'pass' && status !== 'not-applicable';
}

function openOn(criterion: CriterionView): CoverageRow['open'] {
  return criterion.entities
    .filter(isOpen)
    .map(({ entityRef, status, cause, message }) => ({
      entity: entityRef.split('/')[1],
      cause: status === 'unknown' ? cause ?? 'unknown' : status,
      message: message ?? '',
    }));
}
