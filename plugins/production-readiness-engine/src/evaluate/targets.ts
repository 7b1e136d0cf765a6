import { ANNOTATION_TARGET } from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  Checklist,
  Target,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { isWithin } from '../checklist/targetWithin';
import { commaSeparated } from '../expression/environment';
import type { EntityInput } from './input';

/**
 * Targets of a checklist that an entity is in, in the checklist's order. The
 * annotation `production-readiness/target` overrides the selectors; whoever is
 * in a narrow target is in the wider ones around it.
 *
 * @public
 */
export function targetsOf(
  checklist: Checklist,
  entity: EntityInput,
  isSubject: boolean,
): string[] {
  const { targets } = checklist;
  const annotated = entity.annotations[ANNOTATION_TARGET];
  const isIn = (name: string): boolean => {
    const target = targets[name];
    // Nobody becomes the subject by saying so.
    if (annotated === undefined || target.subject) {
      return selects(target, entity, isSubject);
    }
    return commaSeparated(annotated).some(
      named => targets[named] && isWithin(targets[named], target),
    );
  };
  return Object.keys(targets).filter(isIn);
}

function selects(
  target: Target,
  entity: EntityInput,
  isSubject: boolean,
): boolean {
  if (target.subject && !isSubject) return false;
  const { kind, type, name } = target;
  // Without a selector a target is filled by the annotation alone.
  if (!target.subject && !kind && !type && !name) return false;
  return (
    (!kind || kind.toLowerCase() === entity.kind.toLowerCase()) &&
    (!type || (entity.type !== null && type.includes(entity.type))) &&
    (!name || name.includes(entity.name))
  );
}
