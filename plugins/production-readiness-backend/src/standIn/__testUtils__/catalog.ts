import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
  type EntityRelation,
} from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './spawnServers';

/** Where the source of the stand-in's services is. */
export const REPOSITORIES = join(ROOT, 'test/stand-in/repositories');

/** Refs that an entity names in its spec, full. */
function refs(entity: Entity, value: unknown, defaultKind: string): string[] {
  return [value]
    .flat()
    .filter((each): each is string => typeof each === 'string')
    .map(each =>
      stringifyEntityRef(
        parseEntityRef(each, {
          defaultKind,
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      ),
    );
}

/** Kind of relation, the field of the spec that states it, its inverse. */
const RELATIONS = [
  ['ownedBy', 'owner', 'Group', 'ownerOf'],
  ['partOf', 'system', 'System', 'hasPart'],
  ['partOf', 'domain', 'Domain', 'hasPart'],
  ['dependsOn', 'dependsOn', 'Component', 'dependencyOf'],
  ['memberOf', 'memberOf', 'Group', 'hasMember'],
] as const;

/**
 * The stand-in's catalog file with the relations that the catalog would
 * derive from it.
 */
export function readStandInCatalog(file: string): Entity[] {
  // As the stand-in does where it writes its catalog for Backstage.
  const text = readFileSync(file, 'utf8').replaceAll(
    'REPOSITORIES',
    `file://${REPOSITORIES}`,
  );
  const entities = parseAllDocuments(text).map(document => {
    // As the catalog would: it refuses what it cannot read whole.
    for (const error of document.errors) throw error;
    const entity = document.toJS() as Entity;
    return {
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    };
  });
  const relations = new Map<string, EntityRelation[]>();
  const relate = (from: string, type: string, targetRef: string) =>
    relations.set(from, [...(relations.get(from) ?? []), { type, targetRef }]);
  for (const entity of entities) {
    const self = stringifyEntityRef(entity);
    for (const [type, field, kind, inverse] of RELATIONS) {
      for (const target of refs(entity, entity.spec?.[field], kind)) {
        relate(self, type, target);
        relate(target, inverse, self);
      }
    }
  }
  return entities.map(entity => ({
    ...entity,
    relations: relations.get(stringifyEntityRef(entity)) ?? [],
  }));
}
