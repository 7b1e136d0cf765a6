import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { reaches } from './score';

/**
 * The best level whose percentage a score reaches, by exact fractions
 * (semantics 5.3); null where nothing applies or no level reaches down to it.
 *
 * @public
 */
export function levelOf(
  levels: Checklist['levels'],
  { completed, applicable }: { completed: number; applicable: number },
): { id: string; title: string } | null {
  if (applicable === 0) return null;
  const level = [...levels]
    .sort((a, b) => b.min - a.min)
    .find(({ min }) => reaches(completed, applicable, min));
  return level ? { id: level.id, title: level.title } : null;
}
