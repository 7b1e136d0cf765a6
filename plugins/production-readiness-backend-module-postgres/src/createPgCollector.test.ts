import { mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:net';
import { TestServers } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, databaseEntity } from './__testUtils__/collect';
import { StandInDatabase } from './__testUtils__/standInDatabase';
import { createPgCollector } from './createPgCollector';
import { KINDS } from './facts/params';

const EVERYTHING = Object.fromEntries(KINDS.map(kind => [kind, {}]));
const HANG_LIMITS = { connectMs: 300, statementMs: 300, readMs: 600 };

let database: StandInDatabase;
const servers = new TestServers();

beforeAll(async () => {
  database = await StandInDatabase.start();
}, 60_000);
afterAll(async () => {
  await servers.close();
  await database.stop();
});

function pg(
  change: Record<string, unknown> = {},
  options: Parameters<StandInDatabase['source']>[1] = {},
) {
  return createPgCollector({ source: database.source(change, options) });
}

describe('pg of a healthy database', () => {
  it('collects what it can say', async () => {
    const outcomes = await collectAll(pg(), EVERYTHING);
    expect(outcomes).toMatchObject({
      connect: { value: { ok: true, reachable: true } },
      ssl: { value: { ownSession: true, plainSessions: 0 } },
      roles: {
        value: {
          application: {
            superuser: false,
            createRole: false,
            createDb: false,
            bypassRls: false,
            replication: false,
          },
          sharedWithCollector: false,
          collectorCanChange: false,
        },
      },
      settings: { value: { logMinDurationStatementMs: 1000 } },
      migrations: {
        value: {
          tablePresent: true,
          alembicVersions: ['0001'],
          prismaFinished: [],
          prismaUnfinished: [],
        },
      },
      indexes: {
        value: { foreignKeysWithoutIndex: [], mostlySequentialTables: [] },
      },
      expectedIndexes: { value: { missing: [], invalid: [] } },
      constraints: {
        value: {
          foreignKeys: 6,
          notValidated: [],
          disabledTriggers: [],
          tablesWithoutPrimaryKey: [],
          missingExpected: [],
        },
      },
      columns: { value: { moneyAsFloat: [], timestampsWithoutZone: [] } },
      cardColumns: { value: { columns: [] } },
      statements: { value: { installed: true } },
      sessions: { value: { max: 37 } },
      size: { value: { bytes: expect.any(Number) } },
      growth: { miss: { cause: 'waiting-for-time' } },
    });
  });

  it('names what to know a fact by', async () => {
    const outcomes = await collectAll(pg(), {
      nothing: {},
      mine: { kind: 'size' },
    });
    expect(outcomes).toMatchObject({
      nothing: { error: expect.stringContaining('give it a kind') },
      mine: { value: { bytes: expect.any(Number) } },
    });
  });

  it('reads Prisma as Prisma means it', async () => {
    const name = await database.copy();
    await database.run(
      `create table _prisma_migrations (id serial primary key, migration_name text,
         finished_at timestamptz, rolled_back_at timestamptz);
       insert into _prisma_migrations (migration_name, finished_at, rolled_back_at) values
         ('1_first', now(), null),
         ('2_again', null, now()), ('2_again', now(), null),
         ('3_undone', null, now()),
         ('4_broken', null, null);
       grant select on _prisma_migrations to kamiyo_readiness`,
      name,
    );
    const { migrations } = await collectAll(pg({ database: name }), {
      migrations: {},
    });
    expect(migrations).toMatchObject({
      value: {
        prismaFinished: ['1_first', '2_again'],
        prismaUnfinished: ['3_undone', '4_broken'],
      },
    });
  });

  it('excepts what configuration excepts', async () => {
    const name = await database.copy();
    await database.run(
      `create table events (at timestamp); create schema report; create table report.x (id int)`,
      name,
    );
    const exceptions = {
      withoutPrimaryKey: ['events', 'report.x'],
      timestampsWithoutZone: ['events'],
    };
    const outcomes = await collectAll(pg({ database: name, exceptions }), {
      constraints: {},
      columns: {},
    });
    expect(outcomes).toMatchObject({
      constraints: { value: { tablesWithoutPrimaryKey: [] } },
      columns: { value: { timestampsWithoutZone: [] } },
    });
  });

  it.each([
    { name: 'all rows', index: 'fk_test (b, a)', offenders: [] },
    {
      name: 'rows with a key',
      index: 'fk_test (a, b) where a is not null',
      offenders: [],
    },
    {
      name: 'other rows',
      index: 'fk_test (a, b) where c > 0',
      offenders: ['fk_test (a, b)'],
    },
    {
      name: 'another column first',
      index: 'fk_test (c, a, b)',
      offenders: ['fk_test (a, b)'],
    },
    {
      name: 'a part of the key',
      index: 'fk_test (a)',
      offenders: ['fk_test (a, b)'],
    },
  ])('takes an index on $name for what it is', async ({ index, offenders }) => {
    const name = await database.copy();
    await database.run(
      `create table target (a int, b int, primary key (a, b));
       create table fk_test (id int primary key, a int, b int, c int, foreign key (a, b) references target);
       create index on ${index}`,
      name,
    );
    const { indexes } = await collectAll(pg({ database: name }), {
      indexes: {},
    });
    expect(indexes).toMatchObject({
      value: { foreignKeysWithoutIndex: offenders },
    });
  });
});

