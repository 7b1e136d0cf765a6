import type {
  NamedQuery,
  PostgresConnection,
} from '../config/readPostgresConfig';
import type { Family, SqlParams } from './params';

/** Configured queries of a family, by key. */
export function familyOf(
  { queries }: PostgresConnection,
  { family, foreignKeys }: Family,
): [string, NamedQuery][] {
  return [...queries]
    .filter(([key]) => key.startsWith(family))
    .filter(
      ([, query]) =>
        foreignKeys === undefined || query.foreignKey === foreignKeys,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Configuration states that there is nothing of this family to ask about. */
export function isStatedNone(
  { noLogicalReferences }: PostgresConnection,
  { foreignKeys }: Family,
): boolean {
  return noLogicalReferences && foreignKeys === false;
}

/** Why configuration maps the parameters to no query; undefined if it does. */
export function whyUnmapped(
  connection: PostgresConnection,
  params: SqlParams,
): string | undefined {
  const place = `collectors.postgres.connections.${connection.name}.queries`;
  if ('query' in params) {
    return connection.queries.has(params.query)
      ? undefined
      : `sql: no query '${params.query}' is configured; add it to ${place}`;
  }
  if (
    familyOf(connection, params).length > 0 ||
    isStatedNone(connection, params)
  ) {
    return undefined;
  }
  const kind =
    params.foreignKeys === undefined
      ? ''
      : ` with foreignKey: ${params.foreignKeys}`;
  return `sql: no query '${params.family}…'${kind} is configured; add one to ${place}`;
}
