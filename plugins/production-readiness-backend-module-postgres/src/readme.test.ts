import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { collectAll } from './__testUtils__/collect';
import { StandInDatabase } from './__testUtils__/standInDatabase';
import { createPgCollector } from './createPgCollector';
import { createSqlCollector } from './sql/createSqlCollector';

const README = readFileSync(
  resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-backend-module-postgres',
    'README.md',
  ),
  'utf8',
);

let database: StandInDatabase;

beforeAll(async () => {
  database = await StandInDatabase.start();
}, 60_000);
afterAll(() => database.stop());

it('makes a login that reads what is asked, and can change nothing', async () => {
  const [, statements] = /```sql\n([^]+?)```/.exec(README)!;
  await database.run(statements);
  const source = database.source({
    user: 'production_readiness',
    password: 'generate one',
  });
  const blocks = {
    connect: {},
    ssl: {},
    roles: {},
    settings: {},
    migrations: {},
    indexes: {},
    expectedIndexes: {},
    constraints: {},
    columns: {},
    cardColumns: {},
    statements: {},
    sessions: {},
    size: {},
  };
  const ofPg = await collectAll(createPgCollector({ source }), blocks);
  for (const key of Object.keys(blocks)) {
    expect(ofPg[key]).toMatchObject({ value: expect.any(Object) });
  }
  expect(ofPg.roles).toMatchObject({ value: { collectorCanChange: false } });
  const ofSql = await collectAll(createSqlCollector({ source }), {
    orphans: { family: 'orphans-', foreignKeys: true },
    seed: { family: 'seed-' },
    closed: { query: 'audit-auth' },
  });
  expect(ofSql).toMatchObject({
    orphans: { value: { complete: true } },
    seed: { value: { complete: true } },
    closed: {
      error: expect.stringContaining('grant select on its tables'),
    },
  });
});
