import { compareSignOff } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { storeDatabases } from '../../../store/__testUtils__/databases';
import { HOUR_MS, MINUTE_MS } from '../../../runs/__testUtils__/fakeCollector';
import { API, CHECKLIST, ENTITIES, STORE } from '../../__testUtils__/people';
import { verifyChain } from '../../records/verifyChain';
import {
  KEY,
  loadedChecklist,
  reviewWorld,
  type ReviewWorld,
} from './__testUtils__/reviewWorld';
import { keepTime } from './keepTime';

const DAY_MS = 24 * HOUR_MS;

/** Where each sign-off stands, as its screen says it. */
async function signOffs({ store }: ReviewWorld, id: string) {
  const standing = (await store.reviews.standing(id))!;
  const given = await store.reviews.signOffs(id);
  return Object.fromEntries(
    given.map(({ role, voided, content }) => [
      role,
      voided ? 'void' : compareSignOff(content, standing.contents[role]).state,
    ]),
  );
}

const verdictOf = async ({ store }: ReviewWorld, id: string) =>
  (await store.reviews.standing(id))!.document.verdict;

const ALL_STAND = { owner: 'stands', security: 'stands', sre: 'stands' };

describe('what evaluations do to a launch review', () => {
  const { ids, createStore } = storeDatabases();
  type Id = (typeof ids)[number];

  /** Opened, everything said that has to be, and signed by all. */
  async function signed(id: Id) {
    const world = await reviewWorld(await createStore(id));
    await world.run();
    await world.stateAll();
    const review = await world.open();
    await world.signAll(review.id);
    return { world, id: review.id };
  }

  async function decided(id: Id) {
    const found = await signed(id);
    await found.world.decide(found.id);
    return found;
  }

  it.each(ids)(
    'a vendor that answers 503 for ten minutes voids and withdraws nothing, a failure does both, once, %p',
    async id => {
      const { world, id: review } = await decided(id);
      const { store, answers } = world;
      expect(await signOffs(world, review)).toEqual(ALL_STAND);
      const before = { ...answers };
      for (const key of Object.keys(answers)) answers[key] = 'down';
      for (let minutes = 0; minutes < 10; minutes += 2) {
        await world.pass(2 * MINUTE_MS, true);
      }
      expect((await store.facts.listForSubject(KEY))[0].error?.message).toBe(
        'The source answered 503',
      );
      expect(await signOffs(world, review)).toEqual(ALL_STAND);
      expect(await verdictOf(world, review)).toBe('go');

      // Until what was known is too old to count: that is not known worse.
      await world.pass(4 * HOUR_MS);
      expect(await verdictOf(world, review)).toBe('undecided');
      expect(await signOffs(world, review)).toEqual({
        ...ALL_STAND,
        // The score, and the health check.
        owner: 'suspended',
        sre: 'suspended',
      });
      expect((await world.current(review)).state).toBe('decided');

      Object.assign(answers, before);
      await world.pass(10 * MINUTE_MS);
      expect(await signOffs(world, review)).toEqual(ALL_STAND);
      expect(await world.told()).not.toHaveProperty('sign-off-voided');

      answers.health = 500;
      await world.pass(HOUR_MS);
      await world.pass(HOUR_MS);
      await world.pass(HOUR_MS);
      expect(await signOffs(world, review)).toEqual({
        ...ALL_STAND,
        sre: 'void',
      });
      const withdrawn = await world.current(review);
      expect(withdrawn).toMatchObject({
        state: 'withdrawn',
        withdrawn: {
          reasons: [
            'Healthy: Expected: probe.health.status == 200',
            'Health checks failing: The API is up: Expected: probe.health.status == 200',
          ],
        },
      });
      expect(await world.told()).toMatchObject({
        'sign-off-voided': 1,
        'go-withdrawn': 1,
      });
      const [{ payload }] = await store
        .knex('outbox')
        .where({ kind: 'go-withdrawn' });
      expect(JSON.parse(payload)).toMatchObject({
        reviewId: review,
        signers: 'user:default/owner,user:default/security,user:default/sre',
        decidedBy: 'user:default/ada',
        launched: false,
      });
      const events = await store.reviews.events(review);
      expect(events.map(({ kind }) => kind)).toEqual([
        'review-opened',
        'review-decided',
        'item-closed',
        'sign-off-voided',
        'go-withdrawn',
      ]);
      const [decision, withdrawal] = await store.records.read(review);
      expect(JSON.parse(withdrawal.payload)).toMatchObject({
        kind: 'withdrawal',
        decision: decision.hash,
        reasons: withdrawn.withdrawn!.reasons,
      });
      expect(await verifyChain(store.records)).toMatchObject({
        ok: true,
        records: 2,
      });
    },
  );

  it.each(ids)('says what the gate rests on, and since when, %p', async id => {
    const { world, id: review } = await signed(id);
    const start = world.now().toISOString();
    await world.pass(HOUR_MS / 2);
    world.answers.health = 'down';
    await world.pass(HOUR_MS);
    const { facts } = (await world.store.reviews.standing(review))!;
    expect(facts).toEqual([
      { entityRef: API, fact: 'probe.health', collectedAt: start },
      {
        entityRef: STORE,
        fact: 'probe.soft',
        collectedAt: world.now().toISOString(),
      },
    ]);
  });

  it.each(ids)(
    'a NO-GO and a launch by exception have nothing to withdraw, %p',
    async id => {
      for (const outcome of ['no-go', 'exception'] as const) {
        const { world, id: review } = await signed(id);
        await world.decide(review, outcome);
        world.answers.health = 500;
        await world.pass(HOUR_MS);
        expect((await world.current(review)).state).toBe('decided');
        expect(await world.told()).not.toHaveProperty('go-withdrawn');
        expect(await world.told()).not.toHaveProperty('sign-off-voided');
      }
    },
  );

  it.each(ids)(
    'withdraws the GO of what is launched, and goes on watching it, %p',
    async id => {
      const { world, id: review } = await decided(id);
      await world.launch(review);
      await world.run();
      world.answers.health = 500;
      await world.pass(HOUR_MS);
      await world.pass(HOUR_MS);
      expect(await world.current(review)).toMatchObject({
        state: 'launched',
        withdrawn: { reasons: [expect.anything(), expect.anything()] },
      });
      expect(await world.told()).toMatchObject({ 'go-withdrawn': 1 });
      // What was signed before the launch is what it was.
      expect(await world.told()).not.toHaveProperty('sign-off-voided');
      await world.pass(2 * DAY_MS);
      await world.pass(MINUTE_MS);
      expect(await world.current(review)).toMatchObject({ state: 'verified' });
      expect(await world.told()).toMatchObject({ 'go-withdrawn': 1 });
    },
  );

  it.each(ids)(
    'of several processes one withdraws, voids and records, %p',
    async id => {
      const { world, id: review } = await decided(id);
      world.answers.health = 500;
      world.wait(HOUR_MS);
      const others = ['two', 'three', 'four'].map(world.createProcess);
      // What is collected is there for all; whether it was judged is not.
      await world.run();
      await world.store.knex('reviews').where({ id: review }).update({
        state: 'decided',
        withdrawn_at: null,
        withdrawn_reasons: null,
      });
      await world.store
        .knex('sign_offs')
        .update({ voided_at: null, void_reasons: null });
      await world.store.knex('outbox').delete();
      const keeps = await Promise.all(others.map(process => process.keep()));
      await Promise.all(keeps.map(keep => keep()));
      expect(await world.told()).toEqual({
        'sign-off-voided': 1,
        'go-withdrawn': 1,
      });
      expect((await world.current(review)).state).toBe('withdrawn');
      // The one of the run before, and one of those that raced.
      expect(await world.kindsOf(review)).toEqual([
        'launch',
        'withdrawal',
        'withdrawal',
      ]);
      expect(await verifyChain(world.store.records)).toMatchObject({
        ok: true,
      });
    },
  );
});

