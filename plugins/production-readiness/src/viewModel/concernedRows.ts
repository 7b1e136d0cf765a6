import type {
  GateRow,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { worstRowsFirst, type RowKind } from './gateRows';

/** The rows of these ids, the worst of each kind first. */
export function concernedRows(
  review: Pick<ReviewView, 'go' | 'noGo' | 'critical'>,
  ids: readonly string[],
): { kind: RowKind; row: GateRow }[] {
  const of = (kind: RowKind, rows: GateRow[]) =>
    worstRowsFirst(
      kind,
      rows.filter(row => ids.includes(row.id)),
    ).map(row => ({ kind, row }));
  return [
    ...of('no-go', review.noGo),
    ...of('critical', review.critical),
    ...of('go', review.go),
  ];
}
