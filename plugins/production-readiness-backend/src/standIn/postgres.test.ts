import { startPostgresWorld, type Copy } from './__testUtils__/postgresWorld';

/** Expressions that a healthy database does not settle, and what ends that. */
const UNSETTLED = {
  'db.size-projection/growth-rate (1)': 'waiting-for-time',
  'P3 (2)': 'waiting-for-time',
  'P9 (4)': 'waiting-for-time',
};

interface Defect {
  name: string;
  /** What the superuser does to the copy. */
  spoil?: string[];
  /** What else happens, before it is looked at. */
  happens?: (copy: Copy) => Promise<unknown>;
  /** What configuration says of the copy. */
  config?: Record<string, unknown>;
  /** Puts back what is not the copy's own. */
  undo?: string[];
  fails?: string[];
  unknown?: string[];
}

const DEFECTS: Defect[] = [
  {
    name: 'a foreign key without an index',
    spoil: ['drop index exploits_chain_id'],
    fails: ['db.performance-optimized/hot-column-indexes (1)'],
  },
  {
    name: 'a large table that is mostly read from end to end',
    spoil: [
      'create table scans (id int primary key)',
      'insert into scans select generate_series(1, 20000)',
      'analyze scans',
      `do $$ begin for n in 1..40 loop perform count(*) from scans where id % 7 = n; end loop; end $$`,
      'select pg_stat_force_next_flush()',
    ],
    fails: ['db.performance-optimized/hot-column-indexes (1)'],
  },
  {
    name: 'a foreign key that is not validated',
    spoil: [
      'alter table payments add constraint late foreign key (account_id) references accounts not valid',
    ],
    fails: [
      'db.schema-deployed/foreign-keys-enforced (1)',
      'db.data-validation/constraints-enforced (1)',
      'db.data-validation/foreign-keys-valid (1)',
    ],
  },
  {
    name: 'a constraint that is not validated',
    spoil: [
      "alter table accounts add constraint late check (email like '%@%') not valid",
    ],
    fails: ['db.data-validation/constraints-enforced (1)'],
  },
  {
    name: 'enforcing triggers switched off',
    spoil: ['alter table api_keys disable trigger all'],
    fails: ['db.schema-deployed/foreign-keys-enforced (1)'],
  },
  {
    name: 'no foreign key at all',
    spoil: [
      `do $$ declare k record; begin
         for k in select conrelid::regclass as place, conname from pg_constraint where contype = 'f' loop
           execute format('alter table %s drop constraint %I', k.place, k.conname);
         end loop;
       end $$`,
    ],
    fails: ['db.schema-deployed/foreign-keys-enforced (1)'],
  },
  {
    name: 'a table without a primary key',
    spoil: ['create table notes (text text)'],
    fails: ['db.data-validation/constraints-enforced (1)'],
  },
  {
    name: 'a declared constraint that is not there',
    spoil: ['alter table payments drop constraint payments_amount_positive'],
    fails: ['db.data-validation/constraints-enforced (1)'],
  },
  {
    name: 'a declared index that is not there',
    spoil: ['drop index exploits_reported_at'],
    fails: ['db.schema-deployed/indexes-created (1)'],
  },
  {
    name: 'an invalid index',
    spoil: [
      'create unique index concurrently twice on social_posts (platform)',
    ],
    fails: ['db.schema-deployed/indexes-created (1)'],
  },
  {
    name: 'no declared index',
    config: { expectedIndexes: [] },
    unknown: ['db.schema-deployed/indexes-created (1)'],
  },
  {
    name: 'a migration that was not run',
    spoil: ["update alembic_version set version_num = '0000'"],
    fails: ['db.schema-deployed/migrations-applied (1)'],
  },
  {
    name: 'no table of migrations',
    spoil: ['drop table alembic_version'],
    fails: ['db.schema-deployed/migrations-applied (1)'],
  },
  {
    name: 'a migration of Prisma that failed',
    spoil: [
      'create table _prisma_migrations (id int primary key, migration_name text, finished_at timestamptz, rolled_back_at timestamptz)',
      "insert into _prisma_migrations values (1, '20260901120000_init', null, null)",
      'grant select on _prisma_migrations to kamiyo_readiness',
    ],
    fails: ['db.schema-deployed/migrations-applied (1)'],
  },
  {
    name: 'rows that point nowhere, past a foreign key',
    spoil: [
      'set session_replication_role = replica',
      "insert into api_keys (account_id, hash) values (999999, 'nobody')",
    ],
    fails: ['db.data-validation/foreign-keys-valid (1)'],
  },
  {
    name: 'rows that point nowhere, without a foreign key',
    spoil: [
      "insert into payments (account_id, checkout_session, amount_cents) values (1, 'cs_gone', 100)",
    ],
    fails: ['db.data-validation/no-orphans (1)'],
  },
  {
    name: 'an amount as a floating-point number',
    spoil: ['alter table exploits alter amount_usd type double precision'],
    fails: ['db.data-validation/data-types (1)'],
  },
  {
    name: 'a timestamp without a time zone',
    spoil: ['alter table sources add checked_at timestamp'],
    fails: ['db.data-validation/data-types (1)'],
  },
  {
    name: 'statements that take long',
    happens: async copy => {
      const client = await copy.asApplication();
      for (let call = 0; call < 20; call += 1) {
        await client.query('select pg_sleep(0.11)');
      }
    },
    fails: [
      'db.performance-optimized/query-performance (1)',
      'perf.benchmarks-met/database-p95 (2)',
    ],
  },
  {
    name: 'no traffic yet',
    spoil: ['select pg_stat_statements_reset()'],
    unknown: [
      'db.performance-optimized/query-performance (1)',
      'perf.benchmarks-met/database-p95 (2)',
      'db.monitoring-active/query-performance (1)',
    ],
  },
  {
    name: 'no pg_stat_statements',
    spoil: ['drop extension pg_stat_statements'],
    unknown: [
      'db.performance-optimized/query-performance (1)',
      'perf.benchmarks-met/database-p95 (2)',
      'db.monitoring-active/query-performance (1)',
    ],
  },
  {
    name: 'more than 80 % of the connections taken',
    happens: async copy => {
      for (let session = 0; session < 32; session += 1) {
        await copy.asApplication();
      }
    },
    fails: ['db.performance-optimized/connection-pooling (1)'],
  },
  {
    name: 'a session that is not encrypted',
    happens: copy => copy.asApplication({ plain: true }),
    fails: ['sec.database-security/connection-encrypted (1)'],
  },
  {
    name: 'our own session that is not encrypted',
    config: { ssl: 'disable' },
    fails: ['sec.database-security/connection-encrypted (1)'],
  },
  {
    name: 'an application that may make databases',
    spoil: ['alter role kamiyo_app createdb'],
    undo: ['alter role kamiyo_app nocreatedb'],
    fails: ['sec.database-security/least-privilege (1)'],
  },
  {
    name: 'an application that may become a superuser',
    spoil: ['create role root superuser', 'grant root to kamiyo_app'],
    undo: ['drop role root'],
    fails: ['sec.database-security/least-privilege (1)'],
  },
  {
    name: 'one login for the application and these checks',
    spoil: ['grant kamiyo_app to kamiyo_readiness'],
    undo: ['revoke kamiyo_app from kamiyo_readiness'],
    fails: ['sec.database-security/least-privilege (1)'],
  },
  {
    name: 'a column for card numbers',
    spoil: ['alter table payments add card_number text'],
    fails: ['sec.pci-compliance/card-data-never-stored (1)'],
  },
  {
    name: 'an empty audit log',
    spoil: ['delete from audit_log'],
    unknown: [
      'sec.audit-logging-enabled/authentication-events (1)',
      'sec.audit-logging-enabled/admin-actions (1)',
      'sec.audit-logging-enabled/payment-events (1)',
    ],
  },
  {
    name: 'too few rows of reference data',
    spoil: ["delete from chains where id in ('sui', 'aptos', 'near')"],
    fails: ['db.initial-data-loaded/reference-data (1)'],
  },
  {
    name: 'accounts of tests',
    spoil: ["insert into accounts (email) values ('test@example.com')"],
    fails: ['db.initial-data-loaded/test-data-removed (1)'],
  },
  {
    name: 'slow statements that are not logged',
    spoil: ['alter role kamiyo_readiness set log_min_duration_statement = -1'],
    undo: ['alter role kamiyo_readiness reset log_min_duration_statement'],
    fails: ['db.monitoring-active/slow-query-log (1)'],
  },
  {
    name: 'only very slow statements that are logged',
    spoil: [
      'alter role kamiyo_readiness set log_min_duration_statement = 5000',
    ],
    undo: ['alter role kamiyo_readiness reset log_min_duration_statement'],
    fails: ['db.monitoring-active/slow-query-log (1)'],
  },
  {
    name: 'a source that is not fetched any more',
    spoil: [
      "update sources set fetched_at = now() - interval '3 hours' where id = 'rekt'",
    ],
    fails: ['app.aggregator-running/all-sources (1)'],
  },
  {
    name: 'a platform that is not posted to any more',
    spoil: [
      "update social_posts set posted_at = now() - interval '2 days' where platform = 'x'",
    ],
    fails: ['app.social-watcher/posting (1)'],
  },
  {
    name: 'a post that was sent twice',
    spoil: [
      "insert into social_posts (exploit_id, platform, posted_at) values (1, 'x', now())",
    ],
    fails: ['app.social-watcher/duplicate-prevention (1)'],
  },
  {
    name: 'named queries that configuration does not have',
    config: { queries: {} },
    unknown: [
      'sec.audit-logging-enabled/authentication-events (1)',
      'sec.audit-logging-enabled/admin-actions (1)',
      'sec.audit-logging-enabled/payment-events (1)',
      'db.data-validation/foreign-keys-valid (1)',
      'db.data-validation/no-orphans (1)',
      'db.initial-data-loaded/reference-data (1)',
      'db.initial-data-loaded/test-data-removed (1)',
      'app.aggregator-running/all-sources (1)',
      'app.social-watcher/posting (1)',
      'app.social-watcher/duplicate-prevention (1)',
      'mon.key-metrics-tracked/active-users (2)',
      'mon.business-metrics-tracked/signups (2)',
      'mon.business-metrics-tracked/api-usage-per-tier (2)',
    ],
  },
];