describe('pg without a right or an extension', () => {
  const grants = [
    {
      name: 'select on the table of migrations',
      plant: 'revoke select on alembic_version from kamiyo_readiness',
      fact: 'migrations',
      says: 'grant select on public.alembic_version to kamiyo_readiness',
    },
    {
      name: 'pg_stat_statements',
      plant: 'drop extension pg_stat_statements',
      fact: 'statements',
      says: 'CREATE EXTENSION pg_stat_statements',
    },
    {
      name: 'the view of statements',
      plant: 'revoke select on pg_stat_statements from public',
      fact: 'statements',
      says: 'grant pg_monitor to kamiyo_readiness',
    },
  ];
  it.each(grants)(
    'says what to do about $name',
    async ({ plant, fact, says }) => {
      const name = await database.copy();
      // pg_monitor may read the view whatever else is granted.
      const monitor = fact === 'statements' && plant.startsWith('revoke');
      await database.run(plant, name);
      if (monitor)
        await database.run(
          'revoke pg_monitor from kamiyo_readiness; revoke select on pg_stat_statements from pg_read_all_stats',
          name,
        );
      try {
        const outcomes = await collectAll(pg({ database: name }), {
          [fact]: {},
          size: {},
          settings: {},
        });
        expect(JSON.stringify(outcomes[fact])).toContain(says);
        expect(outcomes[fact]).not.toHaveProperty('value');
        expect(outcomes).toMatchObject({
          size: { value: {} },
          settings: { value: {} },
        });
      } finally {
        if (monitor) await database.run('grant pg_monitor to kamiyo_readiness');
      }
    },
  );

  it('knows nothing of the sessions of others without pg_monitor', async () => {
    await database.run('revoke pg_monitor from kamiyo_readiness');
    try {
      const { ssl } = await collectAll(pg(), { ssl: {} });
      expect(ssl).toMatchObject({
        value: { ownSession: true, plainSessions: null, sessions: null },
        evidence: [
          {},
          { response: expect.stringContaining('grant pg_monitor') },
        ],
      });
    } finally {
      await database.run('grant pg_monitor to kamiyo_readiness');
    }
  });

  it('waits where no role of the application is declared, or none of that name is there', async () => {
    const undeclared = await collectAll(pg({ applicationRole: [] }), {
      roles: {},
    });
    const unknown = await collectAll(pg({ applicationRole: 'nobody' }), {
      roles: {},
    });
    expect(undeclared.roles).toMatchObject({ miss: { cause: 'not-declared' } });
    expect(unknown.roles).toMatchObject({ miss: { cause: 'not-declared' } });
  });
});

describe('pg and its login', () => {
  it('does not use a superuser', async () => {
    const outcomes = await collectAll(
      pg({ user: 'postgres', password: 'stand-in' }),
      { connect: {}, size: {} },
    );
    for (const outcome of Object.values(outcomes)) {
      expect(outcome).toMatchObject({
        error: expect.stringContaining('is a superuser and is not used'),
      });
    }
  });

  it('tells of a login that may write, and changes nothing', async () => {
    const logger = mockServices.logger.mock();
    const outcomes = await collectAll(
      pg({ user: 'kamiyo_app', password: 'stand-in-app' }),
      { connect: {}, roles: {} },
      { logger },
    );
    expect(outcomes.roles).toMatchObject({
      value: { sharedWithCollector: true, collectorCanChange: true },
    });
    expect(JSON.stringify(outcomes.connect)).toContain('accounts');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('may change'),
    );
  });
});