describe('what is pinned', () => {
  const { ids, createStore } = storeDatabases();

  async function opened(id: (typeof ids)[number]) {
    const world = await reviewWorld(await createStore(id));
    await world.run();
    await world.stateAll();
    const { id: review } = await world.open();
    await world.signAll(review);
    return { world, id: review };
  }

  const driftOf = async (world: ReviewWorld, id: string) =>
    (await world.store.reviews.standing(id))!.drift;

  it.each(ids)(
    'is judged by its own version, with what that one collects, %p',
    async id => {
      const { world, id: review } = await opened(id);
      world.versions.unshift(
        loadedChecklist(
          CHECKLIST.replace('version: 1.0.0', 'version: 2.0.0')
            .replace(
              'health: { for: [api] }',
              'health: { for: [api], deep: true }',
            )
            .replace(
              'check: probe.health.status == 200',
              'check: probe.health.status == 204',
            ),
        ),
      );
      await world.pass(MINUTE_MS);
      expect((await world.store.scorecards.get(KEY))!.document.verdict).toBe(
        'no-go',
      );
      expect(await verdictOf(world, review)).toBe('go');
      expect(await driftOf(world, review)).toEqual([]);
      expect(await signOffs(world, review)).toEqual(ALL_STAND);
      // Its own requests go on being collected.
      world.answers.health = 500;
      await world.pass(2 * HOUR_MS);
      expect(await verdictOf(world, review)).toBe('no-go');
      expect(await signOffs(world, review)).toMatchObject({ sre: 'void' });
    },
  );

  it.each(ids)('says what is not what it was, %p', async id => {
    const { world, id: review } = await opened(id);
    const [system, api, ...others] = ENTITIES;
    const worker = {
      ...api,
      metadata: { ...api.metadata, name: 'store-worker' },
    };
    const workerRef = 'component:default/store-worker';
    world.setCatalog([
      {
        ...system,
        metadata: {
          ...system.metadata,
          annotations: { 'production-readiness/features': 'redis' },
        },
        relations: [{ type: 'hasPart', targetRef: workerRef }],
      },
      worker,
      ...others,
    ]);
    await world.pass(MINUTE_MS);
    expect(await driftOf(world, review)).toEqual([
      `${workerRef} is a member now`,
      `${API} is a member no more`,
      'The target api has other members',
      `${API} declares something else`,
      `${workerRef} declares something else`,
      `${STORE} declares something else`,
    ]);
    // Whoever left is judged by what is known of it, and nobody in its place.
    const { document } = (await world.store.reviews.standing(review))!;
    expect(document.targets.api).toEqual([API]);
    expect(await signOffs(world, review)).toEqual(ALL_STAND);
  });

  it.each(ids)('speaks of the releases that are launched, %p', async id => {
    const { world, id: review } = await opened(id);
    const { live, deploySeen } = (await world.store.reviews.standing(review))!;
    expect([live, deploySeen]).toEqual([[], null]);
  });
});

