import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  memberRow,
  PLACEHOLDER,
  START,
  SUBJECT,
} from './__testUtils__/samples';
import {
  attestationState,
  waiverState,
  type NewAttestation,
  type NewWaiver,
} from './peopleTypes';

const DAY = 24 * 60 * 60 * 1000;
const at = (days: number) => later(days * DAY);
const SYSTEM = SUBJECT.subjectRef;

function said(overrides: Partial<NewAttestation> = {}): NewAttestation {
  return {
    ...SUBJECT,
    entityRef: SYSTEM,
    about: 'c.item/x',
    role: 'security',
    statement: 'met',
    by: 'user:default/radia',
    expiresAt: at(90).toISOString(),
    ...overrides,
  };
}

function asked(overrides: Partial<NewWaiver> = {}): NewWaiver {
  return {
    ...SUBJECT,
    about: 'c.item',
    title: 'Item',
    entityRef: null,
    reason: 'later',
    role: 'security',
    requestedBy: 'user:default/ada',
    expiresAt: at(30).toISOString(),
    ...overrides,
  };
}

describe('statements in the store', () => {
  const { ids, createStore } = storeDatabases();

  async function withSubject(id: (typeof ids)[number]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.members.replace(SUBJECT, [memberRow()], START);
    const revision = async () => (await store.subjects.get(SUBJECT))!.revision;
    const told = async () =>
      (await store.outbox.pending(100)).map(({ kind }) => kind).sort();
    return { ...store, revision, told };
  }

  it.each(ids)('keeps an attestation as it was given, %p', async id => {
    const { attestations, revision, told } = await withSubject(id);
    const before = await revision();
    const given = said({
      boundTo: { fact: 'doc.plan', hash: 'h' },
      note: 'n',
      link: 'https://example.com',
      renews: 'old',
    });
    const [stored] = await attestations.add([given], START);
    expect(stored).toEqual({
      ...given,
      id: expect.any(String),
      at: START.toISOString(),
      superseded: false,
      withdrawn: null,
    });
    expect(await attestations.get(stored.id)).toEqual(stored);
    expect(await attestations.listNewest('kamiyo', [SYSTEM])).toEqual([stored]);
    expect(await attestations.listNewest('other', [SYSTEM])).toEqual([]);
    expect(await revision()).toBe(before + 1);
    expect(await told()).toEqual(['attestation-given']);
  });

  it.each(ids)(
    'a newer one supersedes, one of another role does not, %p',
    async id => {
      const { attestations } = await withSubject(id);
      const [first] = await attestations.add([said()], START);
      await attestations.add([said({ role: 'sre' })], START);
      const [second] = await attestations.add(
        [said({ statement: 'not-met' })],
        at(1),
      );
      const newest = await attestations.listNewest('kamiyo', [SYSTEM]);
      expect(
        newest.map(({ role, statement }) => [role, statement]).sort(),
      ).toEqual([
        ['security', 'not-met'],
        ['sre', 'met'],
      ]);
      expect((await attestations.get(first.id))!.superseded).toBe(true);
      expect((await attestations.get(second.id))!.superseded).toBe(false);
    },
  );

  it.each(ids)(
    'one that is withdrawn revives nothing, and only once, %p',
    async id => {
      const { attestations, revision, told } = await withSubject(id);
      const [first] = await attestations.add([said()], START);
      const [second] = await attestations.add([said()], at(1));
      const before = await revision();
      const act = { by: 'user:default/radia', reason: 'wrong', now: at(2) };
      expect(await attestations.withdraw(second.id, act)).toMatchObject({
        withdrawn: { by: act.by, reason: 'wrong', at: at(2).toISOString() },
      });
      expect(await revision()).toBe(before + 1);
      expect(await attestations.listNewest('kamiyo', [SYSTEM])).toMatchObject([
        { id: second.id, withdrawn: { reason: 'wrong' } },
      ]);
      expect((await attestations.list({ limit: 10 })).attestations).toEqual([]);
      for (const id_ of [first.id, second.id]) {
        await expect(attestations.withdraw(id_, act)).rejects.toMatchObject({
          name: 'ConflictError',
        });
      }
      await expect(attestations.withdraw('none', act)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      expect(await told()).toEqual([
        'attestation-given',
        'attestation-given',
        'attestation-withdrawn',
      ]);
    },
  );

  it.each(ids)('all of a form are stored or none, %p', async id => {
    const { attestations, told } = await withSubject(id);
    const broken = said({ about: null as unknown as string });
    await expect(attestations.add([said(), broken], START)).rejects.toThrow();
    expect(await attestations.listNewest('kamiyo', [SYSTEM])).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it.each(ids)(
    'two who state the same at once leave one newest, %p',
    async id => {
      const { attestations } = await withSubject(id);
      await Promise.all(
        [1, 2, 3].map(n => attestations.add([said({ note: `${n}` })], at(n))),
      );
      expect(await attestations.listNewest('kamiyo', [SYSTEM])).toHaveLength(1);
    },
  );

  it.each(ids)(
    'lists those first that end first, page by page, %p',
    async id => {
      const { attestations } = await withSubject(id);
      for (const days of [30, 10, 20]) {
        await attestations.add(
          [said({ about: `a/${days}`, expiresAt: at(days).toISOString() })],
          START,
        );
      }
      const first = await attestations.list({ limit: 2 });
      expect(first.attestations.map(({ about }) => about)).toEqual([
        'a/10',
        'a/20',
      ]);
      const second = await attestations.list({
        limit: 2,
        cursor: first.nextCursor!,
      });
      expect(second).toMatchObject({
        attestations: [{ about: 'a/30' }],
        nextCursor: null,
      });
      const about = async (query: object) =>
        (await attestations.list({ limit: 9, ...query })).attestations.map(
          each => each.about,
        );
      expect(await about({ endsBefore: at(15).toISOString() })).toEqual([
        'a/10',
      ]);
      expect(await about({ about: 'a/20', role: 'security' })).toEqual([
        'a/20',
      ]);
      expect(await about({ entityRef: 'component:default/x' })).toEqual([]);
      const owned = (owner: string) => ({
        visible: { column: 'owner' as const, values: [owner] },
      });
      expect(await about(owned('group:default/kamiyo-team'))).toHaveLength(3);
      expect(await about(owned('group:default/other'))).toEqual([]);
    },
  );

  it.each<[string, Partial<Parameters<typeof attestationState>[0]>]>([
    ['current', {}],
    ['expired', { expiresAt: at(1).toISOString() }],
    ['superseded', { superseded: true }],
    ['withdrawn', { withdrawn: { by: 'u', at: 'a', reason: 'r' } }],
  ])('an attestation is %s', (state, changes) => {
    const stored = {
      ...said(),
      id: '1',
      at: START.toISOString(),
      superseded: false,
      withdrawn: null,
      ...changes,
    };
    expect(attestationState(stored, at(1))).toBe(state);
  });

  it.each(ids)(
    'a waiver is asked for once, approved once, revoked once, %p',
    async id => {
      const { waivers, revision, told } = await withSubject(id);
      const waiver = await waivers.add(asked(), START);
      expect(waiver).toMatchObject({ state: 'requested', settled: null });
      await expect(waivers.add(asked(), at(1))).rejects.toMatchObject({
        name: 'ConflictError',
        message: "A waiver of 'Item' is asked for already",
      });
      expect(await waivers.listApproved(SUBJECT)).toEqual([]);
      const act = (state: 'approved' | 'refused' | 'revoked') =>
        waivers.settle(waiver.id, {
          state,
          by: 'user:default/radia',
          note: 'n',
          now: at(1),
        });
      await expect(act('revoked')).rejects.toThrow(
        'There is nothing to revoke: the waiver is requested',
      );
      const before = await revision();
      const approved = await act('approved');
      expect(approved).toMatchObject({
        state: 'approved',
        settled: { by: 'user:default/radia', note: 'n' },
      });
      expect(await revision()).toBe(before + 1);
      expect(await waivers.listApproved(SUBJECT)).toEqual([approved]);
      await expect(act('approved')).rejects.toThrow('the waiver is approved');
      await expect(waivers.add(asked(), at(1))).rejects.toThrow(
        "'Item' is waived already",
      );
      expect(await act('revoked')).toMatchObject({
        state: 'revoked',
        settled: { note: 'n' },
        revoked: { reason: 'n' },
      });
      expect(await waivers.listApproved(SUBJECT)).toEqual([]);
      await waivers.add(asked(), at(2));
      expect(await told()).toEqual([
        'waiver-requested',
        'waiver-requested',
        'waiver-revoked',
        'waiver-settled',
      ]);
    },
  );

  it.each(ids)('of two who settle a waiver one wins, %p', async id => {
    const { waivers, told } = await withSubject(id);
    const waiver = await waivers.add(asked(), START);
    const outcomes = await Promise.allSettled(
      (['approved', 'refused', 'approved'] as const).map((state, index) =>
        waivers.settle(waiver.id, {
          state,
          by: `user:default/${index}`,
          note: null,
          now: at(1),
        }),
      ),
    );
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    expect(await told()).toEqual(['waiver-requested', 'waiver-settled']);
  });

  it.each(ids)(
    'a waiver that is over is not approved any more, %p',
    async id => {
      const { waivers } = await withSubject(id);
      const { id: waiverId } = await waivers.add(asked(), START);
      await expect(
        waivers.settle(waiverId, {
          state: 'approved',
          by: 'u',
          note: null,
          now: at(31),
        }),
      ).rejects.toThrow('the waiver ended at');
      // Nor does it stand in the way of another one.
      await waivers.add(asked({ expiresAt: at(60).toISOString() }), at(31));
    },
  );

  it.each(ids)('lists waivers by what became of them, %p', async id => {
    const { waivers } = await withSubject(id);
    const add = async (about: string, state?: 'approved' | 'refused') => {
      const waiver = await waivers.add(asked({ about }), START);
      if (state) {
        await waivers.settle(waiver.id, {
          state,
          by: 'u',
          note: null,
          now: START,
        });
      }
    };
    await add('a');
    await add('b', 'approved');
    await add('c', 'refused');
    const list = async (query: object, now = at(1)) =>
      (await waivers.list({ limit: 9, now, ...query })).waivers
        .map(({ about }) => about)
        .sort();
    expect(await list({})).toEqual(['a', 'b', 'c']);
    expect(await list({ state: ['requested', 'refused'] })).toEqual(['a', 'c']);
    expect(await list({ state: ['approved'] })).toEqual(['b']);
    expect(await list({ state: ['approved'] }, at(31))).toEqual([]);
    expect(await list({ state: ['expired'] }, at(31))).toEqual(['b']);
    expect(await list({ subjectRefs: ['system:default/x'] })).toEqual([]);
    const one = await waivers.list({ limit: 1, now: at(1) });
    const rest = await waivers.list({
      limit: 9,
      now: at(1),
      cursor: one.nextCursor!,
    });
    expect(rest.waivers).toHaveLength(2);
    expect(waiverState((await waivers.listApproved(SUBJECT))[0], at(31))).toBe(
      'expired',
    );
  });
});
