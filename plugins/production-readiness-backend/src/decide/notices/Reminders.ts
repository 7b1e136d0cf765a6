import { attestables } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ChecklistService } from '../../checklists/types';
import type { StoredAttestation } from '../../store/peopleTypes';
import type { Notice, Store, SubjectKey } from '../../store/types';
import { EnforcedScorecards, isExcepted, restsOn } from './EnforcedScorecards';
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
    const scorecards = new EnforcedScorecards(this.options.store);
    await this.ofAttestations(scorecards);
    await this.ofWaivers(scorecards);
    await this.ofLaunches();
  }

  private async ofAttestations(scorecards: EnforcedScorecards): Promise<void> {
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
        await this.ofAttestation(attestation, scorecards);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  private async ofAttestation(
    attestation: StoredAttestation,
    scorecards: EnforcedScorecards,
  ): Promise<void> {
    const { id, about, entityRef, role, at, expiresAt } = attestation;
    await this.ofEnding({
      about: `attestation:${id}`,
      key: attestation,
      lasts: { from: at, until: expiresAt },
      isCounted: () =>
        scorecards.some(attestation, document =>
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

  private async ofWaivers(scorecards: EnforcedScorecards): Promise<void> {
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
            scorecards.some(waiver, document => isExcepted(document, waiver)),
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
