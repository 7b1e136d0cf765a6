import {
  CannotSay,
  evidence,
  timeSince,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { PostgresError } from '../client/PostgresError';
import type { PostgresSession } from '../client/PostgresSession';
import type { PgFact } from './PgFact';

/** mean_exec_time and pg_stat_statements_info, which 14 brought. */
const OLDEST_VERSION = 140_000;

const EXTENSION = `
  select quote_ident(n.nspname) as schema
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace
  where e.extname = 'pg_stat_statements'
`;

// The 95th percentile of the means, each weighted by its calls: the server
// keeps no percentiles. Our own statements are not the application's.
const statementsIn = (schema: string) => `
  with statement as (
    select mean_exec_time as mean, calls
    from ${schema}.pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database())
      and userid <> all (select oid from pg_roles where rolname = session_user and rolname <> all ($1))
      and calls > 0
  ), running as (
    select mean, sum(calls) over (order by mean) as before, sum(calls) over () as total
    from statement
  )
  select
    (select count(*) from statement)::int as statements,
    coalesce((select sum(calls) from statement), 0)::float8 as calls,
    (select min(mean) from running where before >= 0.95 * total)::float8 as p95,
    (select stats_reset from ${schema}.pg_stat_statements_info) as reset
`;

interface Counted {
  statements: number;
  calls: number;
  p95: number | null;
  reset: Date | null;
}

/** How long statements take on average, by pg_stat_statements. */
export const statementsFact: PgFact = {
  value: z.object({
    installed: z.boolean(),
    statements: z.number(),
    calls: z.number(),
    /** Milliseconds: 95 of 100 calls are of statements that take this long or less on average. */
    p95OfMeansMs: z.number(),
  }),
  async read({ session, params }) {
    const counted = await count(session);
    const { statements, calls, p95 } = counted;
    requireFrom(counted, params.since);
    if (calls < params.minCalls || p95 === null) {
      throw new CannotSay({
        cause: 'waiting-for-traffic',
        message: `pg_stat_statements has seen ${calls} calls, and ${params.minCalls} are wanted`,
      });
    }
    const p95OfMeansMs = Math.round(p95 * 1000) / 1000;
    return {
      value: { installed: true, statements, calls, p95OfMeansMs },
      evidence: [
        evidence({
          request: `pg_stat_statements${
            counted.reset ? ` since ${counted.reset.toISOString()}` : ''
          }`,
          response: `${calls} calls of ${statements} statements, 95th percentile of their means ${p95OfMeansMs} ms`,
        }),
      ],
    };
  },
};

async function count(session: PostgresSession): Promise<Counted> {
  if (session.login.serverVersion < OLDEST_VERSION) {
    throw new Error(
      'pg_stat_statements is read from PostgreSQL 14 on; this server is older',
    );
  }
  const [extension] = await session.rows<{ schema: string }>(EXTENSION);
  if (!extension) throw notInstalled('run CREATE EXTENSION pg_stat_statements');
  try {
    return await session.row<Counted>(statementsIn(extension.schema), [
      session.connection.applicationRoles,
    ]);
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    if (error.sqlState === '55000') {
      throw notInstalled('put it into shared_preload_libraries and restart');
    }
    if (error.code === 'permission-denied') {
      throw new PostgresError(
        error.code,
        `pg_stat_statements may not be read: grant pg_monitor to ${session.connection.user}`,
      );
    }
    throw error;
  }
}

function notInstalled(step: string): CannotSay {
  return new CannotSay({
    cause: 'not-declared',
    message: `pg_stat_statements is not installed: ${step}`,
  });
}

/** Counts reach back to their last reset and cannot be told apart by time. */
function requireFrom({ reset }: Counted, since: string | undefined): void {
  if (since === undefined) return;
  const from = timeSince(since);
  if (reset && reset.getTime() >= from.getTime()) return;
  throw new CannotSay({
    cause: 'waiting-for-time',
    message: `the counts hold calls from before ${from.toISOString()}: run select pg_stat_statements_reset() to begin anew`,
  });
}
