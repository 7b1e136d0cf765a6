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
import { matchesRowFilter } from './rowFilter';
import type { EntityColumns, RowFilter, RowQuery, Store } from './types';

async function counts(store: Store) {
  const count = async (table: string) =>
    Number((await store.knex(table).count({ n: '*' }))[0].n);
  return {
    transitions: await count('transitions'),
    points: await count('daily_points'),
    notices: await count('outbox'),
  };
}

describe('ScorecardStore', () => {
  const { ids, createStore } = storeDatabases();

  async function withClaim(id: (typeof ids)[number]) {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.subjects.claim(SUBJECT, {
      by: 'worker-1',
      now: START,
      leaseMs: 1000,
    });
    return store;
  }

  it.each(ids)(
    'writes document, row, point and notice together, %p',
    async id => {
      const store = await withClaim(id);
      expect(await store.scorecards.write(projectionWrite())).toBe('written');
      expect(await store.scorecards.get(SUBJECT)).toEqual({
        ...SUBJECT,
        digest: 'digest-1',
        revision: 1,
        document: scorecardDocument(),
      });
      expect(await store.scorecards.getRow(SUBJECT)).toMatchObject({
        completed: 1,
        applicable: 3,
        total: 3,
        verdict: 'no-go',
        failing: 1,
        unknown: 1,
        statuses: 'pfu',
        topBlockers: ['Health checks failing'],
        categories: [
          { id: 'infra', passed: 1, applicable: 2, failed: 1, unknown: 0 },
          { id: 'security', passed: 0, applicable: 1, failed: 0, unknown: 1 },
        ],
        evaluatedAt: START.toISOString(),
        enforced: true,
      });
      expect(await store.subjects.get(SUBJECT)).toMatchObject({
        dueAt: later(300_000).toISOString(),
        evaluatedRevision: 1,
        digest: 'digest-1',
      });
      expect(await counts(store)).toEqual({
        transitions: 0,
        points: 1,
        notices: 1,
      });
    },
  );

  it.each(ids)(
    'writes nothing but times where nothing changed, %p',
    async id => {
      const store = await withClaim(id);
      await store.scorecards.write(projectionWrite());
      const before = await counts(store);
      const documents = await store.knex('scorecards');
      expect(
        await store.scorecards.write(projectionWrite({ now: later(1000) })),
      ).toBe('unchanged');
      expect(
        await store.scorecards.touch({
          ...SUBJECT,
          revision: 1,
          claimedBy: 'worker-1',
          dueAt: null,
          now: later(2000),
        }),
      ).toBe('unchanged');
      expect(await counts(store)).toEqual(before);
      expect(await store.knex('scorecards')).toEqual(documents);
      expect(await store.scorecards.getRow(SUBJECT)).toMatchObject({
        evaluatedAt: later(2000).toISOString(),
      });
      expect(await store.subjects.get(SUBJECT)).toMatchObject({ dueAt: null });
    },
  );

  it.each(ids)('has one point a day though nothing changed, %p', async id => {
    const store = await withClaim(id);
    const DAY = 24 * 60 * 60 * 1000;
    await store.scorecards.write(projectionWrite());
    await store.scorecards.write(projectionWrite({ now: later(DAY) }));
    await store.scorecards.touch({
      ...SUBJECT,
      revision: 1,
      claimedBy: 'worker-1',
      dueAt: null,
      now: later(2 * DAY),
    });
    const point = {
      completed: 1,
      applicable: 3,
      verdict: 'no-go',
      levelId: 'do-not-launch',
    };
    expect(await store.history.points(SUBJECT)).toEqual([
      { day: '2026-03-01', ...point },
      { day: '2026-03-02', ...point },
      { day: '2026-03-03', ...point },
    ]);
    expect(
      await store.history.points(SUBJECT, { since: '2026-03-03' }),
    ).toHaveLength(1);
  });

  it.each(ids)(
    'writes nothing if an input changed meanwhile or the claim is lost, %p',
    async id => {
      const store = await withClaim(id);
      await store.subjects.bump(SUBJECT, later(10));
      expect(await store.scorecards.write(projectionWrite())).toBe('outdated');
      expect(
        await store.scorecards.write(
          projectionWrite({ revision: 2, claimedBy: 'worker-2' }),
        ),
      ).toBe('outdated');
      expect(await store.scorecards.get(SUBJECT)).toBeUndefined();
      expect(await counts(store)).toEqual({
        transitions: 0,
        points: 0,
        notices: 0,
      });
      expect(
        await store.scorecards.write(projectionWrite({ revision: 2 })),
      ).toBe('written');
    },
  );

  it.each(ids)('writes all of it or nothing, %p', async id => {
    const store = await withClaim(id);
    await store.scorecards.write(projectionWrite());
    const everything = async () => ({
      scorecards: await store.knex('scorecards'),
      rows: await store.knex('scorecard_rows'),
      subjects: await store.knex('subjects'),
      transitions: await store.knex('transitions'),
      points: await store.knex('daily_points'),
    });
    const before = await everything();
    const change = projectionWrite({
      document: scorecardDocument({
        statuses: {
          'infra.a': 'fail',
          'infra.b': 'fail',
          'security.c': 'pass',
        },
      }),
      now: later(1000),
    });

    // The notice is written last.
    await store.knex.schema.renameTable('outbox', 'elsewhere');
    await expect(store.scorecards.write(change)).rejects.toThrow(/outbox/);
    expect(await everything()).toEqual(before);

    await store.knex.schema.renameTable('elsewhere', 'outbox');
    expect(await store.scorecards.write(change)).toBe('written');
    expect(await counts(store)).toEqual({
      transitions: 2,
      points: 1,
      notices: 2,
    });
  });

  it.each(ids)(
    'records what changed, newest first and by pages, %p',
    async id => {
      const store = await withClaim(id);
      const member = (status: 'pass' | 'fail') => [
        {
          entityRef: 'component:default/api',
          targets: ['api'],
          holdsBack: 'no' as const,
          through: [],
          items: { 'infra.b': status },
          passed: 0,
          applicable: 1,
        },
      ];
      await store.scorecards.write(
        projectionWrite({
          document: scorecardDocument({ members: member('fail') }),
        }),
      );
      await store.scorecards.write(
        projectionWrite({
          now: later(1000),
          document: scorecardDocument({
            statuses: {
              'infra.a': 'pass',
              'infra.b': 'pass',
              'security.c': 'fail',
              'security.d': 'unknown',
            },
            members: member('pass'),
            verdict: 'undecided',
          }),
        }),
      );
      const first = await store.history.transitions(SUBJECT, { limit: 3 });
      const second = await store.history.transitions(SUBJECT, {
        limit: 3,
        cursor: first.nextCursor!,
      });
      expect(first.transitions).toHaveLength(3);
      expect(second.nextCursor).toBeNull();
      const all = [...first.transitions, ...second.transitions];
      expect(all.map(t => [t.entityRef, t.item, t.from, t.to])).toEqual([
        ['component:default/api', 'infra.b', 'fail', 'pass'],
        [SUBJECT.subjectRef, 'security.d', null, 'unknown'],
        [SUBJECT.subjectRef, 'security.c', 'unknown', 'fail'],
        [SUBJECT.subjectRef, 'infra.b', 'fail', 'pass'],
      ]);
      const ofMember = await store.history.transitions(SUBJECT, {
        limit: 9,
        entityRef: 'component:default/api',
      });
      expect(ofMember.transitions).toHaveLength(1);
      const notices = await store.outbox.pending(10);
      expect(notices.map(notice => notice.kind).sort()).toEqual([
        'scorecard-changed',
        'scorecard-changed',
        'verdict-changed',
      ]);
      expect(
        notices.find(notice => notice.kind === 'verdict-changed')?.payload,
      ).toEqual({ from: 'no-go', to: 'undecided' });
      await store.outbox.settle(notices.map(notice => notice.id));
      expect(await store.outbox.pending(10)).toEqual([]);
    },
  );

  it.each(ids)('keeps the projection of an older version, %p', async id => {
    const store = await withClaim(id);
    await store.scorecards.write(projectionWrite());
    await store.scorecards.write(
      projectionWrite({ digest: 'digest-2', version: '1.1.0' }),
    );
    expect(await store.scorecards.get(SUBJECT)).toMatchObject({
      digest: 'digest-2',
    });
    expect(await store.scorecards.get(SUBJECT, 'digest-1')).toMatchObject({
      digest: 'digest-1',
    });
  });

  describe('lists', () => {
    const owners = ['group:default/a', 'group:default/b', null];

    async function withMany(id: (typeof ids)[number]) {
      const store = await createStore(id);
      for (let n = 0; n < 12; n++) {
        const key = {
          subjectRef: `component:default/s${n}`,
          checklistId: 'basics',
        };
        const entity = entityColumns({
          entityRef: key.subjectRef,
          kind: 'component',
          name: `s${n}`,
          title: n % 2 ? `Service ${String.fromCharCode(97 + n)}` : null,
          owner: owners[n % 3],
          namespace: n < 6 ? 'default' : 'other',
        });
        await store.subjects.ensure(key, entity, PLACEHOLDER, START);
        if (n === 11) continue;
        await store.subjects.claim(key, {
          by: 'worker-1',
          now: START,
          leaseMs: 1000,
        });
        await store.scorecards.write(
          projectionWrite({
            ...key,
            entity,
            document: scorecardDocument({
              subjectRef: key.subjectRef,
              verdict: (['go', 'no-go', 'undecided', null] as const)[n % 4],
              statuses: {
                'infra.a': n % 2 ? 'pass' : 'fail',
                'infra.b': n % 5 ? 'unknown' : 'waived',
              },
            }),
          }),
        );
      }
      return store;
    }

    async function allPages(
      store: Store,
      query: RowQuery,
      options: Parameters<Store['scorecards']['list']>[1],
    ) {
      const refs: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.scorecards.list(query, { ...options, cursor });
        refs.push(...page.rows.map(row => row.name));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return refs;
    }

    it.each(ids)('page by page in every order, %p', async id => {
      const store = await withMany(id);
      for (const sort of [
        'title',
        'score',
        'verdict',
        'failing',
        'unknown',
        'evaluatedAt',
      ] as const) {
        for (const descending of [false, true]) {
          const whole = await allPages(
            store,
            {},
            { sort, descending, limit: 100 },
          );
          const paged = await allPages(
            store,
            {},
            { sort, descending, limit: 5 },
          );
          expect(whole).toHaveLength(12);
          expect(new Set(whole).size).toBe(12);
          expect([sort, descending, paged]).toEqual([sort, descending, whole]);
        }
      }
      const { nextCursor } = await store.scorecards.list({}, { limit: 2 });
      await expect(
        store.scorecards.list(
          {},
          { limit: 2, sort: 'score', cursor: nextCursor! },
        ),
      ).rejects.toThrow(/ask for the first page again/);
      await expect(
        store.scorecards.list({}, { limit: 2, cursor: 'nonsense' }),
      ).rejects.toThrow(/ask for the first page again/);
    });

    const A: RowFilter = { column: 'owner', values: ['group:default/a'] };
    const OTHER: RowFilter = { column: 'namespace', values: ['other'] };
    const filters: [string, RowFilter][] = [
      ['an owner', A],
      ['no owner of the list', { column: 'owner', values: [] }],
      ['not an owner, none at all included', { not: A }],
      ['all of', { allOf: [A, OTHER] }],
      ['any of', { anyOf: [A, OTHER] }],
      ['any of nothing', { anyOf: [] }],
      ['all of nothing', { allOf: [] }],
      ['any of, one of them without a limit', { anyOf: [A, { allOf: [] }] }],
      ['not without a limit', { not: { allOf: [] } }],
      ['not all of', { not: { allOf: [A, OTHER] } }],
      ['not any of', { not: { anyOf: [A, OTHER] } }],
      ['not not', { not: { not: A } }],
      [
        'nested',
        { allOf: [{ anyOf: [A, OTHER] }, { not: { allOf: [A, OTHER] } }] },
      ],
    ];

    it.each(ids)(
      'cut to what the reader may see, as in memory, %p',
      async id => {
        const store = await withMany(id);
        const { rows } = await store.scorecards.list({}, { limit: 100 });
        for (const [name, visible] of filters) {
          const expected = rows
            .filter((row: EntityColumns) => matchesRowFilter(row, visible))
            .map(row => row.name);
          const found = await store.scorecards.list(
            { visible },
            { limit: 100 },
          );
          expect([name, found.rows.map(row => row.name)]).toEqual([
            name,
            expected,
          ]);
          const totals = await store.scorecards.totals({ visible });
          expect([name, totals.count]).toEqual([name, expected.length]);
        }
      },
    );

    it.each(ids)('filter by what a person picks, %p', async id => {
      const store = await withMany(id);
      const table: [string, RowQuery, string[]][] = [
        ['verdict', { verdict: ['go'] }, ['s0', 's4', 's8']],
        ['without a gate', { verdict: ['none'] }, ['s3', 's7']],
        ['search', { search: 'SERVICE b' }, ['s1']],
        ['a wildcard is a letter', { search: '%' }, []],
        [
          'who fails the first item',
          { item: { digest: 'digest-1', index: 0, status: ['fail'] } },
          ['s0', 's2', 's4', 's6', 's8', 's10'],
        ],
        [
          'who has a waiver on the second',
          { item: { digest: 'digest-1', index: 1, status: ['waived'] } },
          ['s0', 's5', 's10'],
        ],
        [
          'an item of another version',
          { item: { digest: 'digest-0', index: 0, status: ['fail'] } },
          [],
        ],
        ['refs', { entityRefs: ['component:default/s3'] }, ['s3']],
        ['another checklist', { checklistId: 'kamiyo' }, []],
      ];
      for (const [name, query, expected] of table) {
        const { rows } = await store.scorecards.list(query, { limit: 100 });
        expect([name, rows.map(row => row.name).sort()]).toEqual([
          name,
          [...expected].sort(),
        ]);
      }
      const totals = await store.scorecards.totals({});
      expect(totals).toMatchObject({ count: 12, neverRun: 1 });
      expect(
        Object.fromEntries(
          totals.byVerdict.map(({ verdict, count }) => [
            verdict ?? 'none',
            count,
          ]),
        ),
      ).toEqual({ go: 3, 'no-go': 3, undecided: 4, none: 2 });
      expect(totals.byLevel).toContainEqual({
        checklistId: 'basics',
        levelId: 'do-not-launch',
        count: 11,
      });
    });
  });
});
