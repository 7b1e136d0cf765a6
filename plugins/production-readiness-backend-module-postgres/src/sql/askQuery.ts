import {
  CannotSay,
  evidence,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { types } from 'pg';
import { PostgresError } from '../client/PostgresError';
import type { PostgresSession } from '../client/PostgresSession';
import type { NamedQuery } from '../config/readPostgresConfig';

const { INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TIMESTAMPTZ } =
  types.builtins;
const NUMBERS: number[] = [INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC];

export interface Answer {
  value: number | string;
  evidence: Evidence;
}

/**
 * The first column of the first row of a configured query: a number, or a
 * moment. Anything else is refused and not shown, for it may be somebody's
 * data. Nothing of the query or of the server's words is part of a message.
 */
export async function askQuery(
  session: PostgresSession,
  { key, query, values }: { key: string; query: NamedQuery; values: unknown[] },
): Promise<Answer> {
  const { value, type } = await firstValue(session, { key, query, values });
  if (value === null) {
    throw new CannotSay({
      cause: 'waiting-for-traffic',
      message: `the query '${key}' answers nothing yet`,
    });
  }
  const kept = keep(value, type);
  if (kept === undefined) {
    throw new PostgresError(
      'bad-query',
      `the query '${key}' answers neither a number nor a timestamp with a time zone; select a count or cast to timestamptz`,
    );
  }
  return {
    value: kept,
    evidence: evidence({ request: `query ${key}`, response: String(kept) }),
  };
}

async function firstValue(
  session: PostgresSession,
  { key, query, values }: { key: string; query: NamedQuery; values: unknown[] },
) {
  try {
    return await session.firstValue(query.sql, values);
  } catch (error) {
    if (!(error instanceof PostgresError) || error.silent) throw error;
    const grant =
      error.code === 'permission-denied'
        ? `; grant select on its tables to ${session.connection.user}`
        : '';
    throw new PostgresError(
      error.code,
      `the query '${key}' failed: ${error.message}${grant}`,
      { sqlState: error.sqlState },
    );
  }
}

function keep(value: unknown, type: number): number | string | undefined {
  if (NUMBERS.includes(type)) {
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
  }
  if (value instanceof Date && type === TIMESTAMPTZ) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  }
  return undefined;
}
