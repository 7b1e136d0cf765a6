/**
 * Parts of queries over the system catalogs. `n` is a row of pg_namespace, `c`
 * one of pg_class.
 */

/** Schemas of people: not the system's own, nor temporary ones. */
export const IN_OWN_SCHEMA = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** Not brought by an extension: nobody here can change those. */
export const NOT_OF_EXTENSION = `not exists (
  select from pg_depend x
  where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e'
)`;

/** A table as people write it: without the schema where that is public. */
export const NAME = `case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname`;