describe('what time alone changes', () => {
  const { ids, createStore } = storeDatabases();

  async function decided(id: (typeof ids)[number]) {
    const world = await reviewWorld(await createStore(id));
    await world.run();
    await world.stateAll();
    const { id: review } = await world.open();
    await world.signAll(review);
    await world.decide(review);
    return { world, id: review };
  }

  const keep = ({ store, checklists, now }: ReviewWorld) =>
    keepTime({ store, checklists, now: now() });

  it.each(ids)('ends a GO that nobody launched, once, %p', async id => {
    const { world, id: review } = await decided(id);
    world.wait(7 * DAY_MS - 1);
    await keep(world);
    expect((await world.current(review)).state).toBe('decided');
    world.wait(1);
    await Promise.all([keep(world), keep(world), keep(world)]);
    await keep(world);
    expect((await world.current(review)).state).toBe('expired');
    expect(await world.told()).toMatchObject({ 'go-expired': 1 });
    // What is live is judged from here on.
    const subject = (await world.store.subjects.get(KEY))!;
    expect(subject.dueAt).toBe(world.now().toISOString());
  });

  it.each(ids)('lets what was launched be, %p', async id => {
    const { world, id: review } = await decided(id);
    await world.launch(review);
    await world.run();
    world.wait(8 * DAY_MS);
    await keep(world);
    expect((await world.current(review)).state).toBe('launched');
  });

  it.each(ids)('is due when the GO ends, %p', async id => {
    const { world, id: review } = await decided(id);
    world.answers.health = 'down';
    world.wait(7 * DAY_MS - 2 * MINUTE_MS);
    await world.run();
    const subject = (await world.store.subjects.get(KEY))!;
    expect(
      subject.dueAt! <= (await world.current(review)).decision!.validUntil!,
    ).toBe(true);
  });

  it.each(ids)(
    'has judged again what was cut off before it came to the review, %p',
    async id => {
      const { world } = await decided(id);
      const dueAt = async () => (await world.store.subjects.get(KEY))!.dueAt!;
      world.wait(2 * MINUTE_MS);
      await keep(world);
      expect((await dueAt()) > world.now().toISOString()).toBe(true);
      await world.store.knex('reviews').update({ standing_revision: 0 });
      await keep(world);
      expect(await dueAt()).toBe(world.now().toISOString());
    },
  );
});
