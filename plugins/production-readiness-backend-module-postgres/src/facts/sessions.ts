import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PgFact } from './PgFact';

// Of sessions that the login may not look into, the kind is null: they count.
const SESSIONS = `
  select
    (select count(*) from pg_stat_activity
     where datid is not null and coalesce(backend_type, 'client backend') = 'client backend')::int as used,
    current_setting('max_connections')::int
      - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0) as max
`;

/** Connections that are taken, of those that applications can have. */
export const sessionsFact: PgFact = {
  value: z.object({ used: z.number(), max: z.number() }),
  async read({ session }) {
    const { used, max } = await session.row<{ used: number; max: number }>(
      SESSIONS,
    );
    return {
      value: { used, max },
      evidence: [
        evidence({
          request: 'pg_stat_activity, max_connections',
          response: `${used} of ${max} connections are taken`,
        }),
      ],
    };
  },
};
