import type { ScorecardDocument } from '@production-readiness/backstage-plugin-production-readiness-common';
import { attestables } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ChecklistService } from '../../checklists/types';
import type { StoredAttestation, StoredWaiver } from '../../store/peopleTypes';
import type { Notice, Store, SubjectKey } from '../../store/types';
import { remindBefore, reminderOf } from './reminderOf';

const PAGE = 500;

/**
 * What time alone makes news: a statement or a waiver that counts is about to
 * end, a launch was planned for now. Each is told once, whichever replica finds
 * it; while a checklist only observes nobody is reminded of what it asks.
 */
export class Reminders {
  constructor(
    private readonly options: {
      store: Store;
      checklists: Pick<ChecklistService, 'get'>;
      now: () => Date;
    },
  ) {}

  /** Writes the notices of what is due. */
  async remind(): Promise<void> {
    const documents = new Documents(this.options.store);
    await this.ofAttestations(documents);
    await this.ofWaivers(documents);
    await this.ofLaunches();
  }

  private async ofAttestations(documents: Documents): Promise<void> {
    const { store, now } = this.options;
    let cursor: string | undefined;
    do {
      const page = await store.attestations.list({
        endsAfter: now().toISOString(),
        endsBefore: remindBefore(now()).toISOString(),
        limit: PAGE,
        cursor,
      });
      for (const attestation of page.attestations) {
        await this.ofAttestation(attestation, documents);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  private async ofAttestation(
    attestation: StoredAttestation,
    documents: Documents,
  ): Promise<void> {
    const { id, about, entityRef, role, at, expiresAt } = attestation;
    await this.ofEnding({
      about: `attestation:${id}`,
      key: attestation,
      lasts: { from: at, until: expiresAt },
      isCounted: () =>
        documents.enforced(attestation, document =>
          restsOn(document, attestation),
        ),
      notice: async () => ({
        kind: 'attestation-ending',
        payload: {
          attestationId: id,
          about,
          title: (await this.titleOf(attestation)) ?? about,
          entityRef,
          role,
        },
      }),
    });
  }

  private async ofWaivers(documents: Documents): Promise<void> {
    const { store, now } = this.options;
    let cursor: string | undefined;
    do {
      const page = await store.waivers.list({
        state: ['approved'],
        endsBefore: remindBefore(now()).toISOString(),
        now: now(),
        limit: PAGE,
        cursor,
      });
      for (const waiver of page.waivers) {
        const { id, about, title, role, requestedBy, requestedAt } = waiver;
        await this.ofEnding({
          about: `waiver:${id}`,
          key: waiver,
          lasts: {
            from: waiver.settled?.at ?? requestedAt,
            until: waiver.expiresAt,
          },
          isCounted: () =>
            documents.enforced(waiver, document =>
              isExcepted(document, waiver),
            ),
          notice: async () => ({
            kind: 'waiver-ending',
            payload: { waiverId: id, about, title, role, requestedBy },
          }),
        });
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  private async ofEnding(ending: {
    about: string;
    key: SubjectKey;
    lasts: { from: string; until: string };
    /** Whether anything would be worse without it. */
    isCounted: () => Promise<boolean>;
    notice: () => Promise<Pick<Notice, 'kind' | 'payload'>>;
  }): Promise<void> {
    const { store, now } = this.options;
    const { about, key, lasts } = ending;
    const due = reminderOf(lasts, now());
    if (!due) return;
    const { reminder, instead, daysLeft } = due;
    if (await store.reminders.isGiven(about, reminder)) return;
    if (!(await ending.isCounted())) return;
    const { kind, payload } = await ending.notice();
    await store.reminders.remind({
      about,
      reminder,
      instead,
      notice: {
        subjectRef: key.subjectRef,
        checklistId: key.checklistId,
        kind,
        payload: { ...payload, endsAt: lasts.until, daysLeft },
      },
      now: now(),
    });
  }

  /** Nobody has to wait for the launch of what nobody may launch. */
  private async ofLaunches(): Promise<void> {
    const { store, now } = this.options;
    const at = now().toISOString();
    for (const review of await store.reviews.listIn(['decided'])) {
      const { id, decision, plannedAt, subjectRef, checklistId } = review;
      if (!decision || decision.outcome === 'no-go' || plannedAt > at) continue;
      if (decision.validUntil !== null && decision.validUntil <= at) continue;
      const about = `review:${id}`;
      const reminder = `launch:${decision.at}`;
      if (await store.reminders.isGiven(about, reminder)) continue;
      await store.reminders.remind({
        about,
        reminder,
        notice: {
          subjectRef,
          checklistId,
          kind: 'launch-due',
          payload: { reviewId: id, dueAt: plannedAt },
        },
        now: now(),
      });
    }
  }

  private async titleOf(said: StoredAttestation): Promise<string | undefined> {
    const checklist = await this.options.checklists.get(said.checklistId);
    if (!checklist) return undefined;
    return attestables(checklist.compiled).find(
      ({ about, role }) => about === said.about && role === said.role,
    )?.title;
  }
}

/** Scorecards, each read once, of launch units that are still there. */
class Documents {
  private readonly known = new Map<
    string,
    Promise<ScorecardDocument | undefined>
  >();

  constructor(private readonly store: Pick<Store, 'scorecards' | 'subjects'>) {}

  /** False also where the checklist only observes. */
  async enforced(
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
function restsOn(
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
function isExcepted(
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