const rows = DEFECTS.map((defect, index) => ({
  ...defect,
  database: `row_${index}`,
}));

let world: Awaited<ReturnType<typeof startPostgresWorld>>;

beforeAll(async () => {
  world = await startPostgresWorld({
    copies: Object.fromEntries([
      ['healthy', {}],
      ['exhausted', {}],
      ...rows.map(({ database, config = {} }) => [database, config]),
    ]),
  });
}, 120_000);
afterAll(() => world.stop(), 60_000);

function expected(fails: string[] = [], unknown: string[] = []) {
  return Object.fromEntries(
    world.expressions.map(at => {
      if (fails.includes(at)) return [at, 'false'];
      const open = at in UNSETTLED || unknown.includes(at);
      return [at, open ? 'unknown' : 'true'];
    }),
  );
}

describe('kamiyo-postgres', () => {
  it('is healthy in every row that speaks of it', async () => {
    const copy = await world.copy('healthy');
    const { truths, outcomes } = await copy.see();
    expect(truths).toEqual(expected());
    const open = Object.values(outcomes).filter(each => !('value' in each));
    expect(open.map(each => ('miss' in each ? each.miss.cause : each))).toEqual(
      ['waiting-for-time', 'waiting-for-time', 'waiting-for-time'],
    );
    await copy.close();
  });

  it('has samples that are what the module gives', () => {
    expect(world.unfitSamples()).toEqual([]);
  });

  it.each(rows)('with $name', async row => {
    const { database, spoil = [], happens, undo = [], fails, unknown } = row;
    const copy = await world.copy(database);
    try {
      await copy.spoil(spoil);
      await happens?.(copy);
      const { truths } = await copy.see();
      expect(truths).toEqual(expected(fails, unknown));
    } finally {
      await copy.close();
      for (const statement of undo) await world.admin.query(statement);
    }
  });

  it('has every expression in a row', () => {
    const named = rows.flatMap(({ fails = [], unknown = [] }) => [
      ...fails,
      ...unknown,
    ]);
    const without = world.expressions.filter(
      at => !named.includes(at) && !(at in UNSETTLED),
    );
    // Those that a row about one database cannot turn: it is there, and has a size.
    expect(without).toEqual([
      'db.size-projection/current-size (1)',
      'C8 (2)',
      'G2 (2)',
    ]);
  });

  it('without a connection left is silent in all rows but those that ask for that', async () => {
    const copy = await world.copy('exhausted');
    const {
      rows: [{ free }],
    } = await world.admin.query(
      "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - count(*)::int as free from pg_stat_activity where backend_type = 'client backend'",
    );
    for (let session = 0; session < free; session += 1) {
      await copy.asApplication();
    }
    // The superuser's own session is one of those that applications cannot have.
    await copy.asApplication().catch(() => {});
    try {
      const { truths, outcomes } = await copy.see();
      expect(outcomes['pg.connect']).toMatchObject({
        unreachable: { ok: false },
      });
      expect(outcomes['pg.size']).toMatchObject({
        error: expect.stringContaining('has no connection left'),
        cause: 'silent',
      });
      expect(truths).toEqual({
        ...Object.fromEntries(world.expressions.map(at => [at, 'unknown'])),
        'C8 (2)': 'false',
        'G2 (2)': 'false',
      });
    } finally {
      await copy.close();
    }
  });
});
