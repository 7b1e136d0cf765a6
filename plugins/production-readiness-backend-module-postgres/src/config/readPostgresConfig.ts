import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { z } from 'zod';
import {
  postgresConfigSchema,
  type ConnectionConfig,
  type NamedQueryConfig,
  type SharedConfig,
} from './schema';
import { placeOf, type Place } from './placeOf';

/** A read-only query that the configuration names. */
export interface NamedQuery {
  sql: string;
  /** Least count of a `seed-*` query. */
  minimum: number | null;
  /** Of an `orphans-*` query: the reference is a foreign key of the schema. */
  foreignKey: boolean;
}

/** Objects that a rule does not speak of, as `table` or `schema.table`. */
export interface Exceptions {
  sequentialScans: string[];
  withoutPrimaryKey: string[];
  timestampsWithoutZone: string[];
}

/** How the connection is encrypted, and whom it trusts. */
export interface TlsOptions {
  mode: 'verify-full' | 'require' | 'disable';
  /** PEM; undefined: whom the guard trusts. */
  ca: string | undefined;
}

/** A configured connection; holds the password and is never shown. */
export interface PostgresConnection extends Place {
  name: string;
  password: string;
  tls: TlsOptions;
  /** Entities that may use it; undefined: any that names it. */
  entities: string[] | undefined;
  applicationRoles: string[];
  queries: Map<string, NamedQuery>;
  expectedIndexes: string[];
  expectedConstraints: string[];
  exceptions: Exceptions;
  /** Configuration states that no table refers to another without a foreign key. */
  noLogicalReferences: boolean;
}

/** The configured connections by name. */
export type PostgresConfig = Map<string, PostgresConnection>;

const ROOT = 'productionReadiness.collectors.postgres';

/**
 * Reads `productionReadiness.collectors.postgres`; empty without it. Throws
 * with the path and the reason on what cannot be read; no value is part of the
 * message, since one may be a password.
 */
export function readPostgresConfig(config: Config): PostgresConfig {
  // As one value: entity refs and names of queries are no keys of a Config.
  const raw = config.getOptional(ROOT);
  return raw === undefined ? new Map() : parsePostgresConfig(raw, ROOT);
}

/** As readPostgresConfig, of a value that was read elsewhere. */
export function parsePostgresConfig(
  raw: unknown,
  root: string,
): PostgresConfig {
  const parsed = postgresConfigSchema.safeParse(raw);
  if (!parsed.success) {
    throw new Error(`${root} cannot be read: ${z.prettifyError(parsed.error)}`);
  }
  const { connections = {}, ...shared } = parsed.data;
  return new Map(
    Object.entries(connections).map(([name, own]) => [
      name,
      readConnection({
        name,
        own,
        shared,
        root: `${root}.connections.${name}`,
      }),
    ]),
  );
}

function readConnection(options: {
  name: string;
  own: ConnectionConfig;
  shared: SharedConfig;
  root: string;
}): PostgresConnection {
  const { name, own, shared, root } = options;
  const { place, password, mode } = placeOf(own, root);
  return {
    ...place,
    name,
    password,
    tls: readTls(own.ssl, mode, root),
    entities: own.entities,
    applicationRoles: [own.applicationRole ?? []].flat(),
    queries: readQueries({ ...shared.queries, ...own.queries }),
    expectedIndexes: own.expectedIndexes ?? shared.expectedIndexes ?? [],
    expectedConstraints:
      own.expectedConstraints ?? shared.expectedConstraints ?? [],
    exceptions: {
      sequentialScans: [],
      withoutPrimaryKey: [],
      timestampsWithoutZone: [],
      ...shared.exceptions,
      ...own.exceptions,
    },
    noLogicalReferences:
      own.noLogicalReferences ?? shared.noLogicalReferences ?? false,
  };
}

function readTls(
  ssl: ConnectionConfig['ssl'],
  ofUrl: TlsOptions['mode'] | undefined,
  root: string,
): TlsOptions {
  if (typeof ssl !== 'object') {
    return { mode: ssl ?? ofUrl ?? 'verify-full', ca: undefined };
  }
  return { mode: 'verify-full', ca: readCa(ssl.ca, root) };
}

function readCa(file: string, root: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(
      `${root}.ssl.ca names ${file}, which cannot be read; name a PEM file`,
      { cause: error },
    );
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(
      `${root}.ssl.ca names ${file}, which holds no PEM certificate`,
    );
  }
  return text;
}

function readQueries(
  queries: Record<string, NamedQueryConfig>,
): Map<string, NamedQuery> {
  return new Map(
    Object.entries(queries).map(([key, query]) => {
      const { sql, minimum, foreignKey } =
        typeof query === 'string'
          ? { sql: query, minimum: undefined, foreignKey: undefined }
          : query;
      return [
        key,
        {
          sql,
          // What is to be seeded holds at least a row.
          minimum: minimum ?? (key.startsWith('seed-') ? 1 : null),
          foreignKey: foreignKey ?? false,
        },
      ];
    }),
  );
}
