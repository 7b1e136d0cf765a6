import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

export interface SizePoint {
  at: Date;
  bytes: number;
}

/** Sizes of one entity's database over one connection. */
export interface SizeSeries {
  entityRef: string;
  connection: string;
}

/** Sizes that were measured, the first of each day. */
export interface SizeHistory {
  record(series: SizeSeries, point: SizePoint): Promise<void>;
  /** Oldest first. */
  list(series: SizeSeries): Promise<SizePoint[]>;
}

interface SizeRow {
  entity_ref: string;
  connection: string;
  /** `2026-11-22`, in UTC. */
  day: string;
  /** ISO 8601. */
  at: string;
  bytes: number | string;
}

const TABLE = 'postgres_sizes';
const MIGRATIONS_TABLE = 'postgres_migrations';
const KEEP_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Beside the plugin's own migrations, which have a table of their own to remember them. */
export async function migrateSizes(knex: Knex): Promise<void> {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@production-readiness/backstage-plugin-production-readiness-backend-module-postgres',
      'migrations',
    ),
    tableName: MIGRATIONS_TABLE,
  });
}

export class DatabaseSizeHistory implements SizeHistory {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async record(series: SizeSeries, { at, bytes }: SizePoint): Promise<void> {
    const oldest = new Date(at.getTime() - KEEP_DAYS * DAY_MS).toISOString();
    await this.#knex<SizeRow>(TABLE).where('at', '<', oldest).delete();
    await this.#knex<SizeRow>(TABLE)
      .insert({
        ...keyOf(series),
        day: at.toISOString().slice(0, 10),
        at: at.toISOString(),
        bytes,
      })
      .onConflict(['entity_ref', 'connection', 'day'])
      .ignore();
  }

  async list(series: SizeSeries): Promise<SizePoint[]> {
    const rows = await this.#knex<SizeRow>(TABLE)
      .where(keyOf(series))
      .orderBy('at')
      .select('at', 'bytes');
    // PostgreSQL gives a bigint as text.
    return rows.map(row => ({
      at: new Date(row.at),
      bytes: Number(row.bytes),
    }));
  }
}

/** The history in the plugin's own database; migrates unless that is switched off. */
export async function createSizeHistory(
  database: DatabaseService,
): Promise<SizeHistory> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrateSizes(knex);
  return new DatabaseSizeHistory(knex);
}

function keyOf({ entityRef, connection }: SizeSeries) {
  return { entity_ref: entityRef, connection };
}
