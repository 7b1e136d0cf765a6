import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  CannotSay,
  evidence,
  isNotFound,
  notDeclared,
  VendorClient,
  type Evidence,
  type OutgoingGuard,
  type VendorAnswer,
  type VendorClientOptions,
  type VendorRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z, type ZodType } from 'zod';
import { postgresSchema, type RenderPostgres } from './api/postgres';
import { serviceSchema, type RenderService } from './api/service';
import type { RenderConfig } from './config';

export const SERVICE_ANNOTATION = 'production-readiness/render-service-id';
export const POSTGRES_ANNOTATION = 'production-readiness/render-postgres-id';

const BASE_URL = 'https://api.render.com/v1';
/** The most that Render gives on one page. */
export const PAGE_LIMIT = 100;
const NEEDS = 'the key of a user who may see this workspace and resource';

/** On whose behalf, and for how long. */
export interface Asking {
  signal: AbortSignal;
  entity: Entity;
}

/** A resource that an annotation names; `found` is undefined where Render knows none. */
export interface Located<T> {
  /** Id or name, as the annotation has it. */
  named: string;
  found: T | undefined;
  evidence: Evidence[];
}

/** What services and databases have in common. */
export interface RenderResource {
  kind: 'service' | 'database';
  id: string;
  ownerId: string;
  dashboardUrl: string | null;
}

type Query = VendorRequest<unknown>['query'];

/** Reads of Render's API on behalf of entities. Throws VendorError. */
export class RenderClient {
  readonly config: RenderConfig;
  readonly #vendor: VendorClient;

