import { mockServices } from '@backstage/backend-test-utils';
import type { Client } from 'pg';
import { collectAll, databaseEntity } from '../__testUtils__/collect';
import { startProxy } from '../__testUtils__/startProxy';
import { StandInDatabase } from '../__testUtils__/standInDatabase';
import { createPgCollector } from '../createPgCollector';
import { createSqlCollector } from './createSqlCollector';

let database: StandInDatabase;

beforeAll(async () => {
  database = await StandInDatabase.start();
}, 60_000);
afterAll(() => database.stop());

type Queries = Record<string, unknown>;

function sql(
  queries?: Queries,
  change: Record<string, unknown> = {},
  options: Parameters<StandInDatabase['source']>[1] = {},
) {
  return createSqlCollector({
    source: database.source(
      { ...(queries && { queries }), ...change },
      options,
    ),
  });
}

async function ask(query: string, options: { statementMs?: number } = {}) {
  const { x } = await collectAll(sql({ q: query }, {}, { limits: options }), {
    x: { query: 'q' },
  });
  return x;
}

describe('sql of the stand-in', () => {
  it('answers what is configured', async () => {
    const outcomes = await collectAll(sql(), {
      signups: { query: 'signups' },
      recent: { query: 'signups', since: '2000-01-01T00:00:00Z' },
      later: { query: 'signups', since: '2999-01-01T00:00:00Z' },
      socialLastPost: { query: 'social-last-post' },
      seed: { family: 'seed-' },
      testdata: { family: 'testdata-' },
      orphansForeignKeys: { family: 'orphans-', foreignKeys: true },
      orphansLogical: { family: 'orphans-', foreignKeys: false },
    });
    expect(outcomes).toMatchObject({
      signups: { value: { value: 50 } },
      recent: { value: { value: 50 } },
      later: { value: { value: 0 } },
      socialLastPost: {
        value: { value: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
      },
      seed: {
        value: {
          results: [{ key: 'seed-chains', value: 12, minimum: 10 }],
          complete: true,
        },
      },
      testdata: {
        value: { results: [{ key: 'testdata-example-users', value: 0 }] },
      },
      orphansForeignKeys: {
        value: { results: [{ key: 'orphans-api-keys', value: 0 }] },
      },
      orphansLogical: {
        value: { results: [{ key: 'orphans-payments-session', value: 0 }] },
      },
    });
  });

  it('waits for the launch, and for traffic', async () => {
    const outcomes = await collectAll(
      sql({
        none: 'select count(*) from accounts where false',
        empty: 'select max(created_at) from accounts where false',
        rowless: 'select id from accounts where false',
      }),
      {
        launch: { query: 'none', since: 'launch' },
        none: { query: 'none', zeroWaits: true },
        zero: { query: 'none' },
        empty: { query: 'empty' },
        rowless: { query: 'rowless' },
        sinceless: { query: 'none', since: '2026-01-01T00:00:00Z' },
      },
    );
    expect(outcomes).toMatchObject({
      launch: { miss: { cause: 'waiting-for-time' } },
      none: { miss: { cause: 'waiting-for-traffic' } },
      zero: { value: { value: 0 } },
      empty: { miss: { cause: 'waiting-for-traffic' } },
      rowless: { miss: { cause: 'waiting-for-traffic' } },
      sinceless: { error: expect.stringContaining('write $1') },
    });
  });

  it('tells what no query is configured for', () => {
    const why = (params: object, change = {}) => {
      const collector = sql({ 'seed-a': 'select 1' }, change);
      return collector.factNotConnected!(databaseEntity(), {
        key: 'x',
        params: collector.params.parse(params),
      });
    };
    expect(why({ query: 'seed-a' })).toBeUndefined();
    expect(why({ query: 'signups' })).toContain("no query 'signups'");
    expect(why({ family: 'seed-' })).toBeUndefined();
    expect(why({ family: 'testdata-' })).toContain("no query 'testdata-…'");
    const logical = { family: 'orphans-', foreignKeys: false };
    expect(why(logical)).toContain('foreignKey: false');
    expect(why(logical, { noLogicalReferences: true })).toBeUndefined();
  });

  it('takes the word of configuration that there are no logical references', async () => {
    const { x } = await collectAll(
      sql({ a: 'select 1' }, { noLogicalReferences: true }),
      { x: { family: 'orphans-', foreignKeys: false } },
    );
    expect(x).toMatchObject({ value: { results: [], complete: true } });
  });
});

describe('a configured query', () => {
  it.each([
    { query: 'select 1.5', value: 1.5 },
    { query: 'select 12345678901::bigint;', value: 12345678901 },
    { query: 'select 7 as a, 8 as a -- and a remark', value: 7 },
    {
      query: "select '2026-11-22T13:00:00+01'::timestamptz",
      value: '2026-11-22T12:00:00.000Z',
    },
    {
      query: 'with x as (select 3 as n) select n from x order by n',
      value: 3,
    },
  ])('$query is kept', async ({ query, value }) => {
    expect(await ask(query)).toMatchObject({ value: { value } });
  });

  it.each([
    { query: 'select email from accounts', says: 'neither a number' },
    { query: "select 'NaN'::float8", says: 'neither a number' },
    { query: 'select now()::timestamp', says: 'neither a number' },
    { query: 'select true', says: 'neither a number' },
    { query: 'select nothing from accounts', says: 'a column that it names' },
    { query: 'select count(*) from nothing', says: 'a table that it names' },
    { query: 'select count(*) from exploits', says: 'grant select on its' },
    { query: 'select email::int from accounts', says: 'SQLSTATE 22P02' },
    { query: 'select', says: 'it selects no column' },
    { query: 'selekt 1', says: 'syntax error' },
  ])('$query is refused', async ({ query, says }) => {
    const outcome = await ask(query);
    expect(outcome).toMatchObject({ error: expect.stringContaining(says) });
    expect(JSON.stringify(outcome)).not.toContain('person-');
  });

  it('is cancelled when it takes too long, and the others are answered', async () => {
    const outcomes = await collectAll(
      sql(
        { long: 'select 1 from pg_sleep(30)', short: 'select 2' },
        {},
        { limits: { statementMs: 200 } },
      ),
      { long: { query: 'long' }, short: { query: 'short' } },
    );
    expect(outcomes).toMatchObject({
      long: { error: expect.stringContaining('took too long') },
      short: { value: { value: 2 } },
    });
  });

  it('does not wait for a lock', async () => {
    const admin = await database.client();
    await admin.query('begin; lock table chains in access exclusive mode');
    try {
      const outcomes = await collectAll(
        sql(
          { locked: 'select count(*) from chains' },
          {},
          { limits: { lockMs: 100 } },
        ),
        { x: { query: 'locked' } },
      );
      expect(outcomes.x).toMatchObject({
        error: expect.stringContaining('holds a lock'),
      });
    } finally {
      await admin.end();
    }
  });

  it('is not asked when the time of the session is over', async () => {
    const outcomes = await collectAll(
      sql(
        { a: 'select 1 from pg_sleep(0.2)', b: 'select 2' },
        {},
        { limits: { sessionMs: 100 } },
      ),
      { a: { query: 'a' }, b: { query: 'b' } },
    );
    expect(outcomes).toMatchObject({
      a: { value: { value: 1 } },
      b: { error: expect.stringContaining('not asked') },
    });
  });

  it.each([
    'delete from chains returning 1',
    'with gone as (delete from chains returning 1) select count(*) from gone',
    'select 1; delete from chains',
    'select 1) as x; commit; delete from chains; select * from (select 1',
    'commit',
    'rollback; delete from chains',
    "select set_config('transaction_read_only', 'off', false)::int",
    "select nextval('accounts_id_seq')",
    'select count(*) from (select 1 from chains for update) locked',
    "copy chains to program 'true'",
  ])('%s changes nothing, with a login that could', async query => {
    const name = await database.copy();
    const strong = {
      user: 'kamiyo_app',
      password: 'stand-in-app',
      database: name,
    };
    await database.run(
      'grant all on all sequences in schema public to kamiyo_app',
      name,
    );
    const { x, after } = await collectAll(
      sql({ q: query, after: 'select count(*) from chains' }, strong),
      { x: { query: 'q' }, after: { query: 'after' } },
    );
    expect(x).toHaveProperty('error');
    expect(after).toMatchObject({ value: { value: 12 } });
    const admin = await database.client({ database: name });
    const { rows } = await admin.query(
      'select (select count(*)::int from chains) as chains, last_value::int as sequence from accounts_id_seq',
    );
    expect(rows).toEqual([{ chains: 12, sequence: 50 }]);
  });
});

describe('a session', () => {
  const SEEN =
    "select count(*) from pg_stat_activity where application_name = 'production-readiness'";

  it('is one, read-only and named, for pg and sql together, and ends', async () => {
    const source = database.source({
      queries: {
        sessions: SEEN,
        readOnly:
          "select (current_setting('transaction_read_only') = 'on' and current_setting('default_transaction_read_only') = 'on')::int",
        timeouts:
          "select count(*) from pg_settings where (name, setting) in (('statement_timeout', '5000'), ('lock_timeout', '2000'), ('idle_in_transaction_session_timeout', '30000'))",
      },
    });
    const [ofSql, ofPg] = await Promise.all([
      collectAll(createSqlCollector({ source }), {
        sessions: { query: 'sessions' },
        readOnly: { query: 'readOnly' },
        timeouts: { query: 'timeouts' },
      }),
      collectAll(createPgCollector({ source }), { connect: {}, size: {} }),
    ]);
    expect(ofSql).toMatchObject({
      sessions: { value: { value: 1 } },
      readOnly: { value: { value: 1 } },
      timeouts: { value: { value: 3 } },
    });
    expect(ofPg).toMatchObject({ connect: { value: { ok: true } } });
    const admin = await database.client();
    const { rows } = await admin.query(`${SEEN}`);
    expect(rows).toEqual([{ count: '0' }]);
  });

  const LONG = 'select 1 from pg_sleep(20)';

  /** Resolves once the server works on the long query. */
  async function whileLong(then: (admin: Client) => Promise<unknown>) {
    const admin = await database.client();
    for (;;) {
      const { rows } = await admin.query(
        "select from pg_stat_activity where state = 'active' and query like '%pg_sleep(20)%' and pid <> pg_backend_pid()",
      );
      if (rows.length > 0) break;
      await new Promise(done => {
        setTimeout(done, 20);
      });
    }
    await then(admin);
    await admin.end();
  }

  const both = (options: Parameters<typeof sql>[2] = {}) =>
    collectAll(sql({ long: LONG, short: 'select 2' }, {}, options), {
      long: { query: 'long' },
      short: { query: 'short' },
    });

  it('that the server ends is silence, for what was still to be asked too', async () => {
    const [outcomes] = await Promise.all([
      both(),
      whileLong(admin =>
        admin.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'production-readiness'",
        ),
      ),
    ]);
    expect(outcomes).toMatchObject({
      long: { error: expect.stringContaining('shut down'), cause: 'silent' },
      short: { error: expect.stringContaining('shut down'), cause: 'silent' },
    });
  });

  it('with a server that freezes ends by itself', async () => {
    const proxy = await startProxy(database.port);
    const [outcomes] = await Promise.all([
      both({
        limits: { readMs: 500 },
        http: {
          resolve: [
            {
              host: database.host,
              address: '127.0.0.1',
              ports: { '5432': proxy.port },
            },
          ],
        },
      }),
      whileLong(async () => proxy.freeze()),
    ]);
    expect(outcomes).toMatchObject({
      long: {
        error: expect.stringContaining('does not answer in time'),
        cause: 'silent',
      },
      short: { cause: 'silent' },
    });
    await proxy.close();
  });

  it('tells no secret, whatever goes wrong', async () => {
    const secret = 'Pl4nted-s3cret-of-the-connection';
    const logger = mockServices.logger.mock();
    const blocks = { x: { query: 'q' } };
    const q = "select 'row-content-4711'::int";
    const url = (password: string) =>
      `postgresql://kamiyo_readiness:${password}@${database.host}/kamiyo`;
    const parts = {
      host: undefined,
      database: undefined,
      user: undefined,
      password: undefined,
    };
    await database.run(`alter role kamiyo_readiness password '${secret}'`);
    try {
      const outcomes = [
        await collectAll(sql({ q }, { ...parts, url: url(secret) }), blocks, {
          logger,
        }),
        await collectAll(
          sql({ q }, { ...parts, url: url(`${secret}-wrong`) }),
          blocks,
          { logger },
        ),
        await collectAll(
          sql({ q }, { password: secret, host: 'other.kamiyo.ai' }),
          blocks,
          { logger },
        ),
        await collectAll(
          createPgCollector({
            source: database.source({ password: secret, ssl: 'require' }),
          }),
          { connect: {}, ssl: {}, roles: {}, statements: {} },
          { logger },
        ),
      ];
      const said = JSON.stringify([
        outcomes,
        Object.values(logger).map(each => (each as jest.Mock).mock?.calls),
      ]);
      expect(said).toContain('22P02');
      expect(said).not.toContain(secret);
      expect(said).not.toContain('row-content-4711');
      expect(said).not.toContain('postgresql://');
    } finally {
      await database.run(
        "alter role kamiyo_readiness password 'stand-in-readiness'",
      );
    }
  });
});