describe('pg without a session', () => {
  const silent = async () =>
    servers.listen(
      createServer(socket => {
        socket.on('error', () => {});
        socket.resume();
      }),
    );
  const closing = async () =>
    servers.listen(createServer(socket => socket.destroy()));

  async function ask(
    change: Record<string, unknown>,
    http?: Record<string, unknown>,
  ) {
    return collectAll(pg(change, { limits: HANG_LIMITS, http }), {
      connect: {},
      ssl: {},
      size: {},
    });
  }
  const at = (port: number) => ({
    resolve: [
      { host: database.host, address: '127.0.0.1', ports: { '5432': port } },
    ],
  });

  it.each([
    {
      name: 'a wrong password',
      change: () => ({ password: 'planted-wrong-secret' }),
      says: "refuses the password of the login 'kamiyo_readiness'",
    },
    {
      name: 'an unknown login',
      change: () => ({ user: 'nobody', password: 'x' }),
      says: "refuses the password of the login 'nobody'",
    },
    {
      name: 'a database that is not there',
      change: () => ({ database: 'nothing' }),
      says: 'no database of that name',
    },
    {
      name: 'a certificate of an unknown authority',
      change: () => ({}),
      http: () => ({ ca: undefined }),
      says: 'no valid TLS connection',
    },
    {
      name: 'a certificate for another name',
      change: () => ({ host: 'other.kamiyo.ai' }),
      http: () => ({
        allow: ['other.kamiyo.ai:5432', '127.0.0.0/8'],
        resolve: [
          {
            host: 'other.kamiyo.ai',
            address: '127.0.0.1',
            ports: { '5432': database.port },
          },
        ],
      }),
      says: 'no valid TLS connection',
    },
    {
      name: 'a host that is not allowed',
      change: () => ({}),
      http: () => ({ allow: ['127.0.0.0/8'] }),
      says: 'is not in productionReadiness.http.allow',
    },
    {
      name: 'an address that is not allowed',
      change: () => ({}),
      http: () => ({ allow: [`${database.host}:5432`] }),
      says: 'a loopback address',
    },
  ])('cannot look for $name', async ({ change, http, says }) => {
    const outcomes = await ask(change(), http?.());
    for (const outcome of Object.values(outcomes)) {
      expect(outcome).toMatchObject({ error: expect.stringContaining(says) });
      expect(outcome).not.toHaveProperty('cause');
    }
  });

  it.each([
    { name: 'refuses', port: async () => 1, says: 'refuses the connection' },
    { name: 'hangs', port: silent, says: 'does not answer in time' },
    { name: 'hangs up', port: closing, says: 'closes the connection' },
  ])('takes a server that $name for silent', async ({ port, says }) => {
    const outcomes = await ask({}, at(await port()));
    expect(outcomes).toMatchObject({
      connect: {
        unreachable: { ok: false, reachable: false },
        evidence: [{ response: expect.stringContaining(says) }],
      },
      ssl: { error: expect.stringContaining(says), cause: 'silent' },
      size: { error: expect.stringContaining(says), cause: 'silent' },
    });
  });

  it('takes a server without a connection left for silent', async () => {
    await database.run('alter role kamiyo_readiness connection limit 0');
    try {
      const outcomes = await ask({});
      expect(outcomes).toMatchObject({
        connect: { unreachable: { ok: false } },
        size: {
          error: expect.stringContaining('has no connection left'),
          cause: 'silent',
        },
      });
    } finally {
      await database.run('alter role kamiyo_readiness connection limit 3');
    }
  });

  it('knows that a server without TLS has none, and nothing else', async () => {
    const plain = async () =>
      servers.listen(
        createServer(socket => {
          socket.on('error', () => {});
          // What PostgreSQL answers to the wish for TLS.
          socket.once('data', () => socket.write('N'));
        }),
      );
    const outcomes = await ask({}, at(await plain()));
    expect(outcomes).toMatchObject({
      ssl: {
        value: { ownSession: false, plainSessions: null, sessions: null },
      },
      connect: { error: expect.stringContaining('offers no TLS') },
      size: { error: expect.stringContaining('offers no TLS') },
    });
  });

  it('goes on without TLS only where configuration says so, and tells it', async () => {
    const { ssl } = await ask({ ssl: 'disable' });
    expect(ssl).toMatchObject({ value: { ownSession: false } });
  });

  it.each([
    { ssl: 'require', http: { ca: undefined } },
    { ssl: 'verify-full', http: {} },
  ])('goes on with $ssl', async ({ ssl, http }) => {
    const { connect } = await collectAll(pg({ ssl }, { http }), {
      connect: {},
    });
    expect(connect).toMatchObject({ value: { ok: true } });
  });

  it('is not connected without a configured connection', () => {
    const collector = pg();
    expect(collector.notConnected!(databaseEntity('other'))).toContain(
      "no connection 'other' is configured",
    );
    expect(collector.notConnected!(databaseEntity())).toBeUndefined();
    expect(
      pg({ entities: ['resource:default/other'] }).notConnected!(
        databaseEntity(),
      ),
    ).toContain('is configured for resource:default/kamiyo-postgres');
  });
});
