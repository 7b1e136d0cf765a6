import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PgFact } from './PgFact';

/** Settings of the server that rows ask about. */
export const settingsFact: PgFact = {
  value: z.object({
    /** Milliseconds; -1: slow statements are not logged. */
    logMinDurationStatementMs: z.number(),
  }),
  async read({ session }) {
    const { ms } = await session.row<{ ms: number }>(
      `select setting::int as ms from pg_settings where name = 'log_min_duration_statement'`,
    );
    return {
      value: { logMinDurationStatementMs: ms },
      evidence: [
        evidence({
          request: 'log_min_duration_statement',
          response: ms < 0 ? 'off' : `${ms} ms`,
        }),
      ],
    };
  },
};
