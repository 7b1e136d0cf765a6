import type { ScorecardDocument } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredAttestation, StoredWaiver } from '../../store/peopleTypes';
import type { Store, SubjectKey } from '../../store/types';

/** Scorecards that count, each read once, of launch units that are still there. */
export class EnforcedScorecards {
  private readonly known = new Map<
    string,
    Promise<ScorecardDocument | undefined>
  >();

  constructor(private readonly store: Pick<Store, 'scorecards' | 'subjects'>) {}

  /** Whether there is one of which it holds; while the checklist observes there is none. */
  async some(
    { subjectRef, checklistId }: SubjectKey,
    holds: (document: ScorecardDocument) => boolean,
  ): Promise<boolean> {
    const key = { subjectRef, checklistId };
    const id = JSON.stringify([subjectRef, checklistId]);
    const read = this.known.get(id) ?? this.read(key);
    this.known.set(id, read);
    const document = await read;
    return document !== undefined && document.enforced && holds(document);
  }

  private async read(key: SubjectKey): Promise<ScorecardDocument | undefined> {
    const subject = await this.store.subjects.get(key);
    if (!subject || subject.goneAt !== null) return undefined;
    return (await this.store.scorecards.get(key))?.document;
  }
}

/** Whether the statement is what something counts by. */
export function restsOn(
  { items, critical, go, noGo }: ScorecardDocument,
  { id, about, entityRef, statement }: StoredAttestation,
): boolean {
  const criteria = items.flatMap(item => item.criteria);
  if (statement === 'not-in-use') {
    return criteria.some(
      criterion =>
        criterion.id === about &&
        criterion.entities.some(
          result =>
            result.entityRef === entityRef &&
            result.rawStatus === 'not-applicable',
        ),
    );
  }
  const leaves = [
    ...criteria.flatMap(({ entities }) => entities.flatMap(e => e.leaves)),
    ...[...critical, ...go, ...noGo].flatMap(row => row.leaves),
  ];
  return leaves.some(leaf => leaf.attestation === id && leaf.counted);
}

/** Whether the waiver keeps anything off the blockers. */
export function isExcepted(
  { items, critical, go, noGo }: ScorecardDocument,
  { id, about }: StoredWaiver,
): boolean {
  return (
    [...critical, ...go, ...noGo].some(row => row.id === about) ||
    items.some(({ criteria }) =>
      criteria.some(({ entities }) => entities.some(e => e.waiver === id)),
    )
  );
}
