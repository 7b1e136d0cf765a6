import {
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ANNOTATION_CHECKLIST } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CatalogReader } from './catalog';

/** Deeper than any catalog; ends a circle of parts. */
const MAX_DEPTH = 10;

/**
 * The entities, each with the checklists that it names or, where it names none,
 * those that the nearest entity it is part of names: a member of a launch unit
 * is not one of its own for want of an annotation.
 */
export async function inheritChecklists(
  entities: Entity[],
  catalog: Pick<CatalogReader, 'getByRefs'>,
): Promise<Entity[]> {
  const ancestors = await readAncestors(
    entities.filter(entity => namedBy(entity) === undefined),
    catalog,
  );
  return entities.map(entity => {
    const inherited =
      namedBy(entity) ?? nearest(parentsOf(entity), ancestors)?.named;
    return inherited === undefined ? entity : naming(entity, inherited);
  });
}

async function readAncestors(
  entities: Entity[],
  catalog: Pick<CatalogReader, 'getByRefs'>,
): Promise<Map<string, Entity>> {
  const known = new Map<string, Entity>();
  let wanted = entities.flatMap(parentsOf);
  for (let depth = 0; depth < MAX_DEPTH && wanted.length > 0; depth++) {
    const found = await catalog.getByRefs(
      [...new Set(wanted)].filter(ref => !known.has(ref)),
    );
    for (const entity of found) known.set(stringifyEntityRef(entity), entity);
    wanted = found
      .filter(entity => namedBy(entity) === undefined)
      .flatMap(parentsOf)
      .filter(ref => !known.has(ref));
  }
  return known;
}

/** Level by level upwards; the first that names any. */
function nearest(
  parents: string[],
  ancestors: ReadonlyMap<string, Entity>,
): { named: string } | undefined {
  let level = parents;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const entities = level.flatMap(ref => ancestors.get(ref) ?? []);
    for (const entity of entities) {
      const named = namedBy(entity);
      if (named !== undefined) return { named };
    }
    level = entities.flatMap(parentsOf);
  }
  return undefined;
}

function parentsOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_PART_OF)
    .map(relation => relation.targetRef);
}

function namedBy(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_CHECKLIST];
}

function naming(entity: Entity, checklists: string): Entity {
  const annotations = {
    ...entity.metadata.annotations,
    [ANNOTATION_CHECKLIST]: checklists,
  };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}
