import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  FactMiss,
  JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { NotConnected } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { FactCollector } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { digestOf } from '../store/digest';

/** A fact that a checklist wants of an entity. */
export interface WantedFact {
  entityRef: string;
  fact: string;
  collector: string;
  key: string;
  /** Milliseconds; absent: the collector's own. */
  refreshAfterMs?: number;
  /** What to ask for, or why the entity's annotations yield nothing to ask. */
  ask: { params: JsonObject } | { miss: FactMiss };
}

/** A fact that a checklist wants of an entity, and whether it can be collected. */
export interface PlannedFact extends Omit<WantedFact, 'ask'> {
  /** Digest that ties stored facts to this very request. */
  request: string;
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

/** Decides for each fact who collects it, if anyone: by configuration, never by data. */
export function planCollection(options: {
  wanted: WantedFact[];
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
  const facts = options.wanted.map(wanted => {
    const collector = collectorOf(wanted.collector);
    const entity = entities.get(wanted.entityRef);
    const planned = plan(wanted, collector);
    const reason = entity && collector && whyNot(planned, collector, entity);
    if (!reason) return planned;
    reasons.set(
      [reason.source, reason.entityRef, reason.fact].join('|'),
      reason,
    );
    return { ...planned, ask: { kind: 'not-connected' as const } };
  });
  return { facts, notConnected: [...reasons.values()] };
}

/** Why a collector cannot serve an entity, or this one fact of it. */
function whyNot(
  { entityRef, fact, collector: source, key, ask }: PlannedFact,
  collector: FactCollector,
  entity: Entity,
): NotConnected | undefined {
  const message = collector.notConnected?.(entity);
  if (message !== undefined) return { source, entityRef, message };
  if (ask.kind !== 'collect') return undefined;
  const params = ask.params as JsonObject;
  const ofFact = collector.factNotConnected?.(entity, { key, params });
  return ofFact === undefined
    ? undefined
    : { source, entityRef, fact, message: ofFact };
}

function plan(
  wanted: WantedFact,
  collector: FactCollector | undefined,
): PlannedFact {
  return {
    ...wanted,
    request: digestOf([wanted.collector, wanted.ask]),
    ask: askFor(wanted.ask, collector),
  };
}

function askFor(
  ask: WantedFact['ask'],
  collector: FactCollector | undefined,
): PlannedFact['ask'] {
  if (!collector) return { kind: 'not-connected' };
  if ('miss' in ask) return { kind: 'miss', miss: ask.miss };
  const parsed = collector.params.safeParse(ask.params);
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
