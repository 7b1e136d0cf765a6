import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { CannotSay, notDeclared } from '../outcomes';

/** Where the source of an entity is. */
export type SourceLocation =
  | { type: 'url'; url: string }
  | { type: 'file'; directory: string };

/**
 * The entity's declared place, else that of its subject, else beside the file
 * that it was read from. Throws a miss where there is none.
 */
export function findSourceLocation(
  entity: Entity,
  subject: Entity,
): SourceLocation {
  for (const candidate of [entity, subject]) {
    const declared =
      candidate.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
    if (declared) return toLocation(declared, candidate);
  }
  const managedBy = entity.metadata.annotations?.[ANNOTATION_LOCATION];
  if (managedBy?.startsWith('file:')) {
    const file = parseLocationRef(managedBy).target;
    return { type: 'file', directory: path.dirname(file) };
  }
  throw new CannotSay(
    notDeclared(
      `${stringifyEntityRef(
        entity,
      )} has no source location; set the annotation ${ANNOTATION_SOURCE_LOCATION}`,
    ),
  );
}

function toLocation(ref: string, entity: Entity): SourceLocation {
  const { type, target } = parseLocationRef(ref);
  if (type === 'url') return { type: 'url', url: target };
  if (type === 'file') {
    return { type: 'file', directory: resolveBeside(target, entity) };
  }
  throw new Error(
    `the source location of ${stringifyEntityRef(
      entity,
    )} is of type '${type}'; use url: or file:`,
  );
}

/** A relative path counts from the file that declares it. */
function resolveBeside(target: string, entity: Entity): string {
  if (target.startsWith('//')) return fileURLToPath(`file:${target}`);
  if (path.isAbsolute(target)) return target;
  const managedBy = entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
  if (!managedBy.startsWith('file:')) {
    throw new Error(
      `the source location of ${stringifyEntityRef(
        entity,
      )} is a relative path, which only counts beside a local catalog file`,
    );
  }
  return path.resolve(path.dirname(managedBy.slice('file:'.length)), target);
}
