import type { Truth } from '@production-readiness/backstage-plugin-production-readiness-common';
import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  PLACEHOLDER,
  projectionWrite,
  scorecardDocument,
  START,
  SUBJECT,
} from './__testUtils__/samples';

const ROW = { id: 'C1', title: 'HTTPS enforced' };

/** A scorecard with one critical row, which an item of security makes up. */
function judged(
  truth: Truth | 'absent',
  { enforced = true, other = 'true' as Truth } = {},
) {
  const document = scorecardDocument();
  const [item] = document.items;
  const row = (id: string, title: string, each: Truth) => ({
    id,
    title,
    truth: each,
    leaves: [
      {
        kind: 'item' as const,
        ref: item.id,
        truth: each,
        counted: true,
        strength: 'measured' as const,
      },
    ],
  });
  return {
    ...document,
    enforced,
    items: [{ ...item, role: 'security' }, ...document.items.slice(1)],
    critical: [
      ...(truth === 'absent' ? [] : [row(ROW.id, ROW.title, truth)]),
      row('C2', 'Backups', other),
    ],
    blockers:
      truth === 'false'
        ? [
            {
              kind: 'critical' as const,
              ...ROW,
              message: 'Port 80 answers 200',
              items: [item.id],
            },
          ]
        : [],
  };
}

describe('critical rows', () => {
  const { ids, createStore } = storeDatabases();

  async function start(id: Parameters<typeof createStore>[0]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.subjects.claim(SUBJECT, {
      by: 'worker-1',
      now: START,
      leaseMs: 1000,
    });
    let minutes = 0;
    return {
      store,
      /** What is told of critical rows by the evaluation. */
      evaluate: async (document: ReturnType<typeof judged>) => {
        minutes += 1;
        await store.scorecards.write(
          projectionWrite({ document, now: later(minutes * 60_000) }),
        );
        const notices = await store.outbox.pending(99);
        await store.outbox.settle(notices.map(notice => notice.id));
        return notices
          .filter(({ kind }) => kind === 'critical-failed')
          .map(({ payload }) => payload);
      },
    };
  }

  const TOLD = {
    rows: [{ ...ROW, message: 'Port 80 answers 200' }],
    before: [],
    roles: ['security'],
  };

  it.each(ids)(
    'are told once they fail, and again after they held, %p',
    async id => {
      const { evaluate } = await start(id);
      expect(await evaluate(judged('true'))).toEqual([]);
      expect(await evaluate(judged('false'))).toEqual([TOLD]);
      expect(await evaluate(judged('false', { other: 'unknown' }))).toEqual([]);
      expect(await evaluate(judged('true'))).toEqual([]);
      expect(await evaluate(judged('false'))).toEqual([TOLD]);
    },
  );

  it.each(ids)('are not told while they are not known, %p', async id => {
    const { evaluate } = await start(id);
    await evaluate(judged('true'));
    expect(await evaluate(judged('unknown'))).toEqual([]);
    expect(await evaluate(judged('false'))).toEqual([TOLD]);
    expect(await evaluate(judged('unknown'))).toEqual([]);
    expect(await evaluate(judged('false'))).toEqual([]);
  });

  it.each(ids)('that were never known to hold are no news, %p', async id => {
    const { evaluate } = await start(id);
    expect(await evaluate(judged('unknown'))).toEqual([]);
    expect(await evaluate(judged('false'))).toEqual([]);
    await evaluate(judged('absent'));
    expect(await evaluate(judged('false'))).toEqual([]);
  });

  it.each(ids)('are named with those that failed before, %p', async id => {
    const { evaluate } = await start(id);
    await evaluate(judged('true'));
    const [second] = await evaluate(judged('true', { other: 'false' }));
    expect(second).toMatchObject({ rows: [{ id: 'C2' }], before: [] });
    const [first] = await evaluate(judged('false', { other: 'false' }));
    expect(first).toMatchObject({ rows: [ROW], before: [{ id: 'C2' }] });
  });

  it.each(ids)('are not told while the checklist observes, %p', async id => {
    const { evaluate } = await start(id);
    await evaluate(judged('true', { enforced: false }));
    expect(await evaluate(judged('false', { enforced: false }))).toEqual([]);
    expect(await evaluate(judged('false'))).toEqual([]);
  });

  it.each(ids)(
    'are compared with the scorecard that was there, %p',
    async id => {
      const { store, evaluate } = await start(id);
      await evaluate(judged('true'));
      await store.knex('subjects').update({ critical_known: null });
      expect(await evaluate(judged('false'))).toEqual([TOLD]);
    },
  );

  it.each(ids)('tell which items changed, %p', async id => {
    const { store } = await start(id);
    await store.scorecards.write(projectionWrite());
    await store.scorecards.write(
      projectionWrite({
        document: scorecardDocument({ statuses: { 'infra.a': 'fail' } }),
      }),
    );
    const notices = await store.outbox.pending(9);
    expect(
      notices
        .filter(({ kind }) => kind === 'scorecard-changed')
        .map(({ payload }) => payload.transitions),
    ).toContainEqual([
      {
        entityRef: SUBJECT.subjectRef,
        item: 'infra.a',
        from: 'pass',
        to: 'fail',
      },
    ]);
  });
});
