import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { IN_OWN_SCHEMA, NAME, NOT_OF_EXTENSION } from './catalogSql';
import { boundedLists, inWords, nameList, offenders } from './offenders';
import type { PgFact } from './PgFact';

const CONSTRAINTS = `
  select case when n.nspname = 'public' then '' else n.nspname || '.' end || k.conname as name,
    k.contype = 'f' as "foreignKey", k.convalidated as validated
  from pg_constraint k join pg_namespace n on n.oid = k.connamespace
  where ${IN_OWN_SCHEMA} and k.conparentid = 0
  order by 1
`;

const DISABLED = `
  select ${NAME} || ' (' || k.conname || ')' as name
  from pg_trigger t
  join pg_constraint k on k.oid = t.tgconstraint
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and t.tgenabled = 'D' and ${IN_OWN_SCHEMA}
  order by 1
`;

// Parts of a partitioned table have its key.
const KEYLESS = `
  select ${NAME} as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition
    and ${IN_OWN_SCHEMA} and ${NOT_OF_EXTENSION}
    and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')
  order by 1
`;

interface Constraint {
  name: string;
  foreignKey: boolean;
  validated: boolean;
}

/** What the schema refuses by itself. */
export const constraintsFact: PgFact = {
  value: z.object({
    foreignKeys: z.number(),
    foreignKeysNotValidated: nameList,
    notValidated: nameList,
    /** Triggers that enforce a foreign key, as `table (key)`. */
    disabledTriggers: nameList,
    tablesWithoutPrimaryKey: nameList,
    missingExpected: nameList,
    complete: z.boolean(),
  }),
  async read({ session }) {
    const { expectedConstraints, exceptions } = session.connection;
    const rows = await session.rows<Constraint>(CONSTRAINTS);
    const there = new Set(rows.map(({ name }) => name));
    const open = rows.filter(row => !row.validated);
    const lists = {
      foreignKeysNotValidated: offenders(open.filter(row => row.foreignKey)),
      notValidated: offenders(open),
      disabledTriggers: offenders(await session.rows(DISABLED)),
      tablesWithoutPrimaryKey: offenders(
        await session.rows(KEYLESS),
        exceptions.withoutPrimaryKey,
      ),
      missingExpected: expectedConstraints.filter(name => !there.has(name)),
    };
    const foreignKeys = rows.filter(row => row.foreignKey).length;
    return {
      value: { foreignKeys, ...boundedLists(lists) },
      evidence: [
        evidence({
          request: `${rows.length} constraints, ${foreignKeys} of them foreign keys`,
          response: `not validated: ${inWords(lists.notValidated)}`,
        }),
        evidence({
          request: 'triggers of foreign keys',
          response: `switched off: ${inWords(lists.disabledTriggers)}`,
        }),
        evidence({
          request: 'tables',
          response: `without a primary key: ${inWords(
            lists.tablesWithoutPrimaryKey,
          )}`,
        }),
        evidence({
          request: `${expectedConstraints.length} declared constraints`,
          response: `missing: ${inWords(lists.missingExpected)}`,
        }),
      ],
    };
  },
};