  constructor(options: {
    config: RenderConfig;
    outgoing: OutgoingGuard;
    vendor?: Pick<VendorClientOptions, 'cacheMs' | 'sleep' | 'now'>;
  }) {
    this.config = options.config;
    this.#vendor = new VendorClient({
      vendor: 'Render',
      baseUrl: BASE_URL,
      headers: { authorization: `Bearer ${options.config.apiKey}` },
      outgoing: options.outgoing,
      ...options.vendor,
    });
  }

  get<T>(
    asking: Asking,
    request: Pick<
      VendorRequest<T>,
      'path' | 'query' | 'schema' | 'link' | 'revive'
    >,
  ): Promise<VendorAnswer<T>> {
    return this.#vendor.get({
      needs: NEEDS,
      ...request,
      signal: asking.signal,
      entityRef: stringifyEntityRef(asking.entity),
    });
  }

  /**
   * Follows a list whose items are `{ <name>: …, cursor }`, as nearly all lists
   * of Render are. It ends with a page that is not full; after `maxPages`
   * (default 100) it is not complete.
   */
  list<T>(
    asking: Asking,
    options: {
      path: string;
      query?: Query;
      /** Key of the item beside `cursor`. */
      name: string;
      item: ZodType<T>;
      /** How to go on behind a full page that bears no cursor. */
      after?: (last: T) => Query;
      maxPages?: number;
      link?: string;
      revive?: VendorRequest<unknown>['revive'];
    },
  ): Promise<{ items: T[]; complete: boolean; evidence: Evidence[] }> {
    const { path, query, name, item, after, maxPages, link, revive } = options;
    const entry = z
      .object({ [name]: item, cursor: z.string().nullish() })
      .transform(value => ({
        item: (value as Record<string, unknown>)[name] as T,
        cursor: value.cursor as string | null | undefined,
      }));
    const first = { ...query, limit: PAGE_LIMIT };
    return this.#vendor.list({
      first: {
        path,
        query: first,
        schema: z.array(entry).nullable(),
        signal: asking.signal,
        entityRef: stringifyEntityRef(asking.entity),
        needs: NEEDS,
        link,
        revive,
      },
      items: page => (page ?? []).map(each => each.item),
      next: ({ data }) => {
        if (!data || data.length < PAGE_LIMIT) return undefined;
        const { cursor, item: last } = data.at(-1)!;
        if (cursor) return { query: { ...first, cursor } };
        return after && { query: { ...first, ...after(last) } };
      },
      maxPages,
    });
  }

  /** The service that the entity's annotation names, by id or by name. */
  locateService(asking: Asking): Promise<Located<RenderService>> {
    return this.#locate(asking, {
      annotation: SERVICE_ANNOTATION,
      isId: named => /^(srv|crn)-/.test(named),
      path: '/services',
      name: 'service',
      item: serviceSchema,
      // Previews bear the names of the services that they preview.
      query: { includePreviews: false },
    });
  }

  /** The database that the entity's annotation names, by id or by name. */
  locatePostgres(asking: Asking): Promise<Located<RenderPostgres>> {
    return this.#locate(asking, {
      annotation: POSTGRES_ANNOTATION,
      isId: named => /^dpg-/.test(named),
      path: '/postgres',
      name: 'postgres',
      item: postgresSchema,
      query: { includeReplicas: true },
    });
  }

  /** As locateService; a miss where Render knows no such service. */
  async service(asking: Asking): Promise<RenderService> {
    return required(await this.locateService(asking), {
      thing: 'service',
      annotation: SERVICE_ANNOTATION,
    });
  }

  /** As locatePostgres; a miss where Render knows no such database. */
  async postgres(asking: Asking): Promise<RenderPostgres> {
    return required(await this.locatePostgres(asking), {
      thing: 'database',
      annotation: POSTGRES_ANNOTATION,
    });
  }

  /** The service or the database that the entity's annotation names. */
  async resource(asking: Asking): Promise<RenderResource> {
    if (!lacksAnnotation(asking.entity, SERVICE_ANNOTATION)) {
      const { id, ownerId, dashboardUrl } = await this.service(asking);
      return { kind: 'service', id, ownerId, dashboardUrl };
    }
    const { id, owner, dashboardUrl } = await this.postgres(asking);
    return { kind: 'database', id, ownerId: owner.id, dashboardUrl };
  }

  async #locate<T extends { id: string; name: string }>(
    asking: Asking,
    options: {
      annotation: string;
      isId: (named: string) => boolean;
      path: string;
      name: string;
      item: ZodType<T>;
      query: Query;
    },
  ): Promise<Located<T>> {
    const { annotation, isId, path, name, item, query } = options;
    const named = namedBy(asking.entity, annotation);
    if (isId(named)) return this.#byId(asking, { named, path, item });
    // One list for all entities rather than a request for each name.
    const {
      items,
      complete,
      evidence: pieces,
    } = await this.list(asking, {
      path,
      query: { ...query, ownerId: this.config.ownerId },
      name,
      item,
    });
    const matches = items.filter(each => each.name === named);
    if (matches.length > 1) {
      throw new CannotSay(
        notDeclared(
          `Render has ${matches.length} of the name '${named}'; put an id into the annotation ${annotation}`,
        ),
        pieces,
      );
    }
    if (matches.length === 0 && !complete) {
      throw new Error(
        `'${named}' is not among the first ${items.length} that Render lists; put its id into the annotation ${annotation}`,
      );
    }
    return { named, found: matches[0], evidence: pieces };
  }

  async #byId<T>(
    asking: Asking,
    options: { named: string; path: string; item: ZodType<T> },
  ): Promise<Located<T>> {
    const { named, item } = options;
    const path = `${options.path}/${encodeURIComponent(named)}`;
    try {
      const answer = await this.get(asking, { path, schema: item });
      return { named, found: answer.data, evidence: [answer.evidence] };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const request = `GET ${BASE_URL}${path}`;
      return {
        named,
        found: undefined,
        evidence: [evidence({ request, response: '404: not known' })],
      };
    }
  }
}

/** The workspace that is configured; facts about it are asked for only with one. */
export function ownerOf({ config }: RenderClient): string {
  if (config.ownerId) return config.ownerId;
  throw new CannotSay(
    notDeclared('set productionReadiness.collectors.render.ownerId'),
  );
}

/** Why an entity has no such resource; undefined if its annotation names one. */
export function lacksAnnotation(
  entity: Entity,
  annotation: string,
): string | undefined {
  return entity.metadata.annotations?.[annotation]?.trim()
    ? undefined
    : `the annotation ${annotation} is missing: put the id or the name at Render there`;
}

function namedBy(entity: Entity, annotation: string): string {
  const lack = lacksAnnotation(entity, annotation);
  if (lack) throw new CannotSay(notDeclared(lack));
  return entity.metadata.annotations![annotation].trim();
}

function required<T>(
  { named, found, evidence: pieces }: Located<T>,
  { thing, annotation }: { thing: string; annotation: string },
): T {
  if (found !== undefined) return found;
  throw new CannotSay(
    notDeclared(
      `Render knows no ${thing} '${named}' that this key may see; correct the annotation ${annotation}`,
    ),
    pieces,
  );
}
