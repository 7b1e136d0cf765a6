import {
  CannotSay,
  evidence,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { warnOf } from './connect';
import type { PgFact } from './PgFact';

// A member of a role can become it: its rights count as its own.
const RIGHTS = `
  select
    count(distinct r.oid)::int as roles,
    coalesce(bool_or(m.rolsuper), false) as "superuser",
    coalesce(bool_or(m.rolcreaterole), false) as "createRole",
    coalesce(bool_or(m.rolcreatedb), false) as "createDb",
    coalesce(bool_or(m.rolbypassrls), false) as "bypassRls",
    coalesce(bool_or(m.rolreplication), false) as "replication",
    coalesce(bool_or(pg_has_role(session_user, r.oid, 'member')), false) as "shared"
  from pg_roles r join pg_roles m on pg_has_role(r.oid, m.oid, 'member')
  where r.rolname = any($1)
`;

interface Rights {
  roles: number;
  superuser: boolean;
  createRole: boolean;
  createDb: boolean;
  bypassRls: boolean;
  replication: boolean;
  shared: boolean;
}

/** What the application's login may do beyond its tables. */
export const rolesFact: PgFact = {
  value: z.object({
    application: z.object({
      superuser: z.boolean(),
      createRole: z.boolean(),
      createDb: z.boolean(),
      bypassRls: z.boolean(),
      replication: z.boolean(),
    }),
    /** The login of these checks is, or may become, the application's. */
    sharedWithCollector: z.boolean(),
    /** The login of these checks may change something outside of its read-only sessions. */
    collectorCanChange: z.boolean(),
  }),
  async read({ session }) {
    const { applicationRoles: names, name } = session.connection;
    if (names.length === 0) {
      throw new CannotSay(
        notDeclared(
          `no role of the application is declared; name it in collectors.postgres.connections.${name}.applicationRole`,
        ),
      );
    }
    const { roles, shared, ...application } = await session.row<Rights>(
      RIGHTS,
      [names],
    );
    if (roles < names.length) {
      throw new CannotSay(
        notDeclared(
          `there is no role '${names.join(
            "' or '",
          )}'; correct collectors.postgres.connections.${name}.applicationRole`,
        ),
      );
    }
    const has = Object.entries(application).flatMap(([right, held]) =>
      held ? [right] : [],
    );
    return {
      value: {
        application,
        sharedWithCollector: shared,
        collectorCanChange: session.login.canChange.length > 0,
      },
      evidence: [
        evidence({
          request: `pg_roles: ${names.join(', ')}`,
          response: `administrative rights: ${has.join(', ') || 'none'}; ${
            shared ? 'also' : 'not'
          } the login of these checks`,
        }),
        ...warnOf(session.login.canChange),
      ],
    };
  },
};
