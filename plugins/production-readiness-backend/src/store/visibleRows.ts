import type { Knex } from 'knex';
import { applyRowFilter } from './rowFilter';
import type { RowFilter } from './types';

/** Leaves of a table with `subject_ref` and `checklist_id` what speaks of a launch unit that a reader may see. */
export function whereVisible(
  query: Knex.QueryBuilder,
  table: string,
  visible: RowFilter | undefined,
): void {
  if (!visible) return;
  query.whereExists(
    (rows: Knex.QueryBuilder) =>
      void rows
        .from('scorecard_rows')
        .whereRaw(`scorecard_rows.subject_ref = ${table}.subject_ref`)
        .whereRaw(`scorecard_rows.checklist_id = ${table}.checklist_id`)
        .where((row: Knex.QueryBuilder) => void applyRowFilter(row, visible)),
  );
}
