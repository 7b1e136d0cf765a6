import type { Score } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ScorecardRow } from '../store/types';

/** The score of an aggregated row; the percentage is cut, not rounded, to one decimal. */
export function scoreOfRow(row: ScorecardRow): Score {
  const { completed, applicable, total, waived } = row;
  return {
    completed,
    applicable,
    total,
    waived,
    percent:
      applicable === 0
        ? null
        : Math.floor((completed * 1000) / applicable) / 10,
  };
}

export function levelOfRow(
  row: ScorecardRow,
): { id: string; title: string } | null {
  return row.levelId === null
    ? null
    : { id: row.levelId, title: row.levelTitle ?? row.levelId };
}
