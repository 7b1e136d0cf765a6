import type {
  HoldsBack,
  ItemResult,
  MemberShare,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { World } from '../evaluate/world';
import { worse } from '../score/rollUp';
import { isKnownAgainst, isSettled } from './blockers';
import { culpritsOf } from './culprits';
import type { Culprit } from './culprits';
import type { ProvenRow } from './rows';

/** Each member's share, and whether it holds the launch back (semantics 1.2). */
export function sharesOf(
  world: World,
  items: readonly ItemResult[],
  rows: readonly ProvenRow[],
): MemberShare[] {
  const open = rows
    .filter(row => !isSettled(row))
    .map(row => ({
      row,
      culprits: culpritsOf(row.proof, row.kind === 'no-go' ? 'false' : 'true'),
    }));
  const statuses = statusesByEntity(items);
  return world.members.map(({ input, targets }) => {
    const own = statuses.get(input.ref) ?? {};
    const held = open
      .map(({ row, culprits }) => ({
        id: row.id,
        holds: holdsThrough({ row, culprits, own, entityRef: input.ref }),
      }))
      .filter(({ holds }) => holds !== 'no');
    return {
      entityRef: input.ref,
      targets,
      holdsBack: worst(held.map(({ holds }) => holds)),
      through: held.map(({ id }) => id),
      items: own,
      passed: countOf(own, status => status === 'pass'),
      applicable: countOf(own, status => status !== 'not-applicable'),
    };
  });
}

/** Status of each item on each entity alone. */
function statusesByEntity(
  items: readonly ItemResult[],
): Map<string, Record<string, Status>> {
  const byEntity = new Map<string, Record<string, Status>>();
  for (const item of items) {
    for (const criterion of item.criteria) {
      for (const { entityRef, status } of criterion.entities) {
        const own = byEntity.get(entityRef) ?? {};
        own[item.id] = worse(own[item.id] ?? status, status);
        byEntity.set(entityRef, own);
      }
    }
  }
  return byEntity;
}

function holdsThrough({
  row,
  culprits,
  own,
  entityRef,
}: {
  row: ProvenRow;
  culprits: readonly Culprit[];
  own: Record<string, Status>;
  entityRef: string;
}): HoldsBack {
  const isKnown = isKnownAgainst(row);
  const through = culprits
    .filter(({ entities }) => entities.includes(entityRef))
    .map(({ known, entities }): HoldsBack => {
      // Of several entities that were read together it is not known which one.
      const isSure = isKnown && known === 'fails' && entities.length === 1;
      return isSure ? 'yes' : 'unknown';
    });
  if (readsScore(row)) {
    if (countOf(own, status => status === 'fail') > 0) {
      through.push(isKnown ? 'yes' : 'unknown');
    } else if (countOf(own, status => status === 'unknown') > 0) {
      through.push('unknown');
    }
  }
  return worst(through);
}

function readsScore({ row }: ProvenRow): boolean {
  return row.leaves.some(leaf => leaf.kind === 'score');
}

function worst(found: readonly HoldsBack[]): HoldsBack {
  if (found.includes('yes')) return 'yes';
  return found.includes('unknown') ? 'unknown' : 'no';
}

function countOf(
  statuses: Record<string, Status>,
  counts: (status: Status) => boolean,
): number {
  return Object.values(statuses).filter(counts).length;
}
