import {
  readShape,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { count, figure, MOST_ENTRIES, outcome, words } from './shapes';

const rollback = z.object({
  environment: words,
  migration: words,
  result: outcome,
  /** The newest migration was among those rolled back. */
  coversNewest: z.boolean(),
  integrity: z
    .array(z.object({ table: words, before: figure, after: figure }))
    .max(MOST_ENTRIES)
    .default([]),
});

/** A migration that was rolled back on trial, with what was counted before and after. */
export const migrationRollbackParser: ReportParser = {
  type: 'migration-rollback',
  title: 'Migration rollback',
  parse: payload => ({ value: readShape(rollback, payload) }),
};

const migration = z.object({
  result: outcome,
  tables: z
    .array(z.object({ table: words, source: count, target: count }))
    .min(1)
    .max(MOST_ENTRIES),
});

/** Rows of each table in the source and in the target of a data migration. */
export const dataMigrationParser: ReportParser = {
  type: 'data-migration',
  title: 'Data migration',
  parse: payload => ({ value: readShape(migration, payload) }),
};
