import { storeDatabases } from './__testUtils__/databases';
import {
  entityColumns,
  later,
  memberRow,
  PLACEHOLDER,
  START,
  SUBJECT,
} from './__testUtils__/samples';
import type { NewReport } from './types';

const DAY = 24 * 60 * 60 * 1000;
const API = 'component:default/kamiyo-api';

let count = 0;

function report(overrides: Partial<NewReport> = {}): NewReport {
  count += 1;
  return {
    entityRef: API,
    type: 'junit',
    series: '',
    digest: `digest-${count}`,
    producedAt: START.toISOString(),
    commit: null,
    environment: null,
    tool: { name: 'jest', version: null },
    link: null,
    pushedBy: 'external:ci',
    signedBy: null,
    value: { cases: count },
    ...overrides,
  };
}

const at = (days: number) => later(days * DAY).toISOString();

describe('ReportStore', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('keeps what it is given, %p', async id => {
    const { reports } = await createStore(id);
    const miss = { cause: 'waiting-for-report' as const, message: 'm' };
    const given = report({ commit: 'abc', signedBy: 'key-1', miss });
    const { report: stored, added } = await reports.add(given, START);
    expect(added).toBe(true);
    expect(stored).toEqual({
      ...given,
      id: expect.any(String),
      receivedAt: START.toISOString(),
      superseded: false,
    });
    expect(await reports.listCurrent([API])).toEqual([stored]);
    expect(await reports.listCurrent(['component:default/other'])).toEqual([]);
  });

  it.each(ids)('knows what is pushed again, %p', async id => {
    const { reports } = await createStore(id);
    const given = report();
    const first = await reports.add(given, START);
    const again = await reports.add(given, later(DAY));
    expect(again).toEqual({ report: first.report, added: false });
    // Of another entity the same is something else.
    const other = await reports.add(
      { ...given, entityRef: 'component:default/other' },
      START,
    );
    expect(other.added).toBe(true);
  });

  it.each(ids)('lets the newest of a series count, %p', async id => {
    const { reports } = await createStore(id);
    const push = async (overrides: Partial<NewReport>) =>
      (await reports.add(report(overrides), START)).report;
    const second = await push({ producedAt: at(2) });
    const late = await push({ producedAt: at(1) });
    expect(late.superseded).toBe(true);
    const other = await push({ series: 'pytest', producedAt: at(1) });
    const sarif = await push({ type: 'sarif', producedAt: at(0) });
    expect(await reports.listCurrent([API])).toEqual([second, other, sarif]);

    const third = await push({ producedAt: at(3) });
    expect(await reports.listCurrent([API])).toEqual([third, other, sarif]);
    const history = [{ type: 'junit', since: at(2) }];
    expect(
      (await reports.listCurrent([API], { history })).map(each => each.id),
    ).toEqual([third.id, second.id, other.id, sarif.id]);
  });

  it.each(ids)('of two at one time the later received counts, %p', async id => {
    const { reports } = await createStore(id);
    await reports.add(report(), START);
    const { report: later2 } = await reports.add(report(), later(1000));
    expect(await reports.listCurrent([API])).toEqual([later2]);
  });

  it.each(ids)('bumps the subjects of the entity, once, %p', async id => {
    const store = await createStore(id);
    await store.subjects.ensure(SUBJECT, entityColumns(), PLACEHOLDER, START);
    await store.members.replace(
      SUBJECT,
      [memberRow(), memberRow({ entityRef: API, isSubject: false })],
      START,
    );
    const revision = async () => (await store.subjects.get(SUBJECT))!.revision;
    const before = await revision();
    const given = report();
    await store.reports.add(given, START);
    expect(await revision()).toBe(before + 1);
    await store.reports.add(given, START);
    await store.reports.add(
      report({ entityRef: 'component:default/other' }),
      START,
    );
    expect(await revision()).toBe(before + 1);
  });

  it.each(ids)('pages what was received last first, %p', async id => {
    const { reports } = await createStore(id);
    for (const hour of [0, 1, 2, 3, 4]) {
      const type = hour === 2 ? 'sarif' : 'junit';
      await reports.add(report({ type }), later(hour * 3_600_000));
    }
    const first = await reports.list(API, { limit: 2 });
    const second = await reports.list(API, {
      limit: 2,
      cursor: first.nextCursor!,
    });
    const third = await reports.list(API, {
      limit: 2,
      cursor: second.nextCursor!,
    });
    expect(third.nextCursor).toBeNull();
    const times = [first, second, third].flatMap(page =>
      page.reports.map(each => each.receivedAt),
    );
    expect(times).toHaveLength(5);
    expect(times).toEqual([...times].sort().reverse());
    expect(
      (await reports.list(API, { limit: 9, type: 'sarif' })).reports,
    ).toHaveLength(1);
    await expect(reports.list(API, { limit: 1, cursor: 'x' })).rejects.toThrow(
      /does not fit this list/,
    );
  });

  it.each(ids)(
    'is kept as long as anything looks back, the newest for ever, %p',
    async id => {
      const store = await createStore(id);
      const push = (overrides: Partial<NewReport>) =>
        store.reports.add(report(overrides), START);
      await push({ producedAt: at(-100) });
      await push({ producedAt: at(-99) });
      await push({ producedAt: at(-99), series: 'other' });
      await push({ producedAt: at(-300), type: 'restore-drill' });
      await push({ producedAt: at(-41), type: 'backup-run' });
      await push({ producedAt: at(-39), type: 'backup-run' });
      await push({ producedAt: at(-1), type: 'backup-run' });
      expect(await store.retention.prune(START)).toMatchObject({ reports: 2 });
      const { reports } = await store.reports.list(API, { limit: 99 });
      expect(reports.map(each => each.producedAt).sort()).toEqual(
        [at(-300), at(-99), at(-99), at(-39), at(-1)].sort(),
      );
      expect(await store.retention.prune(later(900 * DAY))).toMatchObject({
        reports: 1,
      });
      expect(
        (await store.reports.listCurrent([API])).map(each => each.type).sort(),
      ).toEqual(['backup-run', 'junit', 'junit', 'restore-drill']);
    },
  );
});
