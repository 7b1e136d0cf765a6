import type { Entity } from '@backstage/catalog-model';
import type { CatalogReader } from './CatalogReader';

const MAX_ENTITIES = 200;
/** Edges that lead to what an entity needs to run. */
const NEEDS = ['dependsOn', 'consumesApi', 'apiProvidedBy'];

/** Refs of one type of relation, in order. */
export function relationTargets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/**
 * Everything that an entity needs, directly or by way of others: over
 * `dependsOn`, and over a consumed API to who provides it. Not complete where
 * there are more than 200.
 */
export async function findReachable(
  entity: Entity,
  catalog: CatalogReader,
): Promise<{ reaches: string[]; complete: boolean }> {
  const seen = new Set<string>();
  let level = neededBy(entity);
  while (level.length > 0) {
    const fresh = [...new Set(level)].filter(ref => !seen.has(ref));
    if (seen.size + fresh.length > MAX_ENTITIES) {
      return { reaches: [...seen].sort(), complete: false };
    }
    fresh.forEach(ref => seen.add(ref));
    const entities =
      fresh.length > 0 ? await catalog.getEntitiesByRefs(fresh) : [];
    level = entities.flatMap(found => (found ? neededBy(found) : []));
  }
  return { reaches: [...seen].sort(), complete: true };
}

function neededBy(entity: Entity): string[] {
  return NEEDS.flatMap(type => relationTargets(entity, type));
}
