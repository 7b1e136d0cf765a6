import type {
  ItemResult,
  PathToGo,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from '../evaluate/causes';
import type { CriterionOnEntity } from '../evaluate/proof';
import { fewest, scoreOf } from '../score/score';
import { isSettled } from './blockers';
import { all, holds, smallest } from './formula';
import type { Formula } from './formula';
import { requirementsOf, requirementsOfResult } from './requirements';
import type { ProvenRow } from './rows';

/**
 * The least that must change for a GO: the fewest criteria that settle every
 * row, alternatives included, and how many of the other open items the score
 * needs on top. A row that asks for something itself is named by its own id.
 */
export function pathToGo(
  rows: readonly ProvenRow[],
  items: readonly ItemResult[],
  resultsOf: (item: string) => readonly CriterionOnEntity[],
): PathToGo {
  const byTree = rows.filter(row => !isSettled(row) && !isScore(row));
  const open: OpenItem[] = items
    .filter(item => item.status === 'fail' || item.status === 'unknown')
    .map(item => ({
      id: item.id,
      needs: all(resultsOf(item.id).map(requirementsOfResult)),
    }));
  const formula = all(
    byTree.map(({ proof, id, kind }) =>
      requirementsOf(proof, id, kind === 'no-go' ? 'false' : 'true'),
    ),
  );
  // Of equally short ways the one that completes more items is the better.
  const musts = smallest(formula, names => -completedBy(open, names).length);
  const completed = completedBy(open, musts);
  return {
    musts: [...musts].sort(compareText),
    anyOf: {
      needed: Math.max(0, missingForScore(rows, items) - completed.length),
      items: open
        .map(item => item.id)
        .filter(id => !completed.includes(id))
        .sort(compareText),
    },
  };
}

interface OpenItem {
  id: string;
  needs: Formula;
}

function completedBy(
  open: readonly OpenItem[],
  given: ReadonlySet<string>,
): string[] {
  return open.filter(({ needs }) => holds(needs, given)).map(({ id }) => id);
}

function missingForScore(
  rows: readonly ProvenRow[],
  items: readonly ItemResult[],
): number {
  const { completed, applicable } = scoreOf(items);
  const needed = rows
    .filter(row => !isSettled(row))
    .flatMap(({ proof }) =>
      proof.tree.kind === 'score'
        ? [fewest(applicable, proof.tree.percent)]
        : [],
    );
  return Math.max(0, ...needed) - completed;
}

function isScore({ proof }: ProvenRow): boolean {
  return proof.tree.kind === 'score';
}
