import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { FactMiss } from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  NotConnected,
  ResolvedRequest,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { FactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { digestOf } from '../store/digest';

/** A fact that a checklist wants of an entity, and whether it can be collected. */
export interface PlannedFact {
  entityRef: string;
  fact: string;
  key: string;
  collector: string;
  /** Digest that ties stored facts to this very request. */
  request: string;
  refreshAfterMs?: number;
  ask:
    | { kind: 'collect'; collector: FactCollector; params: unknown }
    /** Known without asking: nothing declared, or parameters that are none. */
    | { kind: 'miss'; miss: FactMiss }
    | { kind: 'not-connected' };
}

export interface CollectionPlan {
  facts: PlannedFact[];
  notConnected: NotConnected[];
}

/** Decides for each request who answers it, if anyone: by configuration, never by data. */
export function planCollection(options: {
  requests: ResolvedRequest[];
  /** Collectors that the checklist names, wanted of an entity or not. */
  collectorIds: string[];
  entities: Entity[];
  collectorOf: (id: string) => FactCollector | undefined;
}): CollectionPlan {
  const { collectorOf } = options;
  const entities = new Map(
    options.entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  const reasons = new Map<string, NotConnected>();
  for (const source of new Set(options.collectorIds)) {
    if (!collectorOf(source)) {
      // The engine names the source and says that it is not configured.
      reasons.set(source, { source, message: '' });
    }
  }
  const facts = options.requests.map(request => {
    const collector = collectorOf(request.collector);
    const entity = entities.get(request.entityRef);
    const message = entity && collector?.notConnected?.(entity);
    if (message !== undefined) {
      reasons.set(`${request.collector}|${request.entityRef}`, {
        source: request.collector,
        entityRef: request.entityRef,
        message,
      });
    }
    return plan(request, message === undefined ? collector : undefined);
  });
  return { facts, notConnected: [...reasons.values()] };
}

function plan(
  request: ResolvedRequest,
  collector: FactCollector | undefined,
): PlannedFact {
  const { entityRef, fact, key, refreshAfterMs } = request;
  return {
    entityRef,
    fact,
    key,
    collector: request.collector,
    refreshAfterMs,
    request: digestOf([request.collector, request.params]),
    ask: askFor(request, collector),
  };
}

function askFor(
  { params }: ResolvedRequest,
  collector: FactCollector | undefined,
): PlannedFact['ask'] {
  if (!collector) return { kind: 'not-connected' };
  if ('miss' in params) return { kind: 'miss', miss: params.miss };
  const parsed = collector.params.safeParse(params);
  if (parsed.success) {
    return { kind: 'collect', collector, params: parsed.data };
  }
  return {
    kind: 'miss',
    miss: {
      cause: 'check-error',
      message: `Not what ${collector.id} can be asked: ${z.prettifyError(
        parsed.error,
      )}`,
    },
  };
}
