import type { Pinned } from '@production-readiness/backstage-plugin-production-readiness-common';
import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  PLACEHOLDER,
  START,
  SUBJECT,
} from './__testUtils__/samples';
import type { Move, Standing, StoredCheck, StoredReview } from './reviewTypes';
import type { Store } from './types';

const HOUR = 60 * 60 * 1000;
const at = (hours: number) => later(hours * HOUR);
const ADA = 'user:default/ada';

const PINNED: Pinned = {
  checklist: { id: 'kamiyo', version: '1.0.0', digest: 'digest-1' },
  members: [SUBJECT.subjectRef],
  targets: {},
  declared: {},
  releases: [],
};

function move(overrides: Partial<Move> = {}): Move {
  return {
    by: ADA,
    kind: 'review-opened',
    text: 'Opened',
    now: START,
    ...overrides,
  };
}

const opened = (plannedAt = at(24)) => ({
  ...SUBJECT,
  digest: 'digest-1',
  version: '1.0.0',
  plannedAt: plannedAt.toISOString(),
  separation: 'strict' as const,
  pinned: PINNED,
  openedBy: ADA,
});

const DECISION: NonNullable<StoredReview['decision']> = {
  outcome: 'go',
  by: ADA,
  at: START.toISOString(),
  reason: null,
  verdict: 'go',
  validUntil: at(100).toISOString(),
  recordId: 'record-1',
  items: { 'c.item': 'pass' },
};

function check(overrides: Partial<StoredCheck> = {}): StoredCheck {
  return {
    id: 'P1',
    window: 'hour',
    dueAt: at(1).toISOString(),
    role: 'sre',
    settles: 'at-deadline',
    state: 'waiting',
    truth: 'unknown',
    message: null,
    waitsForPerson: false,
    settledAt: null,
    toldAt: null,
    ...overrides,
  };
}

