import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { FactCollector, FactOutcome } from '../collector';

/** A component as the catalog would give it. */
export function component(
  overrides: Partial<Entity['metadata']> & { spec?: Entity['spec'] } = {},
): Entity {
  const { spec, ...metadata } = overrides;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', ...metadata },
    spec: { type: 'service', ...spec },
  };
}

/**
 * Collects one fact the way a run does, and checks a value by the collector's
 * own schema: a fact that is not complete never leaves a test unnoticed.
 */
export async function collectOne(
  collector: FactCollector,
  params: object,
  options: {
    entity?: Entity;
    subject?: Entity;
    now?: Date;
    signal?: AbortSignal;
    /** Key of the fact; collectors that go by it are asked for this one. */
    key?: string;
  } = {},
): Promise<FactOutcome> {
  const key = options.key ?? 'x';
  const entity = options.entity ?? component();
  const parsed = collector.params.parse(params);
  const [outcome] = await collector.collect({
    entity,
    subject: options.subject ?? entity,
    requests: [{ key, params: parsed }],
    signal: options.signal ?? new AbortController().signal,
    logger: mockServices.logger.mock(),
    now: () => options.now ?? new Date('2026-06-01T00:00:00Z'),
  });
  const value = valueOf(outcome);
  if (value) collector.valueSchema(parsed, key).parse(value);
  return outcome;
}

/**
 * Collects several facts in one call, as a run does, by key; every value is
 * checked by the collector's own schema. `wanted`: parameters by key.
 */
export async function collectSeveral(
  collector: FactCollector,
  wanted: Record<string, object>,
  options: {
    entity?: Entity;
    subject?: Entity;
    /** Milliseconds. */
    now: number;
    signal?: AbortSignal;
  },
): Promise<Record<string, FactOutcome>> {
  const entity = options.entity ?? component();
  const requests = Object.entries(wanted).map(([key, params]) => ({
    key,
    params: collector.params.parse(params),
  }));
  const outcomes = await collector.collect({
    entity,
    subject: options.subject ?? entity,
    requests,
    signal: options.signal ?? new AbortController().signal,
    logger: mockServices.logger.mock(),
    now: () => new Date(options.now),
  });
  for (const outcome of outcomes) {
    if (!('value' in outcome)) continue;
    const { params } = requests.find(({ key }) => key === outcome.key)!;
    collector.valueSchema(params, outcome.key).parse(outcome.value);
  }
  return Object.fromEntries(outcomes.map(outcome => [outcome.key, outcome]));
}

/** The value of an outcome, reachable or not; undefined for a miss or error. */
export function valueOf(outcome: FactOutcome): any {
  if ('value' in outcome) return outcome.value;
  return 'unreachable' in outcome ? outcome.unreachable : undefined;
}
