import type { Knex } from 'knex';
import type { EntityColumns, RowColumn, RowFilter } from './types';

const COLUMNS: readonly RowColumn[] = ['owner', 'system', 'kind', 'namespace'];

/** Adds a permission condition to a query over a table with entity columns. */
export function applyRowFilter(
  query: Knex.QueryBuilder,
  filter: RowFilter,
): Knex.QueryBuilder {
  if ('column' in filter) return applyColumn(query, filter);
  if ('not' in filter) return applyNegated(query, filter.not);
  return 'allOf' in filter
    ? applyAll(query, filter.allOf)
    : applyAny(query, filter.anyOf);
}

function applyColumn(
  query: Knex.QueryBuilder,
  { column, values }: { column: RowColumn; values: string[] },
): Knex.QueryBuilder {
  assertColumn(column);
  return query.whereIn(column, values);
}

/** Negation goes down to the columns, where NULL (no owner) needs a word. */
function applyNegated(
  query: Knex.QueryBuilder,
  filter: RowFilter,
): Knex.QueryBuilder {
  if ('not' in filter) return applyRowFilter(query, filter.not);
  if ('allOf' in filter) {
    return applyAny(
      query,
      filter.allOf.map(not => ({ not })),
    );
  }
  if ('anyOf' in filter) {
    return applyAll(
      query,
      filter.anyOf.map(not => ({ not })),
    );
  }
  assertColumn(filter.column);
  return query.where(other =>
    other.whereNull(filter.column).orWhereNotIn(filter.column, filter.values),
  );
}

function applyAll(query: Knex.QueryBuilder, filters: RowFilter[]) {
  // An empty list lets all through; without this it would vanish from an `or`.
  query.whereRaw('1 = 1');
  for (const each of filters) query.where(q => void applyRowFilter(q, each));
  return query;
}

function applyAny(query: Knex.QueryBuilder, filters: RowFilter[]) {
  return query.where(any => {
    // An empty list lets nothing through; without this it would let all.
    any.whereRaw('1 = 0');
    for (const each of filters) any.orWhere(q => void applyRowFilter(q, each));
  });
}

/** Names of columns go into SQL as they are: only these may. */
function assertColumn(column: RowColumn): void {
  if (!COLUMNS.includes(column)) {
    throw new Error(`Not a column to filter by: '${column}'`);
  }
}

/** The same condition on one entity, where no SQL is at hand. */
export function matchesRowFilter(
  entity: EntityColumns,
  filter: RowFilter,
): boolean {
  if ('column' in filter) {
    const value = entity[filter.column];
    return value !== null && filter.values.includes(value);
  }
  if ('not' in filter) return !matchesRowFilter(entity, filter.not);
  if ('allOf' in filter) {
    return filter.allOf.every(each => matchesRowFilter(entity, each));
  }
  return filter.anyOf.some(each => matchesRowFilter(entity, each));
}
