import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  FactCollector,
  FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { CONNECTION_ANNOTATION } from '../client/PostgresSource';

export const NOW = new Date('2026-11-22T12:00:00Z');

/** An entity that names the connection `kamiyo`. */
export function databaseEntity(connection = 'kamiyo'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'kamiyo-postgres',
      annotations: { [CONNECTION_ANNOTATION]: connection },
    },
    spec: { type: 'database' },
  };
}

/** Collects facts by key, as a run does; values are checked by the collector's schema. */
export async function collectAll(
  collector: FactCollector,
  blocks: Record<string, object>,
  options: { now?: Date; logger?: any } = {},
): Promise<Record<string, FactOutcome>> {
  const entity = databaseEntity();
  const requests = Object.entries(blocks).map(([key, block]) => ({
    key,
    params: collector.params.parse(block),
  }));
  const outcomes = await collector.collect({
    entity,
    subject: entity,
    requests,
    signal: AbortSignal.timeout(60_000),
    logger: options.logger ?? mockServices.logger.mock(),
    now: () => options.now ?? NOW,
  });
  return Object.fromEntries(
    outcomes.map(outcome => {
      const { params } = requests.find(({ key }) => key === outcome.key)!;
      const value =
        ('value' in outcome && outcome.value) ||
        ('unreachable' in outcome && outcome.unreachable);
      if (value) collector.valueSchema(params, outcome.key).parse(value);
      return [outcome.key, outcome];
    }),
  );
}
