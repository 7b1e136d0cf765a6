import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';

/** Each checklist once; the switch is worth showing from two on. */
export function checklistChoices(
  available: ScorecardView['available'],
): { id: string; title: string }[] {
  const titles = new Map(available.map(each => [each.id, each.title]));
  return [...titles].map(([id, title]) => ({ id, title }));
}
