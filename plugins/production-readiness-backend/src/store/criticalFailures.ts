import type {
  GateRow,
  JsonObject,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** Of each critical row by id, what was last known of it. */
export type KnownRows = Record<string, 'true' | 'false'>;

/** What of the critical rows is known after an evaluation, and which are news. */
export interface CriticalChange {
  known: KnownRows;
  /** Were last known to hold and are known not to: an unknown in between is no news. */
  failed: GateRow[];
}

/** A row that was never known to hold does not begin to fail. */
export function criticalChange(
  known: KnownRows,
  { critical }: ScorecardDocument,
): CriticalChange {
  return {
    known: Object.fromEntries(
      critical.flatMap(({ id, truth }) => {
        const now = truth === 'true' || truth === 'false' ? truth : known[id];
        return now === undefined ? [] : [[id, now]];
      }),
    ),
    failed: critical.filter(
      ({ id, truth }) => truth === 'false' && known[id] === 'true',
    ),
  };
}

/** What a scorecard alone tells, where nothing was kept yet. */
export function knownRowsOf(
  document: ScorecardDocument | undefined,
): KnownRows {
  return document ? criticalChange({}, document).known : {};
}

/** What is told of rows that fail now, beside those that did before. */
export function criticalPayload(
  document: ScorecardDocument,
  failed: readonly GateRow[],
): JsonObject {
  const isNew = new Set(failed.map(({ id }) => id));
  const titled = ({ id, title }: GateRow) => ({
    id,
    title,
    message:
      document.blockers.find(
        blocker => blocker.kind === 'critical' && blocker.id === id,
      )?.message ?? null,
  });
  const failing = document.critical.filter(({ truth }) => truth === 'false');
  return {
    rows: failed.map(titled),
    before: failing.filter(({ id }) => !isNew.has(id)).map(titled),
    roles: [...new Set(failed.flatMap(row => rolesOf(document, row)))],
  };
}

/** Who acts on what the row is made of. */
function rolesOf({ items }: ScorecardDocument, row: GateRow): string[] {
  return row.leaves.flatMap(({ kind, ref }) =>
    items
      .filter(item =>
        kind === 'item'
          ? item.id === ref
          : kind === 'criterion' && item.criteria.some(({ id }) => id === ref),
      )
      .map(({ role }) => role),
  );
}
