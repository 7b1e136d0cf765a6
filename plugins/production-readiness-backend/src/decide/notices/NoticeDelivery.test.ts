import { storeDatabases } from '../../store/__testUtils__/databases';
import { SUBJECT } from '../../store/__testUtils__/samples';
import type { Store } from '../../store/types';
import {
  ADA,
  OTTO,
  RADIA,
  startDelivery,
  WAIVER,
} from './__testUtils__/delivery';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DOWN = new Error('Failed to send: Request failed with status 503');
const NOT_THERE = new Error('Failed to send: Request failed with status 404');

describe('NoticeDelivery', () => {
  const { ids, createStore } = storeDatabases();
  const start = async (id: Parameters<typeof createStore>[0]) => {
    const store = await createStore(id);
    return { store, ...(await startDelivery(store)) };
  };
  const left = (store: Store) => store.outbox.pending(999);

  it.each(ids)('tells events, pages and people, %p', async id => {
    const { store, deliverer, write, events, signals, told } = await start(id);
    await write('waiver-requested', WAIVER);
    await deliverer().deliver();
    await deliverer().deliver();
    expect(events.heard).toMatchObject([
      {
        topic: 'production-readiness',
        eventPayload: {
          kind: 'waiver-requested',
          ...SUBJECT,
          waiverId: 'waiver-1',
          state: 'requested',
          requestedBy: ADA,
        },
      },
    ]);
    expect(signals.heard).toMatchObject([
      {
        channel: 'production-readiness:runs',
        message: { type: 'waiver-requested', checklistId: 'kamiyo' },
      },
    ]);
    expect(told()).toEqual([
      {
        to: ['group:default/security', OTTO, RADIA],
        not: [],
        title: 'Waiver wanted for KAMIYO: Backups',
      },
    ]);
    expect(await left(store)).toEqual([]);
  });

  it.each(ids)(
    'loses nothing where it dies before it settles, and what it says again takes the place of what it said, %p',
    async id => {
      const { store, deliverer, write, notifications, pass } = await start(id);
      await write('waiver-requested', WAIVER);
      await write('waiver-requested', { ...WAIVER, waiverId: 'waiver-2' });
      const dies = deliverer();
      // The database goes away after all were told.
      notifications.during = () =>
        store.knex.schema.renameTable('outbox', 'elsewhere');
      await expect(dies.deliver()).rejects.toThrow(/outbox/);
      notifications.during = undefined;
      await store.knex.schema.renameTable('elsewhere', 'outbox');
      expect(await left(store)).toHaveLength(2);

      await deliverer().deliver();
      expect(notifications.heard).toHaveLength(1);
      pass(5 * MINUTE);
      await deliverer().deliver();
      expect(notifications.heard).toHaveLength(2);
      const [first, second] = notifications.heard;
      expect(second).toEqual(first);
      expect(first.payload.scope).toMatch(/^notices:/);
      expect(await left(store)).toEqual([]);
    },
  );

  it.each(ids)('doubles nothing where two deliver at once, %p', async id => {
    const { store, deliverer, write, events, signals, notifications } =
      await start(id);
    for (let index = 0; index < 150; index++) {
      await write(
        'waiver-requested',
        { ...WAIVER, waiverId: `waiver-${index}` },
        { ...SUBJECT, subjectRef: `system:default/unit-${index % 50}` },
      );
    }
    const deliverers = [deliverer(), deliverer(), deliverer()];
    await Promise.all(deliverers.map(each => each.deliver()));
    const waivers = events.heard.map(
      ({ eventPayload }) => (eventPayload as any).waiverId,
    );
    expect(waivers).toHaveLength(150);
    expect(new Set(waivers).size).toBe(150);
    expect(signals.heard).toHaveLength(150);
    const scopes = notifications.heard.map(({ payload }) => payload.scope);
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(await left(store)).toEqual([]);
  });

  it.each(ids)('leaves to others what it was too slow for, %p', async id => {
    const { store, deliverer, write, pass, notifications } = await start(id);
    for (const name of ['a', 'b']) {
      await write(
        'waiver-requested',
        { ...WAIVER, waiverId: name },
        { ...SUBJECT, subjectRef: `system:default/${name}` },
      );
    }
    const other = deliverer();
    notifications.during = async () => {
      notifications.during = undefined;
      pass(6 * MINUTE);
      await other.deliver();
    };
    await deliverer().deliver();
    const scopes = notifications.heard.map(({ payload }) => payload.scope);
    // What it was telling just then is told twice, in one place.
    expect(scopes).toEqual(['waiver:a', 'waiver:a', 'waiver:b']);
    expect(await left(store)).toEqual([]);
  });

  it.each(ids)(
    'asks again only those who did not answer, later and later, and warns, %p',
    async id => {
      const { store, deliverer, write, pass, ...heard } = await start(id);
      const { events, notifications, warnings } = heard;
      await write('waiver-requested', WAIVER);
      notifications.fails = [DOWN];
      const delivery = deliverer();
      await delivery.deliver();
      await delivery.deliver();
      expect(events.heard).toHaveLength(1);
      expect(await left(store)).toHaveLength(1);

      for (const minutes of [1, 2, 4]) {
        pass(minutes * MINUTE - 1);
        await delivery.deliver();
        expect(warnings).toEqual([]);
        pass(1);
        await delivery.deliver();
      }
      await delivery.warnOfStuck();
      expect(warnings).toEqual([]);
      pass(8 * MINUTE);
      await delivery.deliver();
      expect(warnings).toEqual([expect.stringContaining('after 5 attempts')]);
      await delivery.warnOfStuck();
      expect(warnings[1]).toContain(
        "1 notices could not be delivered, the oldest 'waiver-requested' of system:default/kamiyo",
      );
      expect(warnings[1]).toContain('status 503');

      notifications.fails = [];
      pass(HOUR);
      await delivery.deliver();
      expect(notifications.heard).toHaveLength(1);
      expect(events.heard).toHaveLength(1);
      expect(await left(store)).toEqual([]);
    },
  );

  it.each(ids)(
    'is not held up by what fails for ever, and keeps that, %p',
    async id => {
      const { store, deliverer, write, pass, notifications } = await start(id);
      const unit = (name: string) => ({
        ...SUBJECT,
        subjectRef: `system:default/${name}`,
      });
      for (const name of ['a', 'b', 'c', 'd']) {
        await write(
          'waiver-requested',
          { ...WAIVER, waiverId: name },
          unit(name),
        );
      }
      const refused = new Set(['a', 'b', 'c']);
      const { hear } = notifications;
      const send = async (message: Parameters<typeof hear>[0]) => {
        const scope = message.payload.scope!.replace('waiver:', '');
        if (refused.has(scope)) throw new Error(`'${scope}' is refused`);
        await hear(message);
      };
      Object.assign(notifications, { hear: send });
      const delivery = deliverer();
      await delivery.deliver();
      // After three failures nobody was asked any more.
      expect(notifications.heard).toHaveLength(0);
      pass(MINUTE);
      await write('waiver-requested', { ...WAIVER, waiverId: 'e' }, unit('e'));
      await delivery.deliver();
      pass(MINUTE);
      await delivery.deliver();
      expect(
        notifications.heard.map(({ payload }) => payload.scope).sort(),
      ).toEqual(['waiver:d', 'waiver:e']);
      pass(8 * DAY);
      await delivery.deliver();
      expect(await left(store)).toHaveLength(3);
    },
  );

  it.each(ids)(
    'tells those whom it did not reach, and nobody twice, %p',
    async id => {
      const { store, deliverer, write, pass, notifications, told } =
        await start(id);
      const payload = {
        ...WAIVER,
        role: 'security',
        requestedBy: 'user:default/x',
      };
      await write('waiver-requested', payload);
      await write('waiver-revoked', { ...payload, waiverId: 'waiver-2' });
      // Three different lists of things: to Ada, to Otto, to Radia.
      notifications.fails = [undefined, DOWN];
      const delivery = deliverer();
      await delivery.deliver();
      expect(told()).toHaveLength(1);
      notifications.fails = [];
      pass(MINUTE);
      await delivery.deliver();
      const people = told().flatMap(({ to }) => to);
      expect([...people].sort()).toEqual([...new Set(people)].sort());
      expect(people).toEqual(
        expect.arrayContaining([ADA, OTTO, RADIA, 'user:default/x']),
      );
      expect(await left(store)).toEqual([]);
    },
  );

  it.each(ids)(
    'goes on without notifications where nobody installed them, and says so once, %p',
    async id => {
      const { store, deliverer, write, pass, ...heard } = await start(id);
      heard.notifications.fails = [NOT_THERE];
      const delivery = deliverer();
      await write('waiver-requested', WAIVER);
      await delivery.deliver();
      // Other plugins may still be starting.
      expect(await left(store)).toHaveLength(1);
      pass(6 * MINUTE);
      await write('waiver-requested', { ...WAIVER, waiverId: 'waiver-2' });
      await delivery.deliver();
      await write('waiver-requested', { ...WAIVER, waiverId: 'waiver-3' });
      await delivery.deliver();
      expect(await left(store)).toEqual([]);
      expect(heard.events.heard).toHaveLength(3);
      expect(heard.warnings).toEqual([
        expect.stringContaining('@backstage/plugin-notifications-backend'),
      ]);
    },
  );

  it.each(ids)(
    'names a review to its pages, and nothing of it, %p',
    async id => {
      const { deliverer, openReview, signals } = await start(id);
      const reviewId = await openReview();
      await deliverer().deliver();
      expect(signals.heard).toEqual([
        {
          recipients: { type: 'broadcast' },
          channel: 'production-readiness:reviews',
          message: { reviewId },
        },
      ]);
    },
  );

  it.each(ids)('makes an event of each item that changed, %p', async id => {
    const { deliverer, write, events } = await start(id);
    await write('scorecard-changed', {
      verdict: 'no-go',
      transitions: [
        {
          entityRef: 'component:default/api',
          item: 'infra.a',
          from: 'pass',
          to: 'fail',
        },
      ],
    });
    await deliverer().deliver();
    expect(events.heard.map(({ eventPayload }) => eventPayload)).toMatchObject([
      { kind: 'scorecard-changed', verdict: 'no-go' },
      {
        kind: 'item-changed',
        ...SUBJECT,
        entityRef: 'component:default/api',
        item: 'infra.a',
        from: 'pass',
        to: 'fail',
      },
    ]);
  });

  it.each(ids)('publishes nothing that a person wrote, %p', async id => {
    const { deliverer, openReview, write, events } = await start(id);
    await write('review-decided', {
      reviewId: await openReview(),
      by: ADA,
      outcome: 'no-go',
      text: 'Decided NO-GO: Otto forgot the backups',
      reason: 'Otto forgot the backups',
      note: 'Otto forgot the backups',
    });
    await write('critical-failed', {
      rows: [{ id: 'C1', title: 'T', message: 'Otto forgot the backups' }],
      before: [],
      roles: [],
    });
    await deliverer().deliver();
    expect(events.heard).toHaveLength(3);
    expect(JSON.stringify(events.heard)).not.toContain('Otto');
    expect(events.heard[1].eventPayload).toMatchObject({
      kind: 'review-decided',
      by: ADA,
      outcome: 'no-go',
    });
    expect(events.heard[2].eventPayload).toMatchObject({ rows: ['C1'] });
  });
});
