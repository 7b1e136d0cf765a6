import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  memberRow,
  PLACEHOLDER,
  START,
  storedFact,
  SUBJECT,
} from './__testUtils__/samples';

const API = 'component:default/kamiyo-api';
const OTHER = { subjectRef: API, checklistId: 'basics' };

describe('SubjectStore', () => {
  const { ids, createStore } = storeDatabases();

  async function withSubject(id: (typeof ids)[number]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    return store;
  }

  it.each(ids)(
    'adds a subject once, due at once and undecided, %p',
    async id => {
      const { subjects, scorecards } = await withSubject(id);
      await subjects.bump(SUBJECT, later(1000));
      expect(
        await subjects.ensure(
          SUBJECT,
          entityColumns(),
          PLACEHOLDER,
          later(2000),
        ),
      ).toEqual({ added: false });
      expect(await subjects.get(SUBJECT)).toMatchObject({
        revision: 2,
        dueAt: later(1000).toISOString(),
        evaluatedAt: null,
        conditions: [],
      });
      expect(await scorecards.getRow(SUBJECT)).toMatchObject({
        verdict: 'undecided',
        evaluatedAt: null,
        unknown: 3,
        statuses: 'uuu',
        running: false,
      });
    },
  );

  it.each(ids)('holds inputs that did not change, %p', async id => {
    const { subjects, knex } = await withSubject(id);
    const held = (revision: number) =>
      knex.transaction(tx => subjects.hold(SUBJECT, revision, tx));
    expect(await held(1)).toBe(true);
    await subjects.bump(SUBJECT, START);
    expect(await held(1)).toBe(false);
    expect(await held(2)).toBe(true);
  });

  it.each(ids)('is due by a time, and no later than before, %p', async id => {
    const { subjects, knex } = await withSubject(id);
    const dueAt = async () => (await subjects.get(SUBJECT))!.dueAt;
    await subjects.dueBy(SUBJECT, later(1).toISOString());
    expect(await dueAt()).toBe(START.toISOString());
    await knex('subjects').update({ due_at: null });
    await subjects.dueBy(SUBJECT, later(9).toISOString());
    await subjects.dueBy(SUBJECT, later(2).toISOString());
    expect(await dueAt()).toBe(later(2).toISOString());
  });

  it.each(ids)('lists what is due and nobody works at, %p', async id => {
    const { subjects, runs } = await withSubject(id);
    const due = async (now: Date) =>
      (await subjects.listDue({ now, limit: 10 })).map(row => row.subjectRef);
    expect(await due(later(-1))).toEqual([]);
    expect(await due(START)).toEqual([SUBJECT.subjectRef]);

    await subjects.claim(SUBJECT, { by: 'a', now: START, leaseMs: 1000 });
    expect(await due(START)).toEqual([]);
    expect(await due(later(1001))).toEqual([SUBJECT.subjectRef]);

    await subjects.release(SUBJECT, 'a');
    await runs.request(SUBJECT, { reason: 'due', priority: 0, now: START });
    expect(await due(START)).toEqual([]);
  });

  it.each(ids)(
    'lets one process claim, until its lease is over, %p',
    async id => {
      const { subjects } = await withSubject(id);
      const claim = (by: string, at: number) =>
        subjects.claim(SUBJECT, { by, now: later(at), leaseMs: 1000 });
      const both = await Promise.all([claim('a', 0), claim('b', 0)]);
      expect(both.filter(Boolean)).toHaveLength(1);
      const [winner, loser] = both[0] ? ['a', 'b'] : ['b', 'a'];
      expect(await claim(winner, 900)).toBe(true);
      expect(await claim(loser, 1800)).toBe(false);
      expect(await claim(loser, 1901)).toBe(true);
      await subjects.release(SUBJECT, winner);
      expect(await claim(winner, 1902)).toBe(false);
    },
  );

  it.each(ids)(
    'bumps every subject that reads a fact whose content changed, and no other, %p',
    async id => {
      const { subjects, members, facts } = await withSubject(id);
      await subjects.ensure(
        OTHER,
        entityColumns({ entityRef: API }),
        PLACEHOLDER,
        START,
      );
      const reads = (request: string) => ({
        entityRef: API,
        isSubject: false,
        requests: { 'http.health': request },
      });
      await members.replace(SUBJECT, [memberRow(reads('request-1'))], START);
      await members.replace(
        OTHER,
        [memberRow({ ...OTHER, ...reads('request-2') })],
        START,
      );
      const revisions = async () => [
        (await subjects.get(SUBJECT))?.revision,
        (await subjects.get(OTHER))?.revision,
      ];
      expect(await revisions()).toEqual([2, 2]);
      const steps: [string, object, number, number[]][] = [
        ['first', {}, 0, [3, 2]],
        ['same content', { collectedAt: later(1).toISOString() }, 1, [3, 2]],
        ['other content', { hash: 'hash-2' }, 2, [4, 2]],
        [
          'an error beside it',
          { hash: 'hash-2', error: { message: 'no', at: 'x' } },
          3,
          [5, 2],
        ],
        ['of another request', { request: 'request-2' }, 4, [5, 3]],
        [
          'same content after it had expired',
          { request: 'request-2', expiresAt: later(9_000_000).toISOString() },
          1_000_000,
          [5, 4],
        ],
      ];
      for (const [step, fact, at, expected] of steps) {
        await facts.save([storedFact(fact)], later(at));
        expect([step, await revisions()]).toEqual([step, expected]);
      }
      expect(await facts.listForSubject(SUBJECT)).toMatchObject([
        { request: 'request-1', value: { status: 200 } },
      ]);
      expect(await facts.listForEntity(API)).toHaveLength(2);
    },
  );

  it.each(ids)(
    'has a changed fact of a member make the subject due, an unchanged one not, %p',
    async id => {
      const { subjects, members, facts, knex } = await withSubject(id);
      const member = memberRow({
        entityRef: API,
        isSubject: false,
        requests: { 'http.health': 'request-1' },
      });
      await members.replace(SUBJECT, [memberRow(), member], START);
      await facts.save([storedFact()], START);
      // As an evaluation leaves it.
      await knex('subjects').update({ due_at: later(9_000_000).toISOString() });
      const due = async (at: number) =>
        (await subjects.listDue({ now: later(at), limit: 9 })).map(
          row => row.subjectRef,
        );
      await facts.save([storedFact()], later(1000));
      expect(await due(1000)).toEqual([]);
      await facts.save([storedFact({ hash: 'hash-2' })], later(2000));
      expect(await due(2000)).toEqual([SUBJECT.subjectRef]);
    },
  );

  it.each(ids)(
    'bumps when members change, not when they do not, %p',
    async id => {
      const { subjects, members } = await withSubject(id);
      const two = [
        memberRow(),
        memberRow({ entityRef: API, isSubject: false }),
      ];
      const revision = async () => (await subjects.get(SUBJECT))?.revision;
      expect(await members.replace(SUBJECT, two, START)).toEqual({
        changed: true,
      });
      expect(await revision()).toBe(2);
      expect(await members.replace(SUBJECT, two, START)).toEqual({
        changed: false,
      });
      expect(await revision()).toBe(2);
      expect((await members.list(SUBJECT)).map(row => row.entityRef)).toEqual([
        SUBJECT.subjectRef,
        API,
      ]);
      expect(await members.listByEntity(API)).toMatchObject([SUBJECT]);
      await members.replace(SUBJECT, two.slice(0, 1), START);
      expect(await members.list(SUBJECT)).toEqual(two.slice(0, 1));
      expect(await revision()).toBe(3);
      await subjects.bumpByEntity(SUBJECT.subjectRef, later(5));
      expect(await revision()).toBe(4);
    },
  );
});
