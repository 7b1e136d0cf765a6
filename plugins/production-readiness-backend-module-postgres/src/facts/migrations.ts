import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { PostgresError } from '../client/PostgresError';
import type { PostgresSession } from '../client/PostgresSession';
import { IN_OWN_SCHEMA } from './catalogSql';
import { inWords, nameList } from './offenders';
import type { PgFact } from './PgFact';

const ALEMBIC = 'alembic_version';
const PRISMA = '_prisma_migrations';
/** Migrations that are compared; more are refused, for a part would prove nothing. */
const MOST = 5_000;

const TABLES = `
  select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as place, c.relname as name,
    has_table_privilege(session_user, c.oid, 'select') as readable
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and c.relname = any($1) and ${IN_OWN_SCHEMA}
  order by 1
`;

interface Table {
  place: string;
  name: string;
  readable: boolean;
}

/** Which migrations the database has run, by Alembic's and Prisma's own tables. */
export const migrationsFact: PgFact = {
  value: z.object({
    tablePresent: z.boolean(),
    alembicVersions: nameList,
    prismaFinished: nameList,
    /** Begun and not finished, or rolled back and not run again. */
    prismaUnfinished: nameList,
  }),
  async read({ session }) {
    const tables = await session.rows<Table>(TABLES, [[ALEMBIC, PRISMA]]);
    const closed = tables.filter(table => !table.readable);
    if (closed.length > 0) {
      throw new PostgresError(
        'permission-denied',
        closed
          .map(
            ({ place }) =>
              `grant select on ${place} to ${session.connection.user}`,
          )
          .join('; '),
      );
    }
    const of = (name: string) => tables.filter(table => table.name === name);
    const alembicVersions = await alembic(session, of(ALEMBIC));
    const prisma = await prismaMigrations(session, of(PRISMA));
    return {
      value: { tablePresent: tables.length > 0, alembicVersions, ...prisma },
      evidence: [
        evidence({
          request: `${ALEMBIC}, ${PRISMA}`,
          response:
            tables.length === 0
              ? 'neither table exists'
              : `Alembic at ${inWords(alembicVersions)}; Prisma: ${
                  prisma.prismaFinished.length
                } finished, not finished: ${inWords(prisma.prismaUnfinished)}`,
        }),
      ],
    };
  },
};

async function alembic(
  session: PostgresSession,
  tables: Table[],
): Promise<string[]> {
  const versions = [];
  for (const { place } of tables) {
    const rows = await session.rows<{ version: string }>(
      `select version_num as version from ${place} order by 1 limit ${
        MOST + 1
      }`,
    );
    versions.push(...requireAll(rows).map(({ version }) => version));
  }
  return versions;
}

async function prismaMigrations(session: PostgresSession, tables: Table[]) {
  const finished: string[] = [];
  const unfinished: string[] = [];
  for (const { place } of tables) {
    // Prisma keeps a row for each attempt.
    const rows = await session.rows<{ name: string; done: boolean }>(
      `select migration_name as name,
         bool_or(finished_at is not null and rolled_back_at is null)
           and not bool_or(finished_at is null and rolled_back_at is null) as done
       from ${place} group by 1 order by 1 limit ${MOST + 1}`,
    );
    for (const { name, done } of requireAll(rows)) {
      (done ? finished : unfinished).push(name);
    }
  }
  return { prismaFinished: finished, prismaUnfinished: unfinished };
}

function requireAll<T>(rows: T[]): T[] {
  if (rows.length <= MOST) return rows;
  throw new Error(`there are more than ${MOST} migrations, which is not read`);
}
