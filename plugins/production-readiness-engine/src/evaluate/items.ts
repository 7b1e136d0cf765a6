import type { ItemResult } from '@production-readiness/backstage-plugin-production-readiness-common';
import { rollUp } from '../score/rollUp';
import type { Criteria } from './criteria';
import type { CriterionOnEntity } from './proof';
import type { World } from './world';

/** An item, and what its criteria came to on each entity. */
export interface JudgedItem {
  result: ItemResult;
  onEntities: CriterionOnEntity[];
}

/** Judges all items of a checklist, in its order. */
export function judgeItems(world: World, criteria: Criteria): JudgedItem[] {
  return world.program.items.map(({ item, criteria: compiled }) => {
    const outcomes = compiled.map(criterion => criteria.outcome(criterion));
    return {
      onEntities: outcomes.flatMap(outcome => outcome.onEntities),
      result: {
        id: item.id,
        title: item.title,
        category: item.category,
        section: item.section,
        critical: criteria.isCritical(item.id),
        role: item.role,
        status: rollUp(outcomes.map(({ result }) => result.status)),
        rawStatus: rollUp(outcomes.map(({ result }) => result.rawStatus)),
        criteria: outcomes.map(({ result }) => result),
      },
    };
  });
}
