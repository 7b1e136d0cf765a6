import { storeDatabases } from '../../../store/__testUtils__/databases';
import { HOUR_MS, MINUTE_MS } from '../../../runs/__testUtils__/fakeCollector';
import { CHECKLIST } from '../../__testUtils__/people';
import {
  KEY,
  loadedChecklist,
  reviewWorld,
  type ReviewWorld,
} from '../standing/__testUtils__/reviewWorld';
import { keepTime } from '../standing/keepTime';

const DAY_MS = 24 * HOUR_MS;

describe('after a launch', () => {
  const { ids, createStore } = storeDatabases();
  type Id = (typeof ids)[number];

  /** Launched by a GO; P1 and P3 watch the health, P2 is said by the owner. */
  async function launched(id: Id) {
    const world = await reviewWorld(await createStore(id));
    await world.run();
    await world.stateAll();
    const { id: review } = await world.open();
    await world.signAll(review);
    await world.decide(review);
    await world.pass(10 * MINUTE_MS);
    await world.launch(review);
    await world.run();
    await world.store.knex('outbox').delete();
    return { world, id: review };
  }

  const dueAt = async ({ store }: ReviewWorld) =>
    (await store.subjects.get(KEY))!.dueAt!;
  const after = ({ now }: ReviewWorld, ms: number) =>
    new Date(now().getTime() + ms).toISOString();

  it.each(ids)('its windows run to a verified launch, %p', async id => {
    const { world, id: review } = await launched(id);
    expect(await world.checkStates(review)).toEqual({
      P1: 'waiting',
      P2: 'waiting',
      P3: 'waiting',
    });
    await world.state('P2', 'owner');
    await world.judge();
    expect(await world.checkStates(review)).toMatchObject({ P2: 'passed' });
    await world.pass(HOUR_MS);
    expect(await world.checkStates(review)).toMatchObject({
      P1: 'passed',
      P3: 'waiting',
    });
    await world.pass(23 * HOUR_MS);
    expect(await world.current(review)).toMatchObject({
      state: 'verified',
      verifiedAt: world.now().toISOString(),
    });
    await world.pass(HOUR_MS);
    expect(await world.told()).toMatchObject({ 'review-verified': 1 });
    expect(await world.kindsOf(review)).toEqual([
      'launch',
      'post-launch',
      'post-launch',
      'post-launch',
      'outcome',
    ]);
    const outcome = (await world.store.records.read(review)).pop()!;
    expect(JSON.parse(outcome.payload)).toMatchObject({
      checks: [
        { id: 'P1', title: 'All healthy', state: 'passed' },
        { id: 'P2', title: 'Sign-ups work', state: 'passed' },
        { id: 'P3', title: 'Still healthy', state: 'passed' },
      ],
      openItems: [
        { item: 'c.drill', closedAt: null },
        { item: 'c.optional', closedAt: expect.any(String) },
      ],
    });
  });

  it.each(ids)(
    'a person is asked once, and told to be overdue once, %p',
    async id => {
      const { world, id: review } = await launched(id);
      const { store } = world;
      await world.pass(HOUR_MS - 1);
      expect(await world.checkStates(review)).toMatchObject({ P2: 'waiting' });
      await world.pass(1);
      expect(await world.checkStates(review)).toMatchObject({ P2: 'overdue' });
      await world.pass(MINUTE_MS);
      expect(await world.told()).toMatchObject({ 'check-overdue': 1 });
      await world.state('P2', 'owner');
      await world.judge();
      const [, late] = await store.reviews.checks(review);
      expect(late).toMatchObject({
        state: 'passed-late',
        settledAt: world.now().toISOString(),
      });
      expect(await world.kindsOf(review)).toEqual([
        'launch',
        'post-launch',
        'post-launch',
        'post-launch',
      ]);
    },
  );

  it.each(ids)('tells of a task once, with its role and time, %p', async id => {
    const { world, id: review } = await launched(id);
    await world.store
      .knex('review_checks')
      .where({ check_id: 'P2' })
      .update({ told_at: null });
    await world.pass(MINUTE_MS);
    await world.pass(MINUTE_MS);
    expect(await world.told()).toMatchObject({ 'check-due': 1 });
    const [{ payload }] = await world.store
      .knex('outbox')
      .where({ kind: 'check-due' });
    expect(JSON.parse(payload)).toMatchObject({
      reviewId: review,
      checkId: 'P2',
      role: 'owner',
      title: 'Sign-ups work',
      dueAt: after(world, HOUR_MS - 2 * MINUTE_MS),
    });
  });

  it.each(ids)(
    'what was said before the launch does not count, %p',
    async id => {
      const world = await reviewWorld(await createStore(id));
      await world.run();
      await world.stateAll();
      const { id: review } = await world.open();
      await world.decide(review);
      await world.state('P2', 'owner');
      await world.pass(MINUTE_MS);
      await world.launch(review);
      await world.run();
      expect(await world.checkStates(review)).toMatchObject({ P2: 'waiting' });
    },
  );

  it.each(ids)('a failing one says so at once, %p', async id => {
    const { world, id: review } = await launched(id);
    world.answers.health = 500;
    await world.pass(HOUR_MS / 2, true);
    expect(await world.checkStates(review)).toMatchObject({
      P1: 'failed',
      P3: 'failed',
    });
    expect(await world.told()).toMatchObject({ 'check-failed': 2 });
    const [{ payload }] = await world.store
      .knex('outbox')
      .where({ kind: 'check-failed' })
      .orderBy('created_at');
    expect(JSON.parse(payload)).toMatchObject({
      title: expect.stringMatching(/healthy/),
      message: expect.stringMatching(/Expected/),
    });
    await world.pass(MINUTE_MS, true);
    await world.pass(HOUR_MS, true);
    expect(await world.told()).toMatchObject({ 'check-failed': 2 });
    expect(await world.checkStates(review)).toMatchObject({
      P1: 'failed',
      P3: 'failed',
    });
    world.answers.health = 200;
    await world.pass(HOUR_MS, true);
    expect(await world.checkStates(review)).toMatchObject({
      P1: 'passed-late',
      P3: 'waiting',
    });
    world.answers.health = 500;
    await world.pass(DAY_MS, true);
    expect(await world.told()).toMatchObject({ 'check-failed': 3 });
  });

  it.each(ids)(
    'looks anew at the end of a window, and is due then, %p',
    async id => {
      const { world, id: review } = await launched(id);
      await world.pass(55 * MINUTE_MS, true);
      expect(await dueAt(world)).toBe(after(world, 5 * MINUTE_MS));
      // Fresh enough to stand, but older than the end of the window.
      world.answers.health = 500;
      await world.pass(5 * MINUTE_MS);
      expect(await world.checkStates(review)).toMatchObject({ P1: 'failed' });
    },
  );

  it.each(ids)(
    'is not judged by a look that collects nothing, %p',
    async id => {
      const { world, id: review } = await launched(id);
      world.wait(HOUR_MS);
      await world.judge();
      expect(await world.checkStates(review)).toMatchObject({
        P1: 'waiting',
        P2: 'waiting',
      });
      expect((await dueAt(world)) <= after(world, 1000)).toBe(true);
      await world.run();
      expect(await world.checkStates(review)).toMatchObject({
        P1: 'passed',
        P2: 'overdue',
      });
    },
  );

  it.each(ids)('each is told once, whoever judges it, %p', async id => {
    const { world, id: review } = await launched(id);
    world.answers.health = 500;
    world.wait(HOUR_MS);
    const processes = ['two', 'three', 'four'].map(world.createProcess);
    await world.run();
    await world.store
      .knex('review_checks')
      .update({ state: 'waiting', settled_at: null });
    await world.store.knex('outbox').delete();
    const before = await world.kindsOf(review);
    const keeps = await Promise.all(processes.map(each => each.keep()));
    await Promise.all(keeps.map(keep => keep()));
    for (const each of processes) await (await each.keep())();
    expect(await world.told()).toEqual({
      'check-failed': 2,
      'check-overdue': 1,
    });
    // P3 is not over yet: what it says is not its outcome.
    expect((await world.kindsOf(review)).length - before.length).toBe(2);
  });

  it.each(ids)('closes what was open at the decision, %p', async id => {
    const world = await reviewWorld(await createStore(id));
    world.answers.soft = 503;
    await world.run();
    await world.stateAll();
    const { id: review } = await world.open();
    await world.decide(review);
    const open = async () =>
      (await world.store.reviews.items(review))
        .filter(({ closedAt }) => closedAt === null)
        .map(({ item }) => item)
        .sort();
    await world.pass(MINUTE_MS);
    expect(await open()).toEqual(['c.drill', 'c.soft']);
    world.answers.soft = 200;
    await world.pass(HOUR_MS);
    await world.pass(HOUR_MS);
    expect(await open()).toEqual(['c.drill']);
    const events = await world.store.reviews.events(review);
    expect(
      events.filter(({ kind }) => kind === 'item-closed').map(e => e.text),
    ).toContain("'Soft', which was open at the decision, passes");
  });

  it.each(ids)('ends with what is overdue a day later, %p', async id => {
    const { world, id: review } = await launched(id);
    await world.pass(DAY_MS);
    expect(await world.checkStates(review)).toEqual({
      P1: 'passed-late',
      P2: 'overdue',
      P3: 'passed',
    });
    expect((await world.current(review)).state).toBe('launched');
    expect((await dueAt(world)) <= after(world, DAY_MS)).toBe(true);
    await world.pass(DAY_MS);
    expect((await world.current(review)).state).toBe('verified');
    const outcome = (await world.store.records.read(review)).pop()!;
    expect(JSON.parse(outcome.payload).checks[1]).toMatchObject({
      state: 'overdue',
      settledAt: null,
    });
  });

  it.each(ids)('asks since the launch for what speaks of it, %p', async id => {
    const asked: unknown[] = [];
    const world = await reviewWorld(await createStore(id));
    world.versions[0] = loadedChecklist(
      CHECKLIST.replace(
        'soft: { for: [system] }',
        'soft: { for: [system], since: launch }',
      ),
    );
    world.probe.answer = (key, { requests }) => {
      if (key === 'soft') {
        asked.push(requests.find(each => each.key === key)!.params.since);
      }
      return { status: 200 };
    };
    await world.run();
    await world.stateAll();
    const { id: review } = await world.open();
    await world.decide(review);
    await world.launch(review);
    const at = world.now().toISOString();
    await world.run();
    expect(asked).toEqual(['launch', at]);
  });

  it.each(ids)(
    'of a unit that left the catalog nothing is known, %p',
    async id => {
      const { world, id: review } = await launched(id);
      const { store, checklists, now } = world;
      const keep = () => keepTime({ store, checklists, now: now() });
      await store.retention.markGone(KEY.checklistId, [], now());
      world.wait(HOUR_MS);
      await Promise.all([keep(), keep()]);
      await keep();
      expect(await world.checkStates(review)).toEqual({
        P1: 'overdue',
        P2: 'overdue',
        P3: 'waiting',
      });
      expect(await world.told()).toEqual({ 'check-overdue': 2 });
      world.wait(2 * DAY_MS);
      await keep();
      await keep();
      expect(await world.current(review)).toMatchObject({ state: 'verified' });
      expect(await world.told()).toMatchObject({
        'check-overdue': 3,
        'review-verified': 1,
      });
    },
  );

  it.each(ids)('has it judged where no run came, %p', async id => {
    const { world } = await launched(id);
    const { store, checklists, now } = world;
    await store.knex('subjects').update({ due_at: null });
    world.wait(HOUR_MS);
    await keepTime({ store, checklists, now: now() });
    expect(await dueAt(world)).toBe(now().toISOString());
  });
});
