import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  memberRow,
  PLACEHOLDER,
  projectionWrite,
  START,
  storedFact,
  SUBJECT,
} from './__testUtils__/samples';

const DAY = 24 * 60 * 60 * 1000;

describe('RetentionStore', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('keeps what left the catalog for 30 days, %p', async id => {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.members.replace(SUBJECT, [memberRow()], START);
    const listed = async () =>
      (await store.scorecards.list({}, { limit: 9 })).rows.length;

    expect(
      await store.retention.markGone(SUBJECT.checklistId, [], later(DAY)),
    ).toEqual({ gone: [SUBJECT.subjectRef] });
    expect(await listed()).toBe(0);
    expect(await store.subjects.listDue({ now: later(DAY), limit: 9 })).toEqual(
      [],
    );
    await store.retention.prune(later(31 * DAY));
    expect(await store.subjects.get(SUBJECT)).toBeDefined();

    const present = [SUBJECT.subjectRef];
    await store.retention.markGone('kamiyo', present, later(31 * DAY));
    expect(await listed()).toBe(1);
    expect(
      await store.subjects.listDue({ now: later(31 * DAY), limit: 9 }),
    ).toHaveLength(1);

    await store.retention.markGone('kamiyo', [], later(40 * DAY));
    expect(await store.retention.prune(later(71 * DAY))).toMatchObject({
      subjects: 1,
    });
    expect(await store.subjects.get(SUBJECT)).toBeUndefined();
    expect(await store.members.list(SUBJECT)).toEqual([]);
    expect(await store.scorecards.getRow(SUBJECT)).toBeUndefined();
  });

  it.each(ids)('drops facts that nobody can read any more, %p', async id => {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.members.replace(SUBJECT, [memberRow()], START);
    const at = (ms: number) => later(ms).toISOString();
    const facts = [
      ['read and valid', SUBJECT.subjectRef, 0, 99 * DAY],
      ['long expired', SUBJECT.subjectRef, 0, DAY],
      ['expired of late', SUBJECT.subjectRef, 0, 20 * DAY],
      ['of no member', 'component:default/gone', 0, 99 * DAY],
      ['of no member of late', 'component:default/gone', 20 * DAY, 99 * DAY],
    ] as const;
    await store.facts.save(
      facts.map(([fact, entityRef, collected, expires]) =>
        storedFact({
          fact,
          entityRef,
          collectedAt: at(collected),
          expiresAt: at(expires),
        }),
      ),
      START,
    );
    expect(await store.retention.prune(later(40 * DAY))).toMatchObject({
      facts: 2,
    });
    const left = await store.knex('facts').orderBy('fact').select('fact');
    expect(left.map(row => row.fact)).toEqual([
      'expired of late',
      'of no member of late',
      'read and valid',
    ]);
  });

  it.each(ids)(
    'drops old runs, notices and scorecards of old versions, %p',
    async id => {
      const store = await createStore(id);
      await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
      await store.subjects.claim(SUBJECT, {
        by: 'worker-1',
        now: START,
        leaseMs: 1,
      });
      await store.scorecards.write(projectionWrite());
      await store.scorecards.write(projectionWrite({ digest: 'digest-2' }));
      const { run } = await store.runs.request(SUBJECT, {
        reason: 'asked',
        priority: 10,
        now: START,
      });
      await store.runs.begin(run.id, { worker: 'a', now: START });
      await store.runs.finish(run.id, {
        worker: 'a',
        state: 'failed',
        progress: { done: 0, total: 0 },
        problems: [],
        now: START,
      });
      expect(await store.retention.prune(later(5 * DAY))).toMatchObject({
        runs: 0,
        notices: 0,
      });
      expect(await store.retention.prune(later(31 * DAY))).toMatchObject({
        runs: 1,
        notices: 2,
      });
      expect(await store.scorecards.get(SUBJECT, 'digest-1')).toBeUndefined();
      expect(await store.scorecards.get(SUBJECT)).toBeDefined();
    },
  );
});
