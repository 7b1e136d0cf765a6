import type { Knex } from 'knex';

type ColumnType = 'text' | 'integer' | 'boolean';

export interface BulkUpsert {
  table: string;
  /** Every column that is written, with its type in the database. */
  columns: Record<string, ColumnType>;
  /** Columns of the key; the others are overwritten on conflict. */
  key: string[];
  /** `ignore`: a row that exists stays as it is. */
  onConflict?: 'overwrite' | 'ignore';
  rows: Record<string, string | number | boolean | null>[];
}

/**
 * Writes any number of rows in one statement with one JSON parameter: two to
 * three times faster than knex's multi-row insert, and never near the limit on
 * the number of bound parameters.
 */
export async function bulkUpsert(
  tx: Knex,
  { table, columns, key, onConflict = 'overwrite', rows }: BulkUpsert,
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const list = names.map(quote).join(', ');
  await tx.raw(
    `insert into ${quote(table)} (${list}) ${selectFromJson(tx, columns)} ` +
      `on conflict (${key.map(quote).join(', ')}) ${resolution(
        names.filter(name => !key.includes(name)),
        onConflict,
      )}`,
    [JSON.stringify(rows)],
  );
}

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

function selectFromJson(knex: Knex, columns: Record<string, ColumnType>) {
  const entries = Object.entries(columns);
  if (isPostgres(knex)) {
    const typed = entries.map(([name, type]) => `${quote(name)} ${type}`);
    const names = entries.map(([name]) => quote(name));
    return `select ${names.join(
      ', ',
    )} from json_to_recordset(?::json) as input(${typed.join(', ')})`;
  }
  const values = entries.map(([name]) => `value ->> '$.${name}'`);
  // Without `where true` SQLite takes ON CONFLICT for the condition of a join.
  return `select ${values.join(', ')} from json_each(?) where true`;
}

function resolution(others: string[], onConflict: 'overwrite' | 'ignore') {
  if (onConflict === 'ignore' || others.length === 0) return 'do nothing';
  return `do update set ${others
    .map(name => `${quote(name)} = excluded.${quote(name)}`)
    .join(', ')}`;
}

/** Names come from this package's own code, never from a request. */
function quote(name: string): string {
  return `"${name}"`;
}
