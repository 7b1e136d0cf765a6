import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PgFact } from './PgFact';
import { inWords } from './offenders';

// Sockets of the machine itself are no network: they have no address.
const OTHERS = `
  select a.usename as login, s.ssl as encrypted, count(*)::int as sessions
  from pg_stat_activity a join pg_stat_ssl s using (pid)
  where a.datname = current_database() and a.backend_type = 'client backend'
    and a.client_addr is not null and a.pid <> pg_backend_pid()
  group by 1, 2 order by 1, 2
`;

/** Whether connections to the database are encrypted: ours, and all that we may see. */
export const sslFact: PgFact = {
  value: z.object({
    ownSession: z.boolean(),
    /** Null where the login may not see the sessions of others. */
    plainSessions: z.number().nullable(),
    sessions: z.number().nullable(),
  }),
  async read({ session }) {
    const { ssl, version } = await session.row<{
      ssl: boolean;
      version: string | null;
    }>('select ssl, version from pg_stat_ssl where pid = pg_backend_pid()');
    const own = evidence({
      request: `own session at ${session.place}`,
      response: ssl ? `encrypted, ${version}` : 'not encrypted',
    });
    if (!session.login.seesStatistics) {
      return {
        value: { ownSession: ssl, plainSessions: null, sessions: null },
        evidence: [
          own,
          evidence({
            request: 'sessions of others',
            response: `not visible: grant pg_monitor to ${session.connection.user}`,
          }),
        ],
      };
    }
    const rows = await session.rows<{
      login: string;
      encrypted: boolean;
      sessions: number;
    }>(OTHERS);
    const plain = rows.filter(row => !row.encrypted);
    const sum = (list: typeof rows) =>
      list.reduce((total, row) => total + row.sessions, 0);
    return {
      value: {
        ownSession: ssl,
        plainSessions: sum(plain),
        sessions: sum(rows),
      },
      evidence: [
        own,
        evidence({
          request: 'pg_stat_ssl',
          response: `${sum(rows)} other sessions, not encrypted: ${inWords(
            plain.map(row => `${row.sessions} of ${row.login}`),
          )}`,
        }),
      ],
    };
  },
  withoutSession: error =>
    error.code === 'tls-not-offered'
      ? {
          value: { ownSession: false, plainSessions: null, sessions: null },
          evidence: [evidence({ request: 'TLS', response: error.message })],
        }
      : undefined,
};
