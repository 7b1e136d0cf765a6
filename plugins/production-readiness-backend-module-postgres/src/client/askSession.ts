import {
  evidence,
  SilenceError,
  type CollectContext,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { PostgresError } from './PostgresError';
import type { PostgresSession } from './PostgresSession';

/** A session, or why there is none. */
export type Opened = { session: PostgresSession } | { error: unknown };

/** Settles the opening of a session, and tells the operator of a login that may change things. */
export async function settleOpening(
  opening: Promise<PostgresSession>,
  { logger }: Pick<CollectContext, 'logger'>,
): Promise<Opened> {
  try {
    const session = await opening;
    const { canChange } = session.login;
    if (canChange.length > 0) {
      logger.warn(
        `The login of the PostgreSQL connection '${
          session.connection.name
        }' may change ${canChange.join(
          ', ',
        )}; nothing is changed, but give these checks a login that only reads`,
      );
    }
    return { session };
  } catch (error) {
    return { error };
  }
}

/**
 * Asks the session one thing. A database that does not answer is the fact's
 * silence, unless `withoutSession` makes a fact of it.
 */
export async function askSession(options: {
  opened: Opened;
  /** For the evidence of a silence. */
  request: string;
  ask: (session: PostgresSession) => Promise<Finding>;
  withoutSession?: (error: PostgresError) => Finding | undefined;
}): Promise<Finding> {
  const { opened, request, ask, withoutSession } = options;
  try {
    if ('error' in opened) throw opened.error;
    return await ask(opened.session);
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    const finding = withoutSession?.(error);
    if (finding) return finding;
    if (!error.silent) throw error;
    throw new SilenceError(error.message, [
      evidence({ request, response: error.message }),
    ]);
  }
}
