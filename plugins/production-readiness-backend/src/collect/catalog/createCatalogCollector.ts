import {
  getEntitySourceLocation,
  isGroupEntity,
  type Entity,
} from '@backstage/catalog-model';
import {
  createFactCollector,
  type FactCollector,
  type JsonObject,
  evidence,
  redactUrl,
  collectEach,
  listParameter,
  MINUTE_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { PeopleConfig } from '../../people/config';
import type { CatalogReader } from './CatalogReader';
import { contactsSchema, readContacts } from './contacts';
import { findReachable, relationTargets } from './reachable';

const GITHUB_SLUG = 'github.com/project-slug';
const catalogParams = z.union([
  z.strictObject({ kind: z.enum(['entity', 'relations']).default('entity') }),
  z.strictObject({
    kind: z.literal('contacts'),
    /** Entity refs by the contact's key in the configuration; empty: not declared. */
    contacts: z.record(z.string(), z.string()),
    /** Roles by the same keys: whose group stands in where nothing is declared. */
    roles: z.record(z.string(), z.string()).default({}),
    /** Keys of the channels in the configuration. */
    channels: listParameter.default([]),
  }),
]);
type CatalogParams = z.infer<typeof catalogParams>;

const refs = z.array(z.string());
const text = z.string().nullable();

const entitySchema = z.object({
  owner: text,
  ownerExists: z.boolean(),
  ownerMembers: z.number().nullable(),
  title: text,
  description: text,
  lifecycle: text,
  type: text,
  system: text,
  links: z.array(z.object({ url: z.string(), title: text, type: text })),
  tags: z.array(z.string()),
  techdocs: z.boolean(),
  apis: refs,
  dependsOn: refs,
  sourceLocation: text,
});

const relationsSchema = z.object({
  dependsOn: refs,
  dependencyOf: refs,
  consumesApis: refs,
  providesApis: refs,
  parts: refs,
  partOf: refs,
  reaches: refs,
  complete: z.boolean(),
});

const SCHEMAS = {
  entity: entitySchema,
  relations: relationsSchema,
  contacts: contactsSchema,
};

/** What the catalog says of the entity and of what it is connected with. */
export function createCatalogCollector(options: {
  catalog: CatalogReader;
  people: PeopleConfig;
}): FactCollector<CatalogParams> {
  return createFactCollector<CatalogParams>({
    id: 'catalog',
    title: 'Catalog',
    params: catalogParams,
    valueSchema: ({ kind }) => SCHEMAS[kind],
    refreshAfterMs: 10 * MINUTE_MS,
    expiresAfterMs: 30 * MINUTE_MS,
    timeoutMs: MINUTE_MS,
    collect: context =>
      collectEach(context, catalogParams, async ({ params }) => {
        const { entity } = context;
        const value = await readKind(params, { ...options, entity });
        return { value, evidence: [entityEvidence(entity)] };
      }),
  });
}

function readKind(
  params: CatalogParams,
  world: { entity: Entity; catalog: CatalogReader; people: PeopleConfig },
): Promise<JsonObject> {
  const { entity, catalog } = world;
  switch (params.kind) {
    case 'relations':
      return readRelations(entity, catalog);
    case 'contacts':
      return readContacts(params, world);
    default:
      return readEntity(entity, catalog);
  }
}

async function readEntity(
  entity: Entity,
  catalog: CatalogReader,
): Promise<JsonObject> {
  const { metadata, spec } = entity;
  const owner = relationTargets(entity, 'ownedBy')[0] ?? null;
  const ownerEntity = owner
    ? (await catalog.getEntitiesByRefs([owner]))[0]
    : undefined;
  return {
    owner: owner ?? textOf(spec?.owner),
    ownerExists: ownerEntity !== undefined,
    ownerMembers: ownerEntity ? countMembers(ownerEntity) : null,
    title: textOf(metadata.title),
    description: textOf(metadata.description),
    lifecycle: textOf(spec?.lifecycle),
    type: textOf(spec?.type),
    system: relationTargets(entity, 'partOf')[0] ?? textOf(spec?.system),
    links: (metadata.links ?? []).slice(0, 100).map(link => ({
      url: redactUrl(link.url),
      title: textOf(link.title),
      type: textOf(link.type),
    })),
    tags: metadata.tags ?? [],
    techdocs: Boolean(
      metadata.annotations?.['backstage.io/techdocs-ref'] ||
        metadata.annotations?.['backstage.io/techdocs-entity'],
    ),
    apis: relationTargets(entity, 'providesApi'),
    dependsOn: relationTargets(entity, 'dependsOn'),
    sourceLocation: sourceLocationOf(entity),
  };
}

async function readRelations(
  entity: Entity,
  catalog: CatalogReader,
): Promise<JsonObject> {
  return {
    dependsOn: relationTargets(entity, 'dependsOn'),
    dependencyOf: relationTargets(entity, 'dependencyOf'),
    consumesApis: relationTargets(entity, 'consumesApi'),
    providesApis: relationTargets(entity, 'providesApi'),
    parts: relationTargets(entity, 'hasPart'),
    partOf: relationTargets(entity, 'partOf'),
    ...(await findReachable(entity, catalog)),
  };
}

/** Direct members of a group; a person who owns is one. */
function countMembers(owner: Entity): number {
  return isGroupEntity(owner) ? relationTargets(owner, 'hasMember').length : 1;
}

/**
 * Where the source is on the web: by the source location, else by the slug of
 * the GitHub project; of a location that is no URL only its type is told.
 */
function sourceLocationOf(entity: Entity): string | null {
  const slug = entity.metadata.annotations?.[GITHUB_SLUG];
  const project = slug ? `https://github.com/${slug}` : null;
  try {
    const { type, target } = getEntitySourceLocation(entity);
    return type === 'url' ? redactUrl(target) : project ?? type;
  } catch {
    return project; // neither annotation is there
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function entityEvidence(entity: Entity) {
  const { namespace = 'default', name } = entity.metadata;
  return evidence({
    request: `catalog entity ${entity.kind.toLowerCase()}:${namespace}/${name}`,
    response: 'read from the catalog',
  });
}
