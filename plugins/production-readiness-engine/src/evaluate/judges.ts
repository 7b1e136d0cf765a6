import { ANNOTATION_CHECKLIST } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import { commaSeparated } from '../expression/environment';
import type { EntityInput } from './input';

/**
 * Whether a checklist judges an entity as a subject: it is of the kind (and
 * type), and names the checklist or, where that is the default, names none.
 *
 * @public
 */
export function judges(checklist: Checklist, entity: EntityInput): boolean {
  const { kind, type, byDefault } = checklist.subject;
  if (kind.toLowerCase() !== entity.kind.toLowerCase()) return false;
  if (type && !(entity.type !== null && type.includes(entity.type))) {
    return false;
  }
  const named = entity.annotations[ANNOTATION_CHECKLIST];
  return named === undefined
    ? byDefault
    : commaSeparated(named).includes(checklist.id);
}
