import type { Client, QueryResult, QueryResultRow } from 'pg';
import type { PostgresConnection } from '../config/readPostgresConfig';
import {
  attemptOf,
  connect,
  destroy,
  type ConnectOptions,
  type SessionLimits,
} from './connect';
import { PostgresError } from './PostgresError';
import { toPostgresError } from './toPostgresError';

/** Objects that the login may change which are named. */
const MOST_NAMED = 5;

/** What is known of the login before anything is asked. */
export interface LoginFacts {
  /** 170004 for 17.4. */
  serverVersion: number;
  /** Has pg_monitor, or as much of it as counts: sees the sessions of others. */
  seesStatistics: boolean;
  /** What it could change outside of a read-only transaction; empty: nothing. */
  canChange: string[];
}

/**
 * One connection with one read-only transaction that is rolled back. Questions
 * go one after another; one that fails leaves the others alone.
 */
export class PostgresSession {
  readonly connection: PostgresConnection;
  readonly login: LoginFacts;
  readonly #client: Client;
  readonly #limits: SessionLimits;
  readonly #endsAt: number;
  #last: Promise<unknown> = Promise.resolve();
  /** What ended the connection; nothing is asked any more. */
  #broken: PostgresError | undefined;

  private constructor(
    { connection, limits }: ConnectOptions,
    client: Client,
    login: LoginFacts,
  ) {
    this.connection = connection;
    this.login = login;
    this.#client = client;
    this.#limits = limits;
    this.#endsAt = performance.now() + limits.sessionMs;
  }

  /**
   * Connects and begins. Throws PostgresError where the server does not answer
   * or refuses us, where the transaction is not read-only after all, and for a
   * superuser: such a login must not lie in a configuration that only reads.
   */
  static async open(options: ConnectOptions): Promise<PostgresSession> {
    const { connection } = options;
    const client = await connect(options);
    try {
      await client.query('begin read only');
      const login = await lookAtLogin(client, options);
      return new PostgresSession(options, client, login);
    } catch (error) {
      destroy(client);
      throw toPostgresError(error, attemptOf(connection));
    }
  }

  /** `host:port/database`, for evidence. */
  get place(): string {
    return attemptOf(this.connection).place;
  }

  /** Rows of a catalog query. */
  async rows<TRow extends QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<TRow[]> {
    const { rows } = await this.#inTurn(() =>
      this.#client.query<TRow>({ text, values }),
    );
    return rows;
  }

  /** The one row of a catalog query that always has one. */
  async row<TRow extends QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<TRow> {
    const [row] = await this.rows<TRow>(text, values);
    return row;
  }

  /**
   * The first column of the first row of a query that somebody else wrote, and
   * its type. Wrapped, and sent by the extended protocol: one statement, and
   * one that selects, is all that gets through.
   */
  async firstValue(
    sql: string,
    values: unknown[] = [],
  ): Promise<{ value: unknown; type: number }> {
    const text = `select * from (\n${sql
      .trim()
      .replace(/;$/, '')}\n) as named limit 1`;
    const result = await this.#inTurn(
      () =>
        this.#client.query({
          text,
          values,
          rowMode: 'array',
          queryMode: 'extended',
        } as never) as unknown as Promise<QueryResult>,
    );
    const [row] = result.rows as unknown as unknown[][];
    // A select without columns has rows and no values.
    const [field] = result.fields;
    if (!field) throw new PostgresError('bad-query', 'it selects no column');
    return { value: row?.[0] ?? null, type: field.dataTypeID };
  }

  /** Rolls back and closes; never throws. */
  async close(): Promise<void> {
    await this.#last.catch(() => {});
    try {
      if (this.#broken) throw this.#broken;
      await this.#client.query('rollback');
      await this.#client.end();
    } catch {
      destroy(this.#client);
    }
  }

  #inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#ask(ask));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #ask<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#broken) throw this.#broken;
    if (performance.now() > this.#endsAt) {
      throw new PostgresError(
        'timeout',
        `not asked: other queries took the ${
          this.#limits.sessionMs / 1000
        } s of the session`,
      );
    }
    try {
      await this.#client.query('savepoint question');
      const answer = await ask();
      await this.#client.query('release savepoint question');
      return answer;
    } catch (error) {
      const failure = toPostgresError(error, attemptOf(this.connection));
      if (failure.silent) this.#broken = failure;
      else await this.#client.query('rollback to savepoint question');
      throw failure;
    }
  }
}

const LOGIN = `
  select
    current_setting('transaction_read_only') = 'on'
      and current_setting('default_transaction_read_only') = 'on' as "readOnly",
    (select setting::int from pg_settings where name = 'statement_timeout') as "timeoutMs",
    current_setting('server_version_num')::int as "serverVersion",
    (select rolsuper from pg_roles where rolname = session_user) as "superuser",
    pg_has_role(session_user, 'pg_read_all_stats', 'usage') as "seesStatistics"
`;

// Rights of a table count whoever gave them: its owner, a group, or everyone.
const CHANGEABLE = `
  select c.oid::regclass::text as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f', 'S')
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and case c.relkind
      when 'S' then has_sequence_privilege(session_user, c.oid, 'update')
      else has_table_privilege(session_user, c.oid, 'insert, update, delete, truncate')
        or has_any_column_privilege(session_user, c.oid, 'insert, update')
    end
  union all
  select 'schema ' || nspname from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
    and has_schema_privilege(session_user, oid, 'create')
  union all
  select 'roles' from pg_roles where rolname = session_user and rolcreaterole
  order by 1
`;

async function lookAtLogin(
  client: Client,
  { connection: { name, user }, limits }: ConnectOptions,
): Promise<LoginFacts> {
  const {
    rows: [login],
  } = await client.query(LOGIN);
  if (!login.readOnly || login.timeoutMs !== limits.statementMs) {
    throw new PostgresError(
      'not-read-only',
      `the connection '${name}' drops the settings that keep a session read-only, as some poolers do; connect to the server itself`,
    );
  }
  if (login.superuser) {
    throw new PostgresError(
      'login-too-strong',
      `the login '${user}' of the connection '${name}' is a superuser and is not used; give it one that only reads (README, 'A login that only reads')`,
    );
  }
  const { rows } = await client.query<{ name: string }>(CHANGEABLE);
  const named = rows.slice(0, MOST_NAMED).map(row => row.name);
  return {
    serverVersion: login.serverVersion,
    seesStatistics: login.seesStatistics,
    canChange:
      rows.length > MOST_NAMED
        ? [...named, `${rows.length - MOST_NAMED} more`]
        : named,
  };
}