describe('ReviewStore', () => {
  const { ids, createStore } = storeDatabases();

  async function withSubject(id: (typeof ids)[number]): Promise<Store> {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    return store;
  }

  const decide = (store: Store, review: StoredReview) =>
    store.knex.transaction(tx =>
      store.reviews.move(tx, review, {
        from: ['open'],
        to: 'decided',
        columns: { decision: DECISION },
        move: move({ kind: 'review-decided', text: 'GO' }),
      }),
    );

  it.each(ids)('opens one review at a time, counted, %p', async id => {
    const { reviews, outbox } = await withSubject(id);
    const review = await reviews.open(opened(), move());
    expect(review).toMatchObject({
      number: 1,
      state: 'open',
      pinned: PINNED,
      decision: null,
      revision: 1,
      previousGoId: null,
    });
    await expect(reviews.open(opened(), move())).rejects.toThrow(
      'Launch 1 of system:default/kamiyo is under review already',
    );
    expect(await reviews.events(review.id)).toEqual([
      {
        at: START.toISOString(),
        by: ADA,
        kind: 'review-opened',
        text: 'Opened',
      },
    ]);
    expect(await outbox.pending(10)).toMatchObject([
      { kind: 'review-opened', payload: { reviewId: review.id, by: ADA } },
    ]);
  });

  it.each(ids)('of several who open at once one does, %p', async id => {
    const { reviews } = await withSubject(id);
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => reviews.open(opened(), move())),
    );
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    expect((await reviews.list({ limit: 10 })).reviews).toHaveLength(1);
  });

  it.each(ids)('moves only what nobody moved since, %p', async id => {
    const store = await withSubject(id);
    const { reviews } = store;
    const review = await reviews.open(opened(), move());
    const outcomes = await Promise.all([1, 2].map(() => decide(store, review)));
    expect(outcomes.sort()).toEqual([false, true]);
    const decided = (await reviews.get(review.id))!;
    expect(decided).toMatchObject({
      state: 'decided',
      decision: DECISION,
      revision: 2,
    });
    expect(await decide(store, decided)).toBe(false);
    expect((await reviews.events(review.id)).map(({ kind }) => kind)).toEqual([
      'review-opened',
      'review-decided',
    ]);
  });

  it.each(ids)(
    'supersedes what did not launch, and knows the last GO, %p',
    async id => {
      const store = await withSubject(id);
      const { reviews } = store;
      const first = await reviews.open(opened(), move());
      await decide(store, first);
      const second = await reviews.open(opened(at(48)), move());
      expect(second).toMatchObject({ number: 2, previousGoId: first.id });
      expect(await reviews.get(first.id)).toMatchObject({
        state: 'superseded',
      });
      expect(
        (await reviews.listOf(SUBJECT, ['open'])).map(({ number }) => number),
      ).toEqual([2]);
      expect(await reviews.listIn(['superseded'])).toHaveLength(1);
    },
  );

  it.each(ids)(
    'lets a role sign once, and again once that is over, %p',
    async id => {
      const store = await withSubject(id);
      const { reviews, knex } = store;
      const review = await reviews.open(opened(), move());
      const sign = (note: string) =>
        knex.transaction(tx =>
          reviews.sign(tx, {
            reviewId: review.id,
            role: 'sre',
            statement: 'go',
            by: ADA,
            at: START.toISOString(),
            note,
            content: { role: 'sre' } as never,
          }),
        );
      const raced = await Promise.allSettled([sign('a'), sign('b')]);
      expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(
        1,
      );
      const [given] = await reviews.signOffs(review.id);
      expect(given).toMatchObject({ role: 'sre', voided: null });
      const end = (voided?: string[]) =>
        knex.transaction(tx =>
          reviews.endSignOff(tx, given.id, { now: at(1), voided }),
        );
      expect(await Promise.all([end(['worse']), end(['worse'])])).toEqual(
        expect.arrayContaining([true, false]),
      );
      await sign('c');
      expect(await reviews.signOffs(review.id)).toMatchObject([
        { voided: { reasons: ['worse'] } },
        { note: 'c', voided: null },
      ]);
    },
  );

  it.each(ids)('keeps open items and closes each once, %p', async id => {
    const { reviews, knex } = await withSubject(id);
    const { id: reviewId } = await reviews.open(opened(), move());
    const item = {
      item: 'c.item',
      title: 'Item',
      status: 'fail' as const,
      owner: ADA,
      dueAt: at(5).toISOString(),
      closedAt: null,
    };
    await reviews.replaceItems(knex, reviewId, [item]);
    expect(await reviews.items(reviewId)).toEqual([item]);
    const assign = (name: string) =>
      reviews.assignItem(knex, reviewId, {
        item: name,
        owner: 'group:default/x',
        dueAt: at(6).toISOString(),
      });
    expect([await assign('c.item'), await assign('none')]).toEqual([
      true,
      false,
    ]);
    const close = () => reviews.closeItems(knex, reviewId, ['c.item'], at(2));
    expect([await close(), await close()]).toEqual([['c.item'], []]);
    expect(await reviews.items(reviewId)).toMatchObject([
      { owner: 'group:default/x', closedAt: at(2).toISOString() },
    ]);
  });

  it.each(ids)('changes a post-launch check for one only, %p', async id => {
    const { reviews, knex } = await withSubject(id);
    const { id: reviewId } = await reviews.open(opened(), move());
    await reviews.addChecks(knex, reviewId, [check(), check({ id: 'P2' })]);
    expect(await reviews.checks(reviewId)).toEqual([
      check(),
      check({ id: 'P2' }),
    ]);
    const failed = check({ state: 'failed', toldAt: at(1).toISOString() });
    const outcomes = await Promise.all(
      [1, 2].map(() => reviews.updateCheck(knex, reviewId, check(), failed)),
    );
    expect(outcomes.sort()).toEqual([false, true]);
    expect((await reviews.checks(reviewId))[0]).toEqual(failed);
  });

  it.each(ids)(
    'takes nothing back with a standing that comes late, %p',
    async id => {
      const { reviews, knex } = await withSubject(id);
      const { id: reviewId } = await reviews.open(opened(), move());
      expect(await reviews.standing(reviewId)).toBeUndefined();
      const write = (drift: string, subjectRevision: number) =>
        reviews.writeStanding(knex, reviewId, {
          standing: { drift: [drift] } as Standing,
          subjectRevision,
          now: at(subjectRevision),
        });
      await write('five', 5);
      await write('four', 4);
      expect(await reviews.standing(reviewId)).toEqual({ drift: ['five'] });
      expect(await reviews.get(reviewId)).toMatchObject({
        standingRevision: 5,
        standingAt: at(5).toISOString(),
        // It is no move: what was read before still fits.
        revision: 1,
      });
    },
  );

  it.each(ids)(
    'lists what is planned last first, page by page, %p',
    async id => {
      const store = await withSubject(id);
      const { reviews } = store;
      for (const hours of [10, 30, 20]) {
        const review = await reviews.open(opened(at(hours)), move());
        await decide(store, review);
      }
      const numbers = async (query: object) =>
        (await reviews.list({ limit: 9, ...query })).reviews.map(
          ({ number }) => number,
        );
      expect(await numbers({})).toEqual([2, 3, 1]);
      expect(await numbers({ state: ['decided'] })).toEqual([3]);
      expect(
        await numbers({
          from: at(15).toISOString(),
          to: at(25).toISOString(),
        }),
      ).toEqual([3]);
      expect(await numbers({ subjectRef: 'system:default/x' })).toEqual([]);
      const owned = (owner: string) => ({
        visible: { column: 'owner' as const, values: [owner] },
      });
      expect(await numbers(owned('group:default/kamiyo-team'))).toHaveLength(3);
      expect(await numbers(owned('group:default/x'))).toEqual([]);
      const first = await reviews.list({ limit: 2 });
      const rest = await reviews.list({ limit: 2, cursor: first.nextCursor! });
      expect(rest).toMatchObject({
        reviews: [{ number: 1 }],
        nextCursor: null,
      });
    },
  );
});
