import { storeDatabases } from './__testUtils__/databases';
import { later, START, SUBJECT } from './__testUtils__/samples';
import { writeNotice } from './notices';
import type { Store } from './types';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function write(store: Store, count: number, now = START) {
  for (let index = 0; index < count; index++) {
    await writeNotice(store.knex, {
      ...SUBJECT,
      kind: 'launched',
      payload: { reviewId: `review-${index}` },
      now: later(index, now),
    });
  }
}

const claimBy = (store: Store, by: string, ms = MINUTE, limit = 9) =>
  store.outbox.claim({
    by,
    now: later(ms),
    until: later(ms + MINUTE),
    limit,
  });

describe('OutboxStore', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('hands out each notice to one of many, %p', async id => {
    const store = await createStore(id);
    await write(store, 30);
    const claims = await Promise.all(
      ['a', 'b', 'c', 'd'].map(by => claimBy(store, by, MINUTE, 20)),
    );
    const handed = claims.flat().map(notice => notice.id);
    expect(new Set(handed).size).toBe(handed.length);
    const rest = await claimBy(store, 'e', MINUTE, 30);
    expect(handed.length + rest.length).toBe(30);
    expect(await claimBy(store, 'f', MINUTE, 30)).toEqual([]);
  });

  it.each(ids)(
    'hands out again what whoever had it did not settle, oldest first, %p',
    async id => {
      const store = await createStore(id);
      await write(store, 3);
      const [first, second, third] = await claimBy(store, 'dies');
      expect(first.payload).toEqual({ reviewId: 'review-0' });
      expect(await claimBy(store, 'soon', 2 * MINUTE - 1)).toEqual([]);
      const again = await claimBy(store, 'next', 2 * MINUTE);
      expect(again.map(notice => notice.id)).toEqual([
        first.id,
        second.id,
        third.id,
      ]);
      // Whoever comes late has no claim to it any more.
      await store.outbox.settle([first.id], 'dies');
      const until = later(9 * MINUTE);
      expect(
        await store.outbox.renew([first.id], { by: 'dies', until }),
      ).toEqual([]);
      expect(await store.outbox.pending(9)).toHaveLength(3);
      await store.outbox.settle([first.id, second.id], 'next');
      expect(
        await store.outbox.renew([second.id, third.id], { by: 'next', until }),
      ).toEqual([third.id]);
      expect(await claimBy(store, 'late', 9 * MINUTE - 1)).toEqual([]);
      expect(await claimBy(store, 'late', 9 * MINUTE)).toHaveLength(1);
    },
  );

  it.each(ids)('tries again later, with what was reached, %p', async id => {
    const store = await createStore(id);
    await write(store, 1);
    const [notice] = await claimBy(store, 'a');
    expect(notice).toMatchObject({
      attempts: 0,
      progress: { event: false, signal: false, notified: false, told: [] },
    });
    const progress = {
      event: true,
      signal: true,
      notified: false,
      told: ['user:default/ada'],
    };
    const postponed = { id: notice.id, progress, attempts: 5 };
    await store.outbox.postpone([{ ...postponed, nextAt: later(5 * MINUTE) }], {
      by: 'b',
      problem: 'not mine',
    });
    await store.outbox.postpone([{ ...postponed, nextAt: later(5 * MINUTE) }], {
      by: 'a',
      problem: 'down',
    });
    expect(await claimBy(store, 'b', 5 * MINUTE - 1)).toEqual([]);
    expect(await claimBy(store, 'b', 5 * MINUTE)).toMatchObject([
      { id: notice.id, attempts: 5, progress },
    ]);
    const stuck = (attempts: number, ms = 0) =>
      store.outbox.stuck({ attempts, now: later(ms) });
    expect(await stuck(6)).toEqual({ count: 0, oldest: null, problem: null });
    expect(await stuck(5)).toMatchObject({
      count: 1,
      oldest: { id: notice.id },
      problem: 'down',
    });
  });

  it.each(ids)(
    'keeps what is news no more, and says that it is there, %p',
    async id => {
      const store = await createStore(id);
      await write(store, 1);
      await write(store, 1, later(2 * DAY));
      expect(await claimBy(store, 'a', 8 * DAY)).toHaveLength(1);
      expect(await store.outbox.pending(9)).toHaveLength(2);
      expect(
        await store.outbox.stuck({ attempts: 5, now: later(8 * DAY) }),
      ).toMatchObject({ count: 1 });
    },
  );
});
