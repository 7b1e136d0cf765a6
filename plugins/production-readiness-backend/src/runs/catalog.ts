import type { AuthService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityInput } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { EntityColumns } from '../store/types';

/** Larger answers than this would be cut by proxies in between. */
const BATCH = 500;

/** Reads the catalog with the plugin's own credentials. */
export class CatalogReader {
  constructor(
    private readonly options: { catalog: CatalogService; auth: AuthService },
  ) {}

  /** The entities that there are among these, in any order. */
  async getByRefs(entityRefs: string[], fields?: string[]): Promise<Entity[]> {
    const found: Entity[] = [];
    for (let at = 0; at < entityRefs.length; at += BATCH) {
      const { items } = await this.options.catalog.getEntitiesByRefs(
        { entityRefs: entityRefs.slice(at, at + BATCH), fields },
        await this.credentials(),
      );
      found.push(...items.filter((item): item is Entity => item !== undefined));
    }
    return found;
  }

  /** Every entity of a kind, page by page. */
  async *listKind(kind: string): AsyncGenerator<Entity[]> {
    const { catalog } = this.options;
    let page = await catalog.queryEntities(
      { filter: { kind }, limit: BATCH },
      await this.credentials(),
    );
    yield page.items;
    while (page.pageInfo.nextCursor) {
      page = await catalog.queryEntities(
        { cursor: page.pageInfo.nextCursor, limit: BATCH },
        await this.credentials(),
      );
      yield page.items;
    }
  }

  /**
   * What the subject is made of (relation hasPart, nested), without itself;
   * each entity once, though parts may name each other. Undefined if the
   * subject is not in the catalog.
   */
  async getSubject(
    subjectRef: string,
  ): Promise<{ subject: Entity; members: Entity[] } | undefined> {
    const [subject] = await this.getByRefs([subjectRef]);
    if (!subject) return undefined;
    const members = new Map<string, Entity>();
    let next = partsOf([subject]);
    while (next.length > 0) {
      const unknown = next.filter(
        ref => ref !== subjectRef && !members.has(ref),
      );
      const found = await this.getByRefs(unknown);
      for (const entity of found) {
        members.set(stringifyEntityRef(entity), entity);
      }
      next = partsOf(found);
    }
    return { subject, members: [...members.values()] };
  }

  private async credentials() {
    return { credentials: await this.options.auth.getOwnServiceCredentials() };
  }
}

function partsOf(entities: Entity[]): string[] {
  return [
    ...new Set(
      entities.flatMap(entity => relationsOf(entity, RELATION_HAS_PART)),
    ),
  ];
}

function relationsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/** What lists filter by and permissions read. */
export function toEntityColumns(entity: Entity): EntityColumns {
  const entityRef = stringifyEntityRef(entity);
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return {
    entityRef,
    kind,
    namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
    name: entity.metadata.name,
    title: entity.metadata.title ?? null,
    type: textOf(entity.spec?.type),
    lifecycle: textOf(entity.spec?.lifecycle),
    owner: relationsOf(entity, RELATION_OWNED_BY)[0] ?? null,
    system:
      kind === 'system'
        ? entityRef
        : relationsOf(entity, RELATION_PART_OF).find(
            ref => parseEntityRef(ref).kind === 'system',
          ) ?? null,
  };
}

export function toEntityInput(entity: Entity): EntityInput {
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind,
    name: entity.metadata.name,
    type: textOf(entity.spec?.type),
    annotations: entity.metadata.annotations ?? {},
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
