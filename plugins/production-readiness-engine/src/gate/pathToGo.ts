import type {
  ItemResult,
  PathToGo,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from '../evaluate/causes';
import type { CriterionOnEntity, Proof } from '../evaluate/proof';
import { fewest, scoreOf } from '../score/score';
import { isSettled } from './blockers';
import { all, holds, smallest } from './formula';
import type { Formula } from './formula';
import { requirementsOf, requirementsOfResult } from './requirements';
import type { Owner } from './requirements';
import type { ProvenRow } from './rows';

/**
 * The least that must change for a GO: the fewest criteria that settle every
 * row, alternatives included, and how many of the other open items the score
 * needs on top. A row that asks for something itself is named by its own id; of
 * several that ask for the same the first, so that nothing is to be done twice.
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
  const ownerIn = ownersOfLeaves();
  const formula = all(
    byTree.map(({ proof, id, kind }) =>
      requirementsOf(proof, ownerIn(id), kind === 'no-go' ? 'false' : 'true'),
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

/** Names the leaf of a row by the first row that asks for it. */
function ownersOfLeaves(): (row: string) => Owner {
  const first = new Map<string, string>();
  return row => (leaf, wanted) => {
    const asked = JSON.stringify([wanted, askedBy(leaf, row)]);
    const owner = first.get(asked) ?? row;
    first.set(asked, owner);
    return owner;
  };
}

function askedBy({ tree }: Proof, row: string): unknown {
  switch (tree.kind) {
    case 'attest':
      // A statement is about a row, and only counts for that one.
      return [tree.kind, tree.leaf.role, tree.leaf.about ?? row];
    case 'check':
    case 'report':
      return [tree.kind, tree.leaf];
    default:
      return row;
  }
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
