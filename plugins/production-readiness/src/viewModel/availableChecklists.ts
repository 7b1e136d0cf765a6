import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';

export interface ChecklistOption {
  /** Opaque; of `keyOf`. */
  key: string;
  checklist: string;
  subject: string;
  title: string;
  /** To be told apart: another launch unit has the same checklist. */
  ambiguous: boolean;
}

/** The scorecards to choose between; the switch is worth showing from two on. */
export function checklistOptions(
  available: ScorecardView['available'],
): ChecklistOption[] {
  return available.map(each => ({
    key: keyOf(each.id, each.subjectRef),
    checklist: each.id,
    subject: each.subjectRef,
    title: each.title,
    ambiguous: available.some(
      other => other.id === each.id && other.subjectRef !== each.subjectRef,
    ),
  }));
}

export function keyOf(checklist: string, subject: string): string {
  return `${checklist}|${subject}`;
}
