import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { IN_OWN_SCHEMA, NAME, NOT_OF_EXTENSION } from './catalogSql';
import { boundedLists, inWords, nameList, offenders } from './offenders';
import type { PgFact } from './PgFact';

// An index serves a foreign key if the key's columns come first in it, in any
// order, and no row with a key is left out of it.
const FOREIGN_KEYS = `
  select ${NAME} || ' (' || (
    select string_agg(a.attname, ', ' order by k.place)
    from unnest(f.conkey) with ordinality as k (attnum, place)
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum
  ) || ')' as name
  from pg_constraint f
  join pg_class c on c.oid = f.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  where f.contype = 'f' and f.conparentid = 0 and ${IN_OWN_SCHEMA} and ${NOT_OF_EXTENSION}
    and not exists (
      select from pg_index i
      where i.indrelid = f.conrelid and i.indisvalid and i.indisready
        and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\([^()]+ IS NOT NULL\\)$')
        and i.indnkeyatts >= cardinality(f.conkey)
        and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey
    )
  order by 1
`;

const SEQUENTIAL = `
  select ${NAME} as name
  from pg_stat_user_tables s
  join pg_class c on c.oid = s.relid
  join pg_namespace n on n.oid = c.relnamespace
  where ${NOT_OF_EXTENSION}
    and greatest(c.reltuples, s.n_live_tup) > $1
    and s.seq_scan + coalesce(s.idx_scan, 0) >= $2
    and s.seq_scan > coalesce(s.idx_scan, 0)
  order by 1
`;

/** Where an index is missing, by the keys and by how tables are read. */
export const indexesFact: PgFact = {
  value: z.object({
    /** As `table (column, …)`. */
    foreignKeysWithoutIndex: nameList,
    mostlySequentialTables: nameList,
    complete: z.boolean(),
  }),
  async read({ session, params }) {
    const { exceptions } = session.connection;
    const keys = offenders(await session.rows(FOREIGN_KEYS));
    const tables = offenders(
      await session.rows(SEQUENTIAL, [params.minRows, params.minScans]),
      exceptions.sequentialScans,
    );
    return {
      value: boundedLists({
        foreignKeysWithoutIndex: keys,
        mostlySequentialTables: tables,
      }),
      evidence: [
        evidence({
          request: 'foreign keys without a leading index',
          response: inWords(keys),
        }),
        evidence({
          request: `tables above ${params.minRows} rows that are mostly read from end to end`,
          response: inWords(tables),
        }),
      ],
    };
  },
};
