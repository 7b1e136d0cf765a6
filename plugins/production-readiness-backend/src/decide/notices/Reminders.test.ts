import type { ScorecardDocument } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { storeDatabases } from '../../store/__testUtils__/databases';
import {
  entityColumns,
  PLACEHOLDER,
  projectionWrite,
  scorecardDocument,
  START,
  SUBJECT,
} from '../../store/__testUtils__/samples';
import type { NewAttestation } from '../../store/peopleTypes';
import { CHECKLIST } from '../__testUtils__/people';
import { Reminders } from './Reminders';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const iso = (days: number) =>
  new Date(START.getTime() + days * DAY).toISOString();

describe('Reminders', () => {
  const { ids, createStore } = storeDatabases();

  async function start(id: Parameters<typeof createStore>[0]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    const clock = { now: START };
    const { checklist } = parseChecklist({
      files: [{ name: 'checklist.yaml', text: CHECKLIST }],
      entry: 'checklist.yaml',
    });
    const reminders = () =>
      new Reminders({
        store,
        checklists: {
          get: async () =>
            checklist &&
            ({ checklist, compiled: compileChecklist(checklist) } as never),
        },
        now: () => clock.now,
      });
    return {
      store,
      reminders,
      at: (days: number) => {
        clock.now = new Date(START.getTime() + days * DAY);
      },
      /** What is told from here on. */
      told: async () => {
        const notices = await store.outbox.pending(99);
        await store.outbox.settle(notices.map(notice => notice.id));
        return notices
          .filter(({ kind }) => /ending|due/.test(kind))
          .map(
            ({ kind, payload }): Record<string, unknown> => ({
              kind,
              ...payload,
            }),
          );
      },
      /** What the launch unit was evaluated to. */
      async evaluated(change: Partial<ScorecardDocument>) {
        const { revision } = (await store.subjects.get(SUBJECT))!;
        await store.subjects.claim(SUBJECT, {
          by: 'worker-1',
          now: clock.now,
          leaseMs: 1000,
        });
        await store.scorecards.write(
          projectionWrite({
            revision,
            document: { ...scorecardDocument(), ...change },
          }),
        );
      },
    };
  }

  const said = (overrides: Partial<NewAttestation> = {}): NewAttestation => ({
    ...SUBJECT,
    entityRef: SUBJECT.subjectRef,
    about: 'c.audit/done',
    role: 'security',
    statement: 'met',
    by: 'user:default/radia',
    expiresAt: iso(90),
    ...overrides,
  });

  /** A scorecard that counts on these statements and waivers. */
  function countingOn(attestations: string[], waivers: string[] = []) {
    const [item, ...items] = scorecardDocument().items;
    return {
      items: [
        {
          ...item,
          criteria: [
            {
              id: 'c.audit/done',
              text: 'An audit was done',
              status: 'pass' as const,
              rawStatus: 'pass' as const,
              decides: false,
              entities: [
                {
                  entityRef: SUBJECT.subjectRef,
                  status: 'pass' as const,
                  rawStatus: 'pass' as const,
                  strength: 'attested' as const,
                  leaves: attestations.map(attestation => ({
                    kind: 'attest' as const,
                    truth: 'true' as const,
                    counted: true,
                    strength: 'attested' as const,
                    attestation,
                  })),
                  ...(waivers.length === 0 ? {} : { waiver: waivers[0] }),
                },
              ],
            },
          ],
        },
        ...items,
      ],
    };
  }

  it.each(ids)(
    'are given 14 days and a day before a statement ends, once each, %p',
    async id => {
      const { store, reminders, at, told, evaluated } = await start(id);
      const [{ id: attestationId }] = await store.attestations.add(
        [said()],
        START,
      );
      await evaluated(countingOn([attestationId]));
      await told();
      at(75.9);
      await reminders().remind();
      expect(await told()).toEqual([]);
      at(76);
      await Promise.all([reminders().remind(), reminders().remind()]);
      await reminders().remind();
      const title = 'An audit was done';
      const ending = {
        kind: 'attestation-ending',
        attestationId,
        about: 'c.audit/done',
        title,
        entityRef: SUBJECT.subjectRef,
        role: 'security',
        endsAt: iso(90),
      };
      expect(await told()).toEqual([{ ...ending, daysLeft: 14 }]);
      at(88.9);
      await reminders().remind();
      expect(await told()).toEqual([]);
      at(89);
      await reminders().remind();
      expect(await told()).toEqual([{ ...ending, daysLeft: 1 }]);
      at(90);
      await reminders().remind();
      expect(await told()).toEqual([]);
    },
  );

  it.each(ids)('skip the early one where it is late, %p', async id => {
    const { store, reminders, at, told, evaluated } = await start(id);
    const [{ id: attestationId }] = await store.attestations.add(
      [said()],
      START,
    );
    await evaluated(countingOn([attestationId]));
    await told();
    at(89.5);
    await reminders().remind();
    await reminders().remind();
    expect(await told()).toMatchObject([{ daysLeft: 1 }]);
  });

  it.each(ids)('are not given of what nothing rests on, %p', async id => {
    const { store, reminders, at, told, evaluated } = await start(id);
    const day = { expiresAt: iso(1) };
    const [counted, withdrawn, unused] = await store.attestations.add(
      [
        said(),
        said({ about: 'c.drill/done', role: 'sre' }),
        said({ about: 'G3', role: 'owner' }),
        said({ about: 'P2', role: 'owner', ...day }),
      ],
      START,
    );
    await store.attestations.withdraw(withdrawn.id, {
      by: 'user:default/ada',
      reason: 'Wrong',
      now: START,
    });
    await evaluated(countingOn([counted.id, withdrawn.id]));
    await told();
    at(0.5);
    await reminders().remind();
    // One day of which half is over: everybody remembers.
    expect(await told()).toEqual([]);
    at(80);
    await reminders().remind();
    expect((await told()).map(each => each.attestationId)).toEqual([
      counted.id,
    ]);
    await evaluated(countingOn([counted.id, unused.id]));
    await reminders().remind();
    expect((await told()).map(each => each.attestationId)).toEqual([unused.id]);
  });

  it.each(ids)(
    'wait while a checklist observes, or the launch unit is gone, %p',
    async id => {
      const { store, reminders, at, told, evaluated } = await start(id);
      const [{ id: attestationId }] = await store.attestations.add(
        [said()],
        START,
      );
      const counting = countingOn([attestationId]);
      await evaluated({ ...counting, enforced: false });
      await told();
      at(80);
      await reminders().remind();
      expect(await told()).toEqual([]);
      await evaluated({ ...counting, enforced: true });
      await store.retention.markGone(SUBJECT.checklistId, [], START);
      await reminders().remind();
      expect(await told()).toEqual([]);
      const present = [SUBJECT.subjectRef];
      await store.retention.markGone(SUBJECT.checklistId, present, START);
      await reminders().remind();
      expect(await told()).toHaveLength(1);
    },
  );

  it.each(ids)('are given of a waiver in force, %p', async id => {
    const { store, reminders, at, told, evaluated } = await start(id);
    const ask = (about: string) =>
      store.waivers.add(
        {
          ...SUBJECT,
          about,
          title: `Title of ${about}`,
          entityRef: null,
          reason: 'Later',
          role: 'security',
          requestedBy: 'user:default/ada',
          expiresAt: iso(60),
        },
        START,
      );
    const waiver = await ask('infra.a');
    await ask('infra.b');
    await store.waivers.settle(waiver.id, {
      state: 'approved',
      by: 'user:default/radia',
      note: null,
      now: START,
    });
    await evaluated(countingOn([], [waiver.id]));
    await told();
    at(50);
    await reminders().remind();
    await reminders().remind();
    expect(await told()).toEqual([
      {
        kind: 'waiver-ending',
        waiverId: waiver.id,
        about: 'infra.a',
        title: 'Title of infra.a',
        role: 'security',
        requestedBy: 'user:default/ada',
        endsAt: iso(60),
        daysLeft: 10,
      },
    ]);
  });

  it.each(ids)(
    'ask at the planned time for a launch that was decided, %p',
    async id => {
      const { store, reminders, at, told } = await start(id);
      const open = (checklistId: string) =>
        store.reviews.open(
          {
            ...SUBJECT,
            checklistId,
            digest: 'digest-1',
            version: '1.0.0',
            plannedAt: iso(2),
            separation: 'strict',
            pinned: {
              checklist: { id: checklistId, version: '1', digest: 'd' },
              members: [],
              targets: {},
              declared: {},
              releases: [],
            },
            openedBy: 'user:default/ada',
          },
          { by: null, kind: 'review-opened', now: START },
        );
      const decided = await open('kamiyo');
      const refused = await open('other');
      await open('third');
      for (const [review, outcome] of [
        [decided, 'go'],
        [refused, 'no-go'],
      ] as const) {
        await store.reviews.move(store.knex, review, {
          from: ['open'],
          to: 'decided',
          columns: {
            decision: {
              outcome,
              by: 'user:default/ada',
              at: START.toISOString(),
              reason: null,
              verdict: outcome,
              validUntil: outcome === 'go' ? iso(7) : null,
              recordId: '',
              items: {},
            },
          },
          move: { by: null, kind: 'review-decided', now: START },
        });
      }
      await told();
      at(1.9);
      await reminders().remind();
      expect(await told()).toEqual([]);
      at(2);
      await Promise.all([reminders().remind(), reminders().remind()]);
      await reminders().remind();
      expect(await told()).toEqual([
        { kind: 'launch-due', reviewId: decided.id, dueAt: iso(2) },
      ]);
    },
  );
});
