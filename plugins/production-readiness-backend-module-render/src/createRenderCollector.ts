import type { Entity } from '@backstage/catalog-model';
import {
  collectEach,
  createFactCollector,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  type FactCollector,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  lacksAnnotation,
  POSTGRES_ANNOTATION,
  SERVICE_ANNOTATION,
  type RenderClient,
} from './client';
import { FACTS, kindOf, renderParams, type RenderParams } from './facts';
import type { FactScope, RenderFact } from './facts/RenderFact';

const NOT_CONFIGURED =
  'Render is not connected: set productionReadiness.collectors.render';

/** What Render says of services, databases and the workspace. */
export function createRenderCollector(options: {
  /** Undefined: Render is not configured. */
  client: RenderClient | undefined;
}): FactCollector<RenderParams> {
  const { client } = options;
  return createFactCollector<RenderParams>({
    id: 'render',
    title: 'Render',
    params: renderParams,
    valueSchema: (params, key) => factOf(key, params).value,
    // An entity costs some 40 requests, of 400 a minute that a key has.
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS + 30 * SECOND_MS,
    notConnected: entity => (client ? lacksPlace(entity) : NOT_CONFIGURED),
    factNotConnected: (entity, { key, params }) =>
      client && lacks(factOf(key, params), { entity, client }),
    collect: context => {
      // One time for all: what is asked alike is fetched once.
      const now = context.now();
      return collectEach(context, renderParams, ({ key, params }) => {
        if (!client) throw new Error(NOT_CONFIGURED);
        const fact = factOf(key, params);
        const { kind: _, ...own } = params;
        return fact.read({
          client,
          params: parseOwn(fact, own),
          entity: context.entity,
          signal: context.signal,
          now,
        });
      });
    },
  });
}

function factOf(key: string, params: RenderParams) {
  const kind = kindOf(key, params);
  if (kind) return FACTS[kind];
  throw new Error(
    `the key '${key}' says of no fact of Render which one it is; set the parameter kind`,
  );
}

/** Throws where a kind of fact is told what it does not take. */
function parseOwn(fact: RenderFact, own: object): unknown {
  const parsed = fact.params.safeParse(own);
  if (parsed.success) return parsed.data;
  throw new Error(
    `the parameters do not fit: ${z.prettifyError(parsed.error)}`,
  );
}

/** The workspace stands behind every system; all else needs an annotation. */
function lacksPlace(entity: Entity): string | undefined {
  if (entity.kind === 'System') return undefined;
  return (
    lacksAnnotation(entity, SERVICE_ANNOTATION) &&
    lacksAnnotation(entity, POSTGRES_ANNOTATION) &&
    `neither ${SERVICE_ANNOTATION} nor ${POSTGRES_ANNOTATION} is among the annotations: put the id or the name at Render there`
  );
}

function lacks(
  fact: RenderFact,
  { entity, client }: { entity: Entity; client: RenderClient },
): string | undefined {
  return (
    lacksScope(fact.scope, { entity, client }) ?? fact.unmapped?.(client.config)
  );
}

function lacksScope(
  scope: FactScope,
  { entity, client }: { entity: Entity; client: RenderClient },
): string | undefined {
  switch (scope) {
    case 'service':
      return lacksAnnotation(entity, SERVICE_ANNOTATION);
    case 'database':
      return lacksAnnotation(entity, POSTGRES_ANNOTATION);
    case 'workspace':
      return client.config.ownerId
        ? undefined
        : 'Render is asked about no workspace: set productionReadiness.collectors.render.ownerId';
    default:
      return lacksPlace(entity);
  }
}
