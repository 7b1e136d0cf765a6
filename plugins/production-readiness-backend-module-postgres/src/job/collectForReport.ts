import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  FactCollector,
  FactOutcome,
  JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  CONNECTION_ANNOTATION,
  type PostgresSource,
} from '../client/PostgresSource';
import { createPgCollector } from '../createPgCollector';
import { createSqlCollector } from '../sql/createSqlCollector';
import type { Blocks } from './blocks';

const TIMEOUT_MS = 120_000;

export interface Collected {
  /** Values by fact id: `pg.connect`. */
  facts: Record<string, JsonObject>;
  /** Why a fact is not among them. */
  missing: Record<string, string>;
}

/**
 * Collects as a run of Backstage does. What has no value is not pushed: it
 * stays unknown there, and waits for the report.
 */
export async function collectForReport(options: {
  source: PostgresSource;
  /** Name of the connection in the source. */
  connection: string;
  entityRef: string;
  blocks: Blocks;
  logger: LoggerService;
}): Promise<Collected> {
  const { source, blocks } = options;
  const entity = entityOf(options);
  const collected: Collected = { facts: {}, missing: {} };
  const ask = async (collector: FactCollector, own: Record<string, object>) => {
    const requests = requestsOf(collector, { entity, own, collected });
    const outcomes = await collector.collect({
      entity,
      subject: entity,
      requests,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      logger: options.logger,
      now: () => new Date(),
    });
    for (const outcome of outcomes) {
      const { params } = requests.find(({ key }) => key === outcome.key)!;
      const fact = `${collector.id}.${outcome.key}`;
      if ('value' in outcome) {
        collected.facts[fact] = collector
          .valueSchema(params, outcome.key)
          .parse(outcome.value) as JsonObject;
      } else collected.missing[fact] = reasonOf(outcome);
    }
  };
  await Promise.all([
    ask(createPgCollector({ source }), blocks.pg),
    ask(createSqlCollector({ source }), blocks.sql),
  ]);
  return collected;
}

function requestsOf(
  collector: FactCollector,
  options: {
    entity: Entity;
    own: Record<string, object>;
    collected: Collected;
  },
) {
  return Object.entries(options.own).flatMap(([key, block]) => {
    const request = { key, params: collector.params.parse(block) };
    const why = collector.factNotConnected?.(options.entity, request);
    if (why === undefined) return [request];
    options.collected.missing[`${collector.id}.${key}`] = why;
    return [];
  });
}

function reasonOf(outcome: FactOutcome): string {
  if ('miss' in outcome) return outcome.miss.message;
  return 'error' in outcome ? outcome.error : 'the database does not answer';
}

function entityOf(options: { entityRef: string; connection: string }): Entity {
  const { kind, namespace, name } = parseEntityRef(options.entityRef);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace,
      name,
      annotations: { [CONNECTION_ANNOTATION]: options.connection },
    },
  };
}
