import type { Entity } from '@backstage/catalog-model';
import { ANNOTATION_CHECKLIST } from '@production-readiness/backstage-plugin-production-readiness-common';

const KINDS = new Set(['system', 'component', 'resource']);

/**
 * Whether an entity's page shows our tabs: kinds that a checklist may judge or
 * have as members, and whatever names a checklist itself.
 *
 * @public
 */
export function isReadinessAvailable(entity: Entity): boolean {
  return (
    KINDS.has(entity.kind.toLocaleLowerCase('en-US')) ||
    Boolean(entity.metadata.annotations?.[ANNOTATION_CHECKLIST])
  );
}
