import type { ScorecardDocument } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredFact } from '../../../store/types';

/** When what the gate rests on was collected, the oldest first; what CI reports has an age of its own. */
export function gateFacts(
  document: ScorecardDocument,
  collected: readonly StoredFact[],
): { entityRef: string; fact: string; collectedAt: string }[] {
  const rows = [...document.critical, ...document.go, ...document.noGo].flatMap(
    ({ leaves }) => leaves,
  );
  // A row on the score rests on every item.
  const isAll = rows.some(({ kind }) => kind === 'score');
  const leaves = [
    ...rows,
    ...document.items
      .flatMap(({ criteria }) => criteria)
      .filter(({ decides }) => isAll || decides)
      .flatMap(({ entities }) => entities.flatMap(each => each.leaves)),
  ];
  const read = new Set(
    leaves
      .filter(({ counted }) => counted)
      .flatMap(({ reads = [] }) =>
        reads.map(({ entityRef, fact }) => `${entityRef}|${fact}`),
      ),
  );
  return collected
    .filter(
      ({ entityRef, fact, value }) =>
        value !== undefined && read.has(`${entityRef}|${fact}`),
    )
    .map(({ entityRef, fact, collectedAt }) => ({
      entityRef,
      fact,
      collectedAt,
    }))
    .sort((a, b) => (a.collectedAt < b.collectedAt ? -1 : 1));
}
