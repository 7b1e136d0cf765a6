import { mockServices } from '@backstage/backend-test-utils';
import { storeDatabases } from '../store/__testUtils__/databases';
import {
  entityColumns,
  later,
  PLACEHOLDER,
  START,
  SUBJECT,
} from '../store/__testUtils__/samples';
import type { Store } from '../store/types';
import type { Progress } from './collectFacts';
import { InProcessRunQueue } from './InProcessRunQueue';
import {
  LEASE_MS,
  QueuedRunService,
  type QueuedRunServiceOptions,
} from './QueuedRunService';
import { deferred, until } from './__testUtils__/until';
import type { RunEvent } from './types';

const DONE: Progress = { done: 2, total: 2, problems: [] };

describe('QueuedRunService', () => {
  const { ids, createStore } = storeDatabases();
  let now: Date;
  const services: QueuedRunService[] = [];

  beforeEach(() => {
    now = START;
  });
  afterEach(async () => {
    await Promise.all(services.splice(0).map(service => service.stop()));
  });

  async function withSubject(id: (typeof ids)[number]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    return store;
  }

  function serviceOver(
    store: Store,
    pipeline: QueuedRunServiceOptions['pipeline'],
    worker = 'worker-1',
    judge: QueuedRunServiceOptions['judge'] = async () => {},
  ) {
    const service = new QueuedRunService({
      store,
      queue: new InProcessRunQueue({ concurrency: 2 }),
      pipeline,
      judge,
      worker,
      now: () => now,
      logger: mockServices.logger.mock(),
    });
    services.push(service);
    return service;
  }

  /** As the pipeline leaves it: nothing is due for an hour. */
  async function settle(store: Store) {
    await store.knex('subjects').update({
      due_at: later(3_600_000).toISOString(),
      evaluated_revision: store.knex.raw('revision'),
    });
  }

  const isIdle = async (store: Store) =>
    (await store.runs.listQueued(1)).length === 0 &&
    (await store.subjects.get(SUBJECT))?.claimedBy === null;

  it.each(ids)('runs what is due at the start, once, %p', async id => {
    const store = await withSubject(id);
    let runs = 0;
    const service = serviceOver(store, async () => {
      runs += 1;
      await settle(store);
      return DONE;
    });
    await service.start();
    await service.sweep();
    await until(() => isIdle(store));
    await service.sweep();
    await until(() => isIdle(store));
    expect(runs).toBe(1);
    expect(await service.latest(SUBJECT)).toMatchObject({
      state: 'succeeded',
      reason: 'due',
      startedAt: START.toISOString(),
      finishedAt: START.toISOString(),
      progress: { done: 2, total: 2 },
    });
  });

  it.each(ids)('says that an input changed, %p', async id => {
    const store = await withSubject(id);
    const service = serviceOver(store, async () => {
      await settle(store);
      return DONE;
    });
    await service.start();
    await until(() => isIdle(store));
    await store.subjects.bump(SUBJECT, now);
    await service.sweep();
    await until(() => isIdle(store));
    const { runs } = await service.list(SUBJECT, { limit: 5 });
    expect(runs.map(run => run.reason).sort()).toEqual(['changed', 'due']);
  });

  it.each(ids)(
    'tells of each step, and shows progress at once, %p',
    async id => {
      const store = await withSubject(id);
      await settle(store);
      const go = deferred();
      const service = serviceOver(store, async (_, { onProgress }) => {
        onProgress({ done: 0, total: 2, problems: [] });
        onProgress({ done: 1, total: 2, problems: ['http: no'] });
        await go.promise;
        return { done: 2, total: 2, problems: ['http: no'] };
      });
      const events: RunEvent[] = [];
      service.subscribe(() => {
        throw new Error('a listener that fails');
      });
      const unsubscribe = service.subscribe(event => events.push(event));
      await service.start();
      const run = await service.requestRun({ ...SUBJECT, reason: 'asked' });
      expect(run).toMatchObject({ state: 'queued', reason: 'asked' });

      await until(async () => (await service.get(run.id))?.progress.done === 1);
      expect(await service.latest(SUBJECT)).toMatchObject({
        state: 'running',
        progress: { done: 1, total: 2 },
        problems: ['http: no'],
      });
      go.resolve();
      await until(() => isIdle(store));
      await until(() => events.some(event => event.type === 'scorecard'));
      unsubscribe();
      expect(
        events.map(event =>
          event.type === 'run'
            ? [event.run.state, event.run.progress.done]
            : [event.type, event.verdict],
        ),
      ).toEqual([
        ['queued', 0],
        ['running', 0],
        ['succeeded', 2],
        ['scorecard', 'undecided'],
      ]);
    },
  );

  it.each(ids)('refuses a run of what is judged by nothing, %p', async id => {
    const store = await withSubject(id);
    const service = serviceOver(store, async () => DONE);
    await expect(
      service.requestRun({ ...SUBJECT, checklistId: 'x', reason: 'asked' }),
    ).rejects.toThrow(
      "'system:default/kamiyo' is not judged by the checklist 'x'",
    );
  });

  it.each(ids)('joins asks while one waits, %p', async id => {
    const store = await withSubject(id);
    await settle(store);
    const go = deferred();
    let runs = 0;
    const service = serviceOver(store, async () => {
      runs += 1;
      await go.promise;
      return DONE;
    });
    await service.start();
    const ask = () => service.requestRun({ ...SUBJECT, reason: 'asked' });
    const first = await ask();
    await until(async () => (await service.get(first.id))?.state === 'running');
    // What is under way has begun before they asked: one more is needed.
    const second = await ask();
    const third = await ask();
    expect(second.id).not.toBe(first.id);
    expect(third.id).toBe(second.id);
    go.resolve();
    await until(async () => {
      await service.sweep();
      return (await service.get(second.id))?.state === 'succeeded';
    });
    expect(runs).toBe(2);
  });

  it.each(ids)(
    'keeps a run that fails from being due at once, %p',
    async id => {
      const store = await withSubject(id);
      const service = serviceOver(store, async () => {
        throw new Error('no such checklist');
      });
      await service.start();
      await until(() => isIdle(store));
      expect(await service.latest(SUBJECT)).toMatchObject({
        state: 'failed',
        problems: ['no such checklist'],
      });
      expect(await store.subjects.listDue({ now, limit: 9 })).toEqual([]);
      now = later(5 * 60_000);
      expect(await store.subjects.listDue({ now, limit: 9 })).toHaveLength(1);
    },
  );

  it.each(ids)(
    'resumes the run of a process that was killed; its late end counts for nothing, %p',
    async id => {
      const store = await withSubject(id);
      const dead = deferred<Progress>();
      const killed = serviceOver(store, () => dead.promise, 'killed');
      await killed.start();
      await until(
        async () => (await killed.latest(SUBJECT))?.state === 'running',
      );
      const begun = await killed.latest(SUBJECT);

      now = later(LEASE_MS + 1);
      const ran: string[] = [];
      const next = serviceOver(
        store,
        async run => {
          ran.push(`${run.id} ${run.reason}`);
          await settle(store);
          return DONE;
        },
        'next',
      );
      await next.start();
      await until(() => isIdle(store));
      expect(ran).toEqual([`${begun!.id} resumed`]);

      dead.resolve({ done: 0, total: 9, problems: ['late'] });
      await killed.stop();
      const { runs } = await next.list(SUBJECT, { limit: 9 });
      expect(runs).toMatchObject([
        { id: begun!.id, state: 'succeeded', problems: [] },
      ]);
    },
  );

  it('resumes at once on SQLite, where nobody else can hold the claim', async () => {
    const store = await withSubject('SQLITE_3');
    const dead = deferred<Progress>();
    const killed = serviceOver(store, () => dead.promise, 'killed');
    await killed.start();
    await until(
      async () => (await killed.latest(SUBJECT))?.state === 'running',
    );
    const next = serviceOver(
      store,
      async () => {
        await settle(store);
        return DONE;
      },
      'next',
    );
    await next.start();
    await until(() => isIdle(store));
    expect(await next.latest(SUBJECT)).toMatchObject({
      state: 'succeeded',
      reason: 'resumed',
    });
    dead.resolve(DONE);
  });

  it.each(ids)('leaves a run to the next start when it stops, %p', async id => {
    const store = await withSubject(id);
    const stopped = serviceOver(
      store,
      (_, { signal }) =>
        new Promise((__, reject) => {
          if (signal.aborted) reject(signal.reason);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    await stopped.start();
    await until(
      async () => (await stopped.latest(SUBJECT))?.state === 'running',
    );
    await stopped.stop();
    expect(await store.runs.latest(SUBJECT)).toMatchObject({
      state: 'running',
    });
    const next = serviceOver(
      store,
      async () => {
        await settle(store);
        return DONE;
      },
      'worker-2',
    );
    await next.start();
    await until(() => isIdle(store));
    expect(await next.latest(SUBJECT)).toMatchObject({
      state: 'succeeded',
      reason: 'resumed',
    });
  });

  it.each(ids)('tells a run that it was taken over, %p', async id => {
    const store = await withSubject(id);
    const taken = deferred();
    const seen: boolean[] = [];
    const service = serviceOver(store, async (_, { renewClaim, signal }) => {
      await taken.promise;
      await renewClaim().finally(() => seen.push(signal.aborted));
      return DONE;
    });
    await service.start();
    await until(
      async () => (await service.latest(SUBJECT))?.state === 'running',
    );
    now = later(LEASE_MS + 1);
    await store.subjects.claim(SUBJECT, {
      by: 'other',
      now,
      leaseMs: LEASE_MS,
    });
    taken.resolve();
    await until(() => seen.length > 0);
    expect(seen).toEqual([true]);
    await service.stop();
    expect(await store.runs.latest(SUBJECT)).toMatchObject({
      state: 'running',
    });
  });

  it.each(ids)(
    'shares the work among processes, each run once, %p',
    async id => {
      const store = await createStore(id);
      const keys = Array.from({ length: 12 }, (_, n) => ({
        subjectRef: `component:default/s${n}`,
        checklistId: 'basics',
      }));
      for (const key of keys) {
        await store.subjects.ensure(
          key,
          entityColumns({ entityRef: key.subjectRef }),
          PLACEHOLDER,
          START,
        );
      }
      const ran: string[] = [];
      const replica = (worker: string) =>
        serviceOver(
          store,
          async run => {
            ran.push(run.subjectRef);
            await store
              .knex('subjects')
              .where({ subject_ref: run.subjectRef })
              .update({ due_at: null });
            return DONE;
          },
          worker,
        );
      const [one, two] = [replica('one'), replica('two')];
      // On SQLite there is one process, so only sweeping is shared there.
      await one.start();
      if (id !== 'SQLITE_3') await two.start();
      await Promise.all([one.sweep(), two.sweep()]);
      await until(async () => {
        await one.sweep();
        return (
          (await store.knex('runs').where({ state: 'succeeded' })).length >= 12
        );
      });
      expect(ran.sort()).toEqual(keys.map(key => key.subjectRef).sort());
    },
  );

  it.each(ids)(
    'judges what is stored before an act is answered, %p',
    async id => {
      const store = await withSubject(id);
      const claims: (string | null | undefined)[] = [];
      const service = serviceOver(
        store,
        async () => DONE,
        'worker-1',
        async (_, { renewClaim }) => {
          await renewClaim();
          claims.push((await store.subjects.get(SUBJECT))?.claimedBy);
        },
      );
      expect(await service.evaluateNow(SUBJECT)).toEqual({
        evaluated: true,
        verdict: 'undecided',
        evaluatedAt: null,
      });
      expect(claims).toEqual([expect.stringMatching(/^worker-1\//)]);
      expect((await store.subjects.get(SUBJECT))?.claimedBy).toBeNull();
    },
  );

  it.each(ids)('has a run that goes on judge in its place, %p', async id => {
    const store = await withSubject(id);
    const claim = { by: 'another', now, leaseMs: LEASE_MS };
    expect(await store.subjects.claim(SUBJECT, claim)).toBe(true);
    let judged = 0;
    const service = serviceOver(
      store,
      async () => DONE,
      'worker-1',
      async () => {
        judged += 1;
      },
    );
    const waiting = service.evaluateNow(SUBJECT);
    await settle(store);
    expect(await waiting).toMatchObject({ evaluated: true });
    expect(judged).toBe(0);
  });

  it.each(ids)('gives the subject free where judging fails, %p', async id => {
    const store = await withSubject(id);
    const service = serviceOver(
      store,
      async () => DONE,
      'worker-1',
      async () => {
        throw new Error('no checklist');
      },
    );
    await expect(service.evaluateNow(SUBJECT)).rejects.toThrow('no checklist');
    expect((await store.subjects.get(SUBJECT))?.claimedBy).toBeNull();
  });
});
