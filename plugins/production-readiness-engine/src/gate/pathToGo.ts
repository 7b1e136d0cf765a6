import type {
  ItemResult,
  PathToGo,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from '../evaluate/causes';
import type { CriterionOnEntity, Proof } from '../evaluate/proof';
import { fewest, scoreOf } from '../score/score';
import { isSettled } from './blockers';
import { all, holds, NEVER, scoresIn, simplify } from './formula';
import type { Formula } from './formula';
import { least } from './least';
import { Requirements } from './requirements';
import type { Owner } from './requirements';
import type { ProvenRow } from './rows';

/**
 * The least that must change for a GO: the fewest things to do in all, that is
 * criteria that settle every row, alternatives included, and on top as many of
 * the other open items as the score needs. A row that asks for something itself
 * is named by its own id; of several that ask for the same the first, so that
 * nothing is to be done twice.
 */
export function pathToGo(
  rows: readonly ProvenRow[],
  items: readonly ItemResult[],
  resultsOf: (item: string) => readonly CriterionOnEntity[],
): PathToGo {
  const requirements = new Requirements();
  const formula = formulaOf(rows, requirements);
  const unfinished: Unfinished[] = items
    .filter(({ status }) => status !== 'pass' && status !== 'not-applicable')
    .map(item => ({
      id: item.id,
      isWaived: item.status === 'waived',
      needs: all(resultsOf(item.id).map(one => requirements.ofResult(one))),
    }));
  const { musts, missing } = shortest(formula, unfinished, percent =>
    missingForScore(items, percent),
  );

  const isCompleted = ({ needs }: Unfinished) => holds(needs, musts);
  return {
    musts: [...musts].sort(compareText),
    anyOf: {
      needed: Math.max(0, missing - unfinished.filter(isCompleted).length),
      items: unfinished
        // A waiver takes an item off what is to be done; nothing is to be done
        // for one that cannot pass as it is written.
        .filter(item => !item.isWaived && item.needs !== NEVER)
        .filter(item => !isCompleted(item))
        .map(({ id }) => id)
        .sort(compareText),
    },
  };
}

/** An item that does not pass, and what it needs to. */
interface Unfinished {
  id: string;
  isWaived: boolean;
  needs: Formula;
}

function formulaOf(
  rows: readonly ProvenRow[],
  requirements: Requirements,
): Formula {
  const ownerIn = ownersOfLeaves();
  return all(
    rows
      .filter(row => !isSettled(row))
      .map(({ proof, id, kind }) => {
        const wanted = kind === 'no-go' ? 'false' : 'true';
        const needed = requirements.ofRow(proof, ownerIn(id), wanted);
        // Whatever is done, the row as it is written stays open: it has to change.
        return needed === NEVER ? { atom: id } : needed;
      }),
  );
}

interface Way {
  musts: Set<string>;
  /** Items that have to be completed for the score, those by the musts among them. */
  missing: number;
}

/**
 * The way with the least to do. The score may be asked for as an alternative:
 * each that may have to be reached is tried.
 */
function shortest(
  formula: Formula,
  unfinished: readonly Unfinished[],
  missingFor: (percent: number) => number,
): Way {
  const scores = [...scoresIn(formula)].map(missingFor);
  const gains = unfinished.map(({ needs }) => needs);
  let best: { way: Way; total: number } | undefined;
  for (const missing of [...new Set([0, ...scores])].sort((a, b) => a - b)) {
    const musts = least({
      formula: simplify(formula, leaf => {
        if ('atom' in leaf) return leaf;
        return missingFor(leaf.score) <= missing ? true : NEVER;
      }),
      gains,
      wanted: missing,
    });
    if (!musts) continue;
    const gained = gains.filter(needs => holds(needs, musts)).length;
    const total = musts.size + Math.max(0, missing - gained);
    const isBetter =
      !best ||
      total < best.total ||
      (total === best.total && musts.size < best.way.musts.size);
    if (isBetter) best = { way: { musts, missing }, total };
  }
  return best?.way ?? { musts: new Set(), missing: 0 };
}

function missingForScore(
  items: readonly ItemResult[],
  percent: number,
): number {
  const { completed, applicable } = scoreOf(items);
  return Math.max(0, fewest(applicable, percent) - completed);
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
