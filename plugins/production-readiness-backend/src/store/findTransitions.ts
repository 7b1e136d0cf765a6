import type {
  ScorecardDocument,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Transition } from './types';

/**
 * Statuses that differ between two evaluations, of the subject and of each
 * member's share. The first evaluation changes nothing that was known, and so
 * has none; an item that is new in a version comes from null.
 */
export function findTransitions(
  before: ScorecardDocument | undefined,
  after: ScorecardDocument,
): Omit<Transition, 'at'>[] {
  if (!before) return [];
  const titles = new Map(after.items.map(item => [item.id, item.title]));
  const ofSubject = differences(
    subjectStatuses(before),
    subjectStatuses(after),
  );
  const sharesBefore = new Map(
    before.members.map(member => [member.entityRef, member.items]),
  );
  return [
    ...ofSubject.map(each => ({ ...each, entityRef: after.subjectRef })),
    ...after.members
      .filter(member => member.entityRef !== after.subjectRef)
      .flatMap(member => {
        const known = sharesBefore.get(member.entityRef);
        return known
          ? differences(known, member.items).map(each => ({
              ...each,
              entityRef: member.entityRef,
            }))
          : [];
      }),
  ].map(each => ({ ...each, title: titles.get(each.item) ?? each.item }));
}

function subjectStatuses(document: ScorecardDocument): Record<string, Status> {
  return Object.fromEntries(document.items.map(item => [item.id, item.status]));
}

function differences(
  before: Record<string, Status>,
  after: Record<string, Status>,
): { item: string; from: Status | null; to: Status }[] {
  return Object.entries(after)
    .filter(([item, to]) => before[item] !== to)
    .map(([item, to]) => ({ item, from: before[item] ?? null, to }));
}
