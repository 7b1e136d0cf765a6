import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  compileChecklist,
  parseChecklist,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { FactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { sampleChecklist } from './checklists/__testUtils__/sampleChecklist';
import type { ChecklistService } from './checklists/types';
import { ReviewKeeper } from './decide/reviews/standing/ReviewKeeper';
import { runPipeline } from './pipeline';
import { CatalogReader } from './runs/catalog';
import type { Progress } from './runs/collectFacts';
import { CollectorPool } from './runs/CollectorPool';
import { noInputs } from './runs/__testUtils__/noInputs';
import {
  kamiyoComponent,
  kamiyoSystem,
} from './runs/__testUtils__/catalogEntities';
import {
  fakeCollector,
  HOUR_MS,
  MINUTE_MS,
} from './runs/__testUtils__/fakeCollector';
import { until } from './runs/__testUtils__/until';
import { digestOf } from './store/digest';
import { storeDatabases } from './store/__testUtils__/databases';
import {
  entityColumns,
  later,
  PLACEHOLDER,
  START,
} from './store/__testUtils__/samples';
import type { EvaluationInputSource, RunRow, Store } from './store/types';

const KEY = { subjectRef: 'system:default/kamiyo', checklistId: 'sample' };
const API = 'component:default/kamiyo-api';

function checklistsWith(text = sampleChecklist()): ChecklistService {
  const { checklist, findings } = parseChecklist({
    entry: 'checklist.yaml',
    files: [{ name: 'checklist.yaml', text }],
  });
  if (!checklist) throw new Error(JSON.stringify(findings));
  const loaded = {
    checklist,
    compiled: compileChecklist(checklist),
    digest: digestOf(checklist),
    origin: 'test',
    loadedAt: START.toISOString(),
    findings,
  };
  return {
    list: async () => [],
    get: async id => (id === 'sample' ? loaded : undefined),
    getVersion: async () => loaded,
    brokenOf: async () => undefined,
    listLoaded: async () => [loaded],
  };
}

describe('runPipeline', () => {
  const { ids, createStore } = storeDatabases();
  let now: Date;
  beforeEach(() => {
    now = START;
  });

  /** Everything around a pipeline, with healthy answers until a test says otherwise. */
  async function world(
    id: (typeof ids)[number],
    options: {
      collectors?: FactCollector[];
      checklist?: string;
      inputs?: EvaluationInputSource;
    } = {},
  ) {
    const store = await createStore(id);
    await store.subjects.ensure(KEY, entityColumns(), PLACEHOLDER, START);
    const health = fakeCollector('fake', () => ({ status: 200 }));
    const other = fakeCollector('other', () => ({ present: true }));
    let entities: Entity[] | Error = [kamiyoSystem(), kamiyoComponent()];
    const catalog = {
      getSubject: async (ref: string) => {
        if (entities instanceof Error) throw entities;
        return new CatalogReader({
          catalog: catalogServiceMock({ entities }),
          auth: mockServices.auth(),
        }).getSubject(ref);
      },
    };
    const pool = new CollectorPool({
      collectors: options.collectors ?? [health, other],
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      now: () => now,
    });
    const shared = {
      store,
      checklists: checklistsWith(options.checklist),
      pool,
      inputs: options.inputs ?? noInputs,
      now: () => now,
    };
    const dependencies = {
      ...shared,
      catalog,
      reviews: new ReviewKeeper({
        ...shared,
        logger: mockServices.logger.mock(),
      }),
    };
    const claim = async () => {
      const lease = { by: 'worker', now, leaseMs: 10 * HOUR_MS };
      if (!(await store.subjects.claim(KEY, lease))) throw new Error('lost');
    };
    let count = 0;
    async function run(
      overrides: Partial<RunRow> = {},
      signal = new AbortController().signal,
    ): Promise<Progress> {
      count += 1;
      const row: RunRow = {
        ...KEY,
        id: `run-${count}`,
        state: 'running',
        reason: 'due',
        priority: 0,
        asked: false,
        requestedAt: now.toISOString(),
        startedAt: now.toISOString(),
        finishedAt: null,
        progress: { done: 0, total: 0 },
        problems: [],
        ...overrides,
      };
      await claim();
      return runPipeline(dependencies, row, {
        worker: 'worker',
        renewClaim: claim,
        signal,
        onProgress: () => {},
      });
    }
    return {
      store,
      health,
      other,
      run,
      setCatalog: (next: Entity[] | Error) => {
        entities = next;
      },
    };
  }

  async function outcome(store: Store) {
    const { document } = (await store.scorecards.get(KEY))!;
    return {
      verdict: document.verdict,
      statuses: Object.fromEntries(
        document.items.map(item => [item.id, item.status]),
      ),
      causes: document.items
        .flatMap(item => item.criteria)
        .flatMap(criterion => criterion.entities)
        .flatMap(({ cause }) => cause ?? []),
    };
  }

  const factsOf = async (store: Store) => {
    const facts = await store.facts.listForSubject(KEY);
    return Object.fromEntries(facts.map(fact => [fact.fact, fact]));
  };

  it.each(ids)('goes from the catalog to a stored scorecard, %p', async id => {
    const { store, health, other, run } = await world(id);
    expect(await run()).toEqual({ done: 2, total: 2, problems: [] });
    expect(await outcome(store)).toEqual({
      verdict: 'go',
      statuses: { 'infra.health': 'pass', 'infra.info': 'pass' },
      causes: [],
    });
    expect(health.calls).toEqual(['kamiyo-api: health']);
    expect(other.calls).toEqual(['kamiyo-api: info']);
    expect(await store.members.list(KEY)).toMatchObject([
      { entityRef: KEY.subjectRef, isSubject: true, targets: ['system'] },
      {
        entityRef: API,
        isSubject: false,
        targets: ['api'],
        owner: 'group:default/kamiyo-team',
        etag: 'component-1',
      },
    ]);
    expect(await store.scorecards.getRow(KEY)).toMatchObject({
      verdict: 'go',
      completed: 2,
      applicable: 2,
      statuses: 'pp',
      evaluatedAt: START.toISOString(),
    });
    expect(await store.subjects.get(KEY)).toMatchObject({
      dueAt: later(HOUR_MS).toISOString(),
    });
  });

  it.each(ids)(
    'asks a collector once for all facts of an entity, %p',
    async id => {
      const { health, run } = await world(id, {
        checklist: sampleChecklist().replace(
          'collect:\n  fake:\n',
          'collect:\n  fake:\n    version: { for: [api], about: version }\n',
        ),
      });
      expect(await run()).toMatchObject({ done: 2, total: 2 });
      expect(health.calls).toHaveLength(1);
      expect(health.calls[0].split(/[: ]+/).sort()).toEqual([
        'health',
        'kamiyo-api',
        'version',
      ]);
    },
  );

  const failures: [string, () => FactCollector, string, RegExp | null][] = [
    [
      'hangs',
      () =>
        fakeCollector('other', () => new Promise(() => {}), { timeoutMs: 30 }),
      'collector-failing',
      /^other on component:default\/kamiyo-api: No result within 30 ms$/,
    ],
    [
      'throws',
      () =>
        fakeCollector('other', () => {
          throw new Error('401 from the vendor');
        }),
      'collector-failing',
      /^other on component:default\/kamiyo-api: 401 from the vendor$/,
    ],
    [
      'answers something else than it declares',
      () => fakeCollector('other', () => ({ present: 'yes' } as any)),
      'collector-failing',
      /not what it declares/,
    ],
    [
      'answers nothing',
      () =>
        fakeCollector('other', () => ({} as any), { collect: async () => [] }),
      'collector-failing',
      /gave no answer/,
    ],
    [
      'cannot say yet',
      () =>
        fakeCollector('other', key => ({
          key,
          miss: { cause: 'waiting-for-traffic', message: 'none yet' },
          evidence: [],
        })),
      'waiting-for-traffic',
      null,
    ],
    [
      'is not configured for the entity',
      () =>
        fakeCollector('other', () => ({ present: true }), {
          notConnected: () => 'no key',
        }),
      'not-connected',
      null,
    ],
  ];

  describe.each(failures)(
    'a collector that %s',
    (_, broken, cause, problem) => {
      it.each(ids)('touches only its own facts, %p', async id => {
        const health = fakeCollector('fake', () => ({ status: 200 }));
        const { store, run } = await world(id, {
          collectors: [health, broken()],
        });
        const { problems } = await run();
        expect(await outcome(store)).toEqual({
          verdict: 'go',
          statuses: { 'infra.health': 'pass', 'infra.info': 'unknown' },
          causes: [cause],
        });
        expect(problems).toHaveLength(problem ? 1 : 0);
        expect(problems.join()).toMatch(problem ?? /^$/);
      });
    },
  );

  it.each(ids)('names a collector that nobody installed, %p', async id => {
    const { store, run } = await world(id, {
      collectors: [fakeCollector('fake', () => ({ status: 200 }))],
    });
    expect(await run()).toEqual({ done: 1, total: 1, problems: [] });
    expect((await outcome(store)).causes).toEqual(['not-connected']);
  });

  it.each(ids)(
    'collects again what is due, or all if a person asks, %p',
    async id => {
      const { health, other, run } = await world(id);
      other.answer = key => ({
        key,
        miss: { cause: 'waiting-for-time', message: 'not ready' },
        evidence: [],
      });
      const calls = () => [health.calls.length, other.calls.length];
      await run();
      now = later(HOUR_MS - 1);
      await run();
      expect(calls()).toEqual([1, 1]);
      now = later(HOUR_MS);
      await run();
      expect(calls()).toEqual([2, 2]);

      now = later(HOUR_MS + 1000);
      const asked = { asked: true, requestedAt: now.toISOString() };
      await run(asked);
      expect(calls()).toEqual([3, 3]);
      // Done again after it was killed: what came after the ask is new enough.
      now = later(HOUR_MS + 2000);
      await run({ ...asked, reason: 'resumed' });
      expect(calls()).toEqual([3, 3]);
    },
  );

  it.each(ids)(
    'keeps the last value while a fetch fails, until it expires, %p',
    async id => {
      const { store, health, run } = await world(id);
      await run();
      health.answer = () => {
        throw new Error('timeout');
      };
      now = later(HOUR_MS);
      expect((await run()).problems).toEqual([`fake on ${API}: timeout`]);
      expect((await outcome(store)).statuses['infra.health']).toBe('pass');
      expect((await factsOf(store))['fake.health']).toMatchObject({
        value: { status: 200 },
        error: { message: 'timeout', at: later(HOUR_MS).toISOString() },
      });
      now = later(3 * HOUR_MS);
      await run();
      expect(await outcome(store)).toMatchObject({
        verdict: 'undecided',
        statuses: { 'infra.health': 'unknown' },
        causes: ['expired'],
      });
    },
  );

  it.each(ids)(
    'is due when a fact expires that nobody can collect, %p',
    async id => {
      const { store, health, run } = await world(id);
      await run();
      health.answer = () => {
        throw new Error('timeout');
      };
      now = later(3 * HOUR_MS - MINUTE_MS);
      await run();
      expect((await store.subjects.get(KEY))!.dueAt).toBe(
        later(3 * HOUR_MS).toISOString(),
      );
    },
  );

  it.each(ids)(
    'takes unreachability for a fact after a second sample, %p',
    async id => {
      const { store, health, run } = await world(id);
      await run();
      health.answer = key => ({
        key,
        unreachable: { reachable: false, status: 0 },
        evidence: [],
      });
      now = later(HOUR_MS);
      await run();
      expect(await outcome(store)).toMatchObject({ verdict: 'go' });
      expect((await store.subjects.get(KEY))!.dueAt).toBe(
        later(HOUR_MS + MINUTE_MS).toISOString(),
      );

      // A person who asks in between gets no second sample too early.
      now = later(HOUR_MS + MINUTE_MS / 2);
      await run({ asked: true, requestedAt: now.toISOString() });
      expect(await outcome(store)).toMatchObject({ verdict: 'go' });

      now = later(HOUR_MS + MINUTE_MS);
      await run();
      expect(await outcome(store)).toMatchObject({
        verdict: 'no-go',
        statuses: { 'infra.health': 'fail' },
      });
      expect((await factsOf(store))['fake.health'].value).toEqual({
        reachable: false,
        status: 0,
        failingSince: later(HOUR_MS).toISOString(),
      });
    },
  );

  it.each(ids)(
    'waits for time where the first sample has no answer, %p',
    async id => {
      const { store, health, run } = await world(id);
      health.answer = key => ({
        key,
        unreachable: { reachable: false, status: 0 },
        evidence: [],
      });
      await run();
      expect(await outcome(store)).toMatchObject({
        verdict: 'undecided',
        causes: ['waiting-for-time'],
      });
      expect((await store.subjects.get(KEY))!.dueAt).toBe(
        later(MINUTE_MS).toISOString(),
      );
    },
  );

  it.each(ids)(
    'goes on where it was killed, losing and doubling nothing, %p',
    async id => {
      const { store, health, other, run } = await world(id);
      const stop = new AbortController();
      other.answer = () => new Promise(() => {});
      const asked = { asked: true, requestedAt: now.toISOString() };
      const killed = run(asked, stop.signal).catch(error => error.message);
      await until(
        async () =>
          (await store.knex('facts')).length === 1 && other.calls.length === 1,
      );
      stop.abort(new Error('killed'));
      expect(await killed).toBe('killed');
      expect(await store.scorecards.get(KEY)).toBeUndefined();

      other.answer = () => ({ present: true });
      now = later(1000);
      await run({ ...asked, reason: 'resumed' });
      expect([health.calls.length, other.calls.length]).toEqual([1, 2]);
      expect(await outcome(store)).toMatchObject({ verdict: 'go' });
      expect(await store.knex('facts')).toHaveLength(2);
      expect(await store.knex('scorecards')).toHaveLength(1);
      expect(await store.knex('daily_points')).toHaveLength(1);
    },
  );

  it.each(ids)(
    'judges again where an input changes in between, %p',
    async id => {
      const reads: number[] = [];
      const stores: Store[] = [];
      const inputs: EvaluationInputSource = {
        async read(key, wanted, tx) {
          const [store] = stores;
          reads.push((await store.subjects.get(key, tx))!.revision);
          // Committed with this reading, and so before the result is written.
          if (reads.length <= 2) await store.subjects.bump(key, now, tx);
          return noInputs.read(key, wanted, tx);
        },
      };
      const { store, run } = await world(id, { inputs });
      stores.push(store);
      await run();
      expect(reads).toHaveLength(3);
      const subject = (await store.subjects.get(KEY))!;
      expect(subject.evaluatedRevision).toBe(subject.revision);
      expect((await store.scorecards.get(KEY))!.revision).toBe(reads[2]);
    },
  );

  it.each(ids)('writes nothing if another process took over, %p', async id => {
    const { store, run } = await world(id, {
      inputs: {
        async read(key, wanted, tx) {
          await tx('subjects').update({ claimed_by: 'other' });
          return noInputs.read(key, wanted, tx);
        },
      },
    });
    await expect(run()).rejects.toThrow('lost');
    expect(await store.scorecards.get(KEY)).toBeUndefined();
  });

  it.each(ids)(
    'writes nothing but times where nothing changed, %p',
    async id => {
      const { store, run } = await world(id);
      const contents = async () => ({
        documents: await store.knex('scorecards'),
        transitions: await store.knex('transitions'),
        points: await store.knex('daily_points'),
        notices: await store.knex('outbox'),
        rows: (await store.knex('scorecard_rows')).map(
          ({ evaluated_at, ...row }) => row,
        ),
        members: await store.knex('members'),
      });
      await run();
      const before = await contents();
      const evaluatedAt = async () =>
        (await store.scorecards.getRow(KEY))!.evaluatedAt;

      // Nothing is due: skipped by the hash of its inputs.
      now = later(MINUTE_MS);
      await run();
      expect(await contents()).toEqual(before);
      expect(await evaluatedAt()).toBe(now.toISOString());

      // Collected anew with the same content: judged again, written only as times.
      now = later(2 * MINUTE_MS);
      await run({ asked: true, requestedAt: now.toISOString() });
      expect(await contents()).toEqual(before);
      expect(await evaluatedAt()).toBe(now.toISOString());
      expect((await factsOf(store))['fake.health'].collectedAt).toBe(
        now.toISOString(),
      );
    },
  );

  it.each(ids)('records what changed, %p', async id => {
    const { store, health, run } = await world(id);
    await run();
    health.answer = () => ({ status: 500 });
    now = later(HOUR_MS);
    await run();
    const { transitions } = await store.history.transitions(KEY, { limit: 9 });
    expect(transitions).toEqual([
      {
        at: now.toISOString(),
        item: 'infra.health',
        title: 'Health checks passing',
        from: 'pass',
        to: 'fail',
        entityRef: API,
      },
      {
        at: now.toISOString(),
        item: 'infra.health',
        title: 'Health checks passing',
        from: 'pass',
        to: 'fail',
        entityRef: KEY.subjectRef,
      },
    ]);
    expect(await store.history.points(KEY)).toMatchObject([
      { completed: 1, applicable: 2, verdict: 'no-go' },
    ]);
  });

  it.each(ids)('does not take the answer of another address, %p', async id => {
    const { store, health, run, setCatalog } = await world(id);
    await run();
    health.answer = () => {
      throw new Error('no such host');
    };
    now = later(MINUTE_MS);
    setCatalog([
      kamiyoSystem(),
      kamiyoComponent({ url: 'https://new.example.com' }),
    ]);
    await run();
    expect(await outcome(store)).toMatchObject({
      verdict: 'undecided',
      causes: ['collector-failing'],
    });
  });

  it.each(ids)(
    'remembers a condition that was known true until it is known false, %p',
    async id => {
      const { store, other, run } = await world(id, {
        checklist: sampleChecklist().replace(
          'check: other.info.present }',
          'when: other.info.present, check: fake.health.status == 200 }',
        ),
      });
      const status = async () => (await outcome(store)).statuses['infra.info'];
      await run();
      expect(await status()).toBe('pass');

      other.answer = key => ({
        key,
        miss: { cause: 'waiting-for-time', message: 'not ready' },
        evidence: [],
      });
      now = later(HOUR_MS);
      await run();
      expect((await store.subjects.get(KEY))!.conditions).toHaveLength(1);
      expect(await status()).toBe('pass');

      other.answer = () => ({ present: false });
      now = later(2 * HOUR_MS);
      await run();
      expect(await status()).toBe('not-applicable');
      expect((await store.subjects.get(KEY))!.conditions).toEqual([]);
    },
  );

  it.each(ids)('says what the entity has to declare, %p', async id => {
    const { store, health, run, setCatalog } = await world(id);
    setCatalog([kamiyoSystem(), kamiyoComponent({ url: '' })]);
    await run();
    expect(health.calls).toEqual([]);
    expect((await outcome(store)).causes).toEqual(['not-declared']);
  });

  it.each(ids)(
    'judges by what it knew while the catalog is down, %p',
    async id => {
      const { store, run, setCatalog } = await world(id);
      await run();
      const { input_hash: before } = await store.knex('subjects').first();
      setCatalog(new Error('503'));
      now = later(MINUTE_MS);
      await run();
      expect(await outcome(store)).toMatchObject({ verdict: 'go' });
      expect(await store.knex('subjects').first()).toMatchObject({
        input_hash: before,
        due_at: later(2 * MINUTE_MS).toISOString(),
      });
    },
  );

  it.each(ids)('lets facts expire while the catalog is down, %p', async id => {
    const { store, health, run, setCatalog } = await world(id);
    await run();
    setCatalog(new Error('503'));
    now = later(3 * HOUR_MS);
    expect(await run()).toEqual({
      done: 0,
      total: 0,
      problems: ['The catalog could not be read: 503'],
    });
    expect(health.calls).toHaveLength(1);
    expect(await outcome(store)).toMatchObject({
      verdict: 'undecided',
      causes: ['expired', 'expired'],
    });
    expect((await store.subjects.get(KEY))!.dueAt).toBe(
      later(3 * HOUR_MS + MINUTE_MS).toISOString(),
    );
    expect(await store.members.list(KEY)).toHaveLength(2);
  });

  it.each(ids)('fails where there is nothing to judge, %p', async id => {
    const { run, setCatalog } = await world(id);
    await expect(run({ checklistId: 'gone' })).rejects.toThrow(
      "No checklist 'gone' is in force",
    );
    setCatalog([]);
    await expect(run()).rejects.toThrow(
      "'system:default/kamiyo' is not in the catalog",
    );
  });
});
