import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  PLACEHOLDER,
  START,
  SUBJECT,
} from './__testUtils__/samples';

const PROGRESS = { done: 2, total: 2 };

describe('RunStore', () => {
  const { ids, createStore } = storeDatabases();

  async function withSubject(id: (typeof ids)[number]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    return store;
  }

  it.each(ids)('has at most one waiting run per subject, %p', async id => {
    const { runs } = await withSubject(id);
    const sweep = { reason: 'due' as const, priority: 0, now: START };
    const both = await Promise.all([
      runs.request(SUBJECT, sweep),
      runs.request(SUBJECT, sweep),
    ]);
    expect(both.map(each => each.added).sort()).toEqual([false, true]);
    expect(both[0].run.id).toBe(both[1].run.id);

    const asked = await runs.request(SUBJECT, {
      reason: 'asked',
      priority: 10,
      now: later(1000),
    });
    expect(asked).toMatchObject({
      added: false,
      run: {
        id: both[0].run.id,
        asked: true,
        reason: 'asked',
        priority: 10,
        requestedAt: later(1000).toISOString(),
      },
    });
    await runs.request(SUBJECT, { ...sweep, now: later(2000) });
    expect(await runs.listQueued(10)).toMatchObject([
      { asked: true, priority: 10 },
    ]);
  });

  it.each(ids)('goes from queued to running to its end, once, %p', async id => {
    const { runs } = await withSubject(id);
    const { run } = await runs.request(SUBJECT, {
      reason: 'asked',
      priority: 10,
      now: START,
    });
    expect(await runs.begin(run.id, { worker: 'a', now: later(1) })).toBe(true);
    expect(await runs.begin(run.id, { worker: 'b', now: later(1) })).toBe(
      false,
    );
    await runs.progress(run.id, {
      worker: 'b',
      done: 9,
      total: 9,
      problems: [],
    });
    await runs.progress(run.id, {
      worker: 'a',
      done: 1,
      total: 2,
      problems: ['http: x'],
    });
    expect(await runs.get(run.id)).toMatchObject({
      state: 'running',
      startedAt: later(1).toISOString(),
      progress: { done: 1, total: 2 },
      problems: ['http: x'],
    });
    const finish = (worker: string) =>
      runs.finish(run.id, {
        worker,
        state: 'succeeded',
        progress: PROGRESS,
        problems: [],
        now: later(5),
      });
    expect(await finish('b')).toBe(false);
    expect(await finish('a')).toBe(true);
    expect(await finish('a')).toBe(false);
    expect(await runs.latest(SUBJECT)).toMatchObject({
      id: run.id,
      state: 'succeeded',
      finishedAt: later(5).toISOString(),
      progress: PROGRESS,
    });
  });

  it.each(ids)(
    'gives back the runs of a process that is gone, %p',
    async id => {
      const { runs, subjects } = await withSubject(id);
      const { run } = await runs.request(SUBJECT, {
        reason: 'asked',
        priority: 10,
        now: START,
      });
      await subjects.claim(SUBJECT, { by: 'a', now: START, leaseMs: 1000 });
      await runs.begin(run.id, { worker: 'a', now: START });
      expect(await runs.requeueOrphans(later(1000))).toBe(0);
      expect(await runs.requeueOrphans(later(1001))).toBe(1);
      expect(await runs.get(run.id)).toMatchObject({
        state: 'queued',
        reason: 'resumed',
        asked: true,
        priority: 10,
        startedAt: null,
      });
      expect(await runs.requeueOrphans(later(1001))).toBe(0);
    },
  );

  it.each(ids)('hands an orphan over to the run that waits, %p', async id => {
    const { runs } = await withSubject(id);
    const first = await runs.request(SUBJECT, {
      reason: 'asked',
      priority: 10,
      now: START,
    });
    await runs.begin(first.run.id, { worker: 'a', now: START });
    const second = await runs.request(SUBJECT, {
      reason: 'due',
      priority: 0,
      now: later(1),
    });
    expect(await runs.requeueOrphans(later(2))).toBe(1);
    expect(await runs.get(first.run.id)).toMatchObject({
      state: 'failed',
      problems: [`Interrupted; run ${second.run.id} does it instead`],
    });
    expect(await runs.listQueued(10)).toMatchObject([
      { id: second.run.id, asked: true, priority: 10 },
    ]);
  });

  it.each(ids)(
    'forgets old sweeps and keeps what was asked for, %p',
    async id => {
      const { runs } = await withSubject(id);
      for (let n = 0; n < 24; n++) {
        const { run } = await runs.request(SUBJECT, {
          reason: n === 0 ? 'asked' : 'due',
          priority: 0,
          now: later(n * 1000),
        });
        await runs.begin(run.id, { worker: 'a', now: later(n * 1000) });
        await runs.finish(run.id, {
          worker: 'a',
          state: 'succeeded',
          progress: PROGRESS,
          problems: [],
          now: later(n * 1000 + 1),
        });
      }
      const first = await runs.list(SUBJECT, { limit: 15 });
      const second = await runs.list(SUBJECT, {
        limit: 15,
        cursor: first.nextCursor!,
      });
      const all = [...first.runs, ...second.runs];
      expect(all).toHaveLength(21);
      expect(all[0].requestedAt).toBe(later(23_000).toISOString());
      expect(all[20].reason).toBe('asked');
      expect(second.nextCursor).toBeNull();
    },
  );
});
