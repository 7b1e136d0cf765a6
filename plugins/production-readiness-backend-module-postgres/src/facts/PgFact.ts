import type { Finding } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ZodType } from 'zod';
import type { PostgresError } from '../client/PostgresError';
import type { PostgresSession } from '../client/PostgresSession';
import type { SizeHistory } from '../history/SizeHistory';
import type { PgParams } from './params';

export interface PgFactContext {
  session: PostgresSession;
  params: PgParams;
  entityRef: string;
  now: Date;
  /** Undefined where nothing is kept from one run to the next. */
  history: SizeHistory | undefined;
}

/** One fact about a database. */
export interface PgFact {
  value: ZodType;
  /** Throws PostgresError, CannotSay. */
  read(context: PgFactContext): Promise<Finding>;
  /** What it says of the fact itself that there is no session; undefined: nothing. */
  withoutSession?(error: PostgresError): Finding | undefined;
}
