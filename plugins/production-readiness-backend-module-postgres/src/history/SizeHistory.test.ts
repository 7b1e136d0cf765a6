import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { growthFact } from '../facts/size';
import { pgParams } from '../facts/params';
import { DatabaseSizeHistory, migrateSizes } from './SizeHistory';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-11-01T08:00:00Z');
const SERIES = { entityRef: 'resource:default/db', connection: 'db' };
const at = (days: number) => new Date(START + days * DAY_MS);

/** What pg.growth says at a moment, of a database that has this size then. */
function growthAt(
  history: DatabaseSizeHistory | undefined,
  now: Date,
  bytes: number,
) {
  const session = { row: async () => ({ bytes }), connection: { name: 'db' } };
  return growthFact.read({
    session: session as never,
    params: pgParams.parse({}),
    entityRef: SERIES.entityRef,
    now,
    history,
  });
}

describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
  it('keeps the first size of a day, by entity and connection, for 90 days', async () => {
    const knex = await databases.init(id);
    await migrateSizes(knex);
    const history = new DatabaseSizeHistory(knex);
    const other = { ...SERIES, connection: 'other' };
    await history.record(SERIES, { at: at(0), bytes: 10 });
    await history.record(SERIES, { at: at(0.2), bytes: 11 });
    await history.record(SERIES, { at: at(1), bytes: 8_000_000_000_000 });
    await history.record(other, { at: at(1), bytes: 7 });
    expect(await history.list(SERIES)).toEqual([
      { at: at(0), bytes: 10 },
      { at: at(1), bytes: 8_000_000_000_000 },
    ]);
    await history.record(other, { at: at(90.5), bytes: 7 });
    expect(await history.list(SERIES)).toEqual([
      { at: at(1), bytes: 8_000_000_000_000 },
    ]);
  });

  it('waits for five sizes in seven days, then gives the slope', async () => {
    const knex = await databases.init(id);
    await migrateSizes(knex);
    const history = new DatabaseSizeHistory(knex);
    const waits = { miss: { cause: 'waiting-for-time' } };
    for (const day of [0, 1, 2, 3, 4, 5, 6]) {
      await expect(
        growthAt(history, at(day), 1000 + day * 50),
      ).rejects.toMatchObject(waits);
    }
    expect(await growthAt(history, at(7), 1350)).toMatchObject({
      value: { points: 8, days: 7, bytesPerDay: 50 },
    });
    const sparse = new DatabaseSizeHistory(knex);
    await knex('postgres_sizes')
      .whereBetween('day', ['2026-11-02', '2026-11-06'])
      .delete();
    await expect(growthAt(sparse, at(7), 1350)).rejects.toMatchObject(waits);
  });

  it('migrates beside another history of migrations, up and down', async () => {
    const knex = await databases.init(id);
    await migrateSizes(knex);
    await migrateSizes(knex);
    expect(await knex.schema.hasTable('knex_migrations')).toBe(false);
    await knex.migrate.down({
      directory: resolvePackagePath(
        '@production-readiness/backstage-plugin-production-readiness-backend-module-postgres',
        'migrations',
      ),
      tableName: 'postgres_migrations',
    });
    expect(await knex.schema.hasTable('postgres_sizes')).toBe(false);
  });
});

it('says that sizes are not kept where they are not', async () => {
  await expect(growthAt(undefined, at(0), 1)).rejects.toMatchObject({
    miss: { cause: 'waiting-for-time' },
  });
});
