import type { Entity } from '@backstage/catalog-model';
import { isError, NotFoundError } from '@backstage/errors';
import type { EntityInput } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { fromEntityColumnsRow } from '../store/entityColumns';
import type {
  EntityColumns,
  MemberRow,
  MemberStore,
  SubjectKey,
} from '../store/types';
import { toEntityColumns, toEntityInput, type CatalogReader } from './catalog';

/** One entity of a subject, as the catalog knows it, or as it was last known. */
export interface ResolvedEntity {
  input: EntityInput;
  columns: EntityColumns;
  etag: string | null;
  /** While the catalog does not answer: as much of it as is stored. */
  entity: Entity;
}

export interface ResolvedSubject {
  subject: ResolvedEntity;
  members: ResolvedEntity[];
  /** Why the catalog was not read; the members are those of the last run. */
  problem?: string;
}

/**
 * The subject and its members. Where the catalog does not answer those of the
 * last run stand in: facts expire all the same, and an answer that rests on
 * them must not outlive them. Throws NotFoundError if the subject is gone.
 */
export async function resolveSubject(options: {
  key: SubjectKey;
  catalog: Pick<CatalogReader, 'getSubject'>;
  members: MemberStore;
}): Promise<ResolvedSubject> {
  const { key, catalog, members } = options;
  try {
    const found = await catalog.getSubject(key.subjectRef);
    if (!found) {
      throw new NotFoundError(`'${key.subjectRef}' is not in the catalog`);
    }
    return {
      subject: fromEntity(found.subject),
      members: found.members.map(fromEntity),
    };
  } catch (error) {
    const stored = await members.list(key);
    const subject = stored.find(member => member.isSubject);
    if (!subject || (isError(error) && error.name === 'NotFoundError')) {
      throw error;
    }
    return {
      subject: fromMember(subject),
      members: stored.filter(member => !member.isSubject).map(fromMember),
      problem: `The catalog could not be read: ${
        isError(error) ? error.message : String(error)
      }`,
    };
  }
}

function fromEntity(entity: Entity): ResolvedEntity {
  return {
    entity,
    input: toEntityInput(entity),
    columns: toEntityColumns(entity),
    etag: entity.metadata.etag ?? null,
  };
}

function fromMember(member: MemberRow): ResolvedEntity {
  const { namespace, name, title, annotations } = member;
  const { type, lifecycle, catalogKind: kind } = member;
  return {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { namespace, name, title: title ?? undefined, annotations },
      spec: { type: type ?? undefined, lifecycle: lifecycle ?? undefined },
    },
    input: { ref: member.entityRef, kind, name, type, annotations },
    columns: fromEntityColumnsRow(member.entityRef, member),
    etag: member.etag,
  };
}
