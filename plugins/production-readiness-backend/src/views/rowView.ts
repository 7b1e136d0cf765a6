import type { ScorecardRowView } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ScorecardRow } from '../store/types';
import { levelOfRow, scoreOfRow } from './score';

/** One row of the portfolio. */
export function toRowView(
  row: ScorecardRow,
  checklistTitle: string,
): ScorecardRowView {
  return {
    entityRef: row.subjectRef,
    title: row.title,
    kind: row.kind,
    type: row.type,
    owner: row.owner,
    system: row.system,
    lifecycle: row.lifecycle,
    checklist: {
      id: row.checklistId,
      version: row.version,
      title: checklistTitle,
    },
    score: scoreOfRow(row),
    level: levelOfRow(row),
    verdict: row.verdict,
    enforced: row.enforced,
    failing: row.failing,
    unknown: row.unknown,
    topBlockers: row.topBlockers,
    categories: row.categories,
    evaluatedAt: row.evaluatedAt,
    running: row.running,
  };
}
