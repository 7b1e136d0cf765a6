import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  FactCollector,
  FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { RunningVendor } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { RenderClient } from '../client';
import { readRenderConfig } from '../config';
import { createRenderCollector } from '../createRenderCollector';

export const NOW = Date.parse('2026-11-22T12:00:00Z');

export function entity(
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [
          `production-readiness/${key}`,
          value,
        ]),
      ),
    },
  };
}

export const API = entity('Component', 'kamiyo-api', {
  'render-service-id': 'kamiyo-api',
});
export const WORKER = entity('Component', 'kamiyo-aggregator', {
  'render-service-id': 'kamiyo-aggregator',
});
export const DATABASE = entity('Resource', 'kamiyo-postgres', {
  'render-postgres-id': 'kamiyo-postgres',
});
export const SYSTEM = entity('System', 'kamiyo');

type Blocks = Record<string, object>;

/** Every kind of fact, as checklists ask for it, by the entity that has it. */
export const WANTED: { entity: Entity; blocks: Blocks }[] = [
  {
    entity: API,
    blocks: {
      service: {},
      deploy: {},
      events: { window: 'P14D' },
      metrics: { window: 'P7D' },
      logs: {},
      requestLog: {},
      domains: {},
      scaling: { window: 'P90D' },
      blueprint: {},
      dashboard: {},
      resourceMetrics: {},
      httpMetrics: {},
      dayTraffic: { kind: 'traffic', window: 'P1D', minRequests: 100 },
      memoryLimit: {},
      bandwidth: { window: 'P30D' },
      startup: {
        window: 'PT10M',
        errorPatterns: ['insecure default', 'Traceback'],
        okPatterns: { csrf: 'csrf (protection|configuration) validated' },
      },
      auditAuth: { kind: 'logLines', pattern: 'audit\\.auth', window: 'P7D' },
    },
  },
  { entity: WORKER, blocks: { service: {} } },
  {
    entity: DATABASE,
    blocks: {
      postgres: {},
      recovery: {},
      recoveryWindow: { days: 7 },
      activeConnections: {},
      disk: {},
      replicationLag: {},
      hooks: { kind: 'webhooks', events: ['postgres_backup_failed'] },
      backups: { since: '2026-11-22T00:00:00Z' },
    },
  },
  {
    entity: SYSTEM,
    blocks: {
      owner: {},
      access: {},
      logStream: {},
      logSearch: {},
      mailNotifications: {},
      slackNotifications: {},
    },
  },
];

/** A collector that has fetched nothing yet. */
export function collectorFor(
  vendor: RunningVendor,
  own?: { sleep?: () => Promise<void> },
): FactCollector {
  return createRenderCollector({
    client: new RenderClient({
      config: readRenderConfig(vendor.config)!,
      outgoing: vendor.outgoing,
      vendor: { sleep: async () => {}, ...own },
    }),
  });
}

/** Collects the way a run does, and checks each value by the fact's schema. */
export async function collect(
  collector: FactCollector,
  options: { entity: Entity; blocks: Blocks; now?: number },
): Promise<FactOutcome[]> {
  const requests = Object.entries(options.blocks).map(([key, params]) => ({
    key,
    params: collector.params.parse(params),
  }));
  const outcomes = await collector.collect({
    entity: options.entity,
    subject: SYSTEM,
    requests,
    signal: AbortSignal.timeout(20_000),
    logger: mockServices.logger.mock(),
    now: () => new Date(options.now ?? NOW),
  });
  for (const outcome of outcomes) {
    const { params } = requests.find(({ key }) => key === outcome.key)!;
    if ('value' in outcome) {
      collector.valueSchema(params, outcome.key).parse(outcome.value);
    }
  }
  return outcomes;
}

/** Everything that is wanted, by `<entity>.<key>`. */
export async function collectAll(
  collector: FactCollector,
): Promise<Map<string, FactOutcome>> {
  const all = await Promise.all(
    WANTED.map(async wanted =>
      (
        await collect(collector, wanted)
      ).map(
        outcome =>
          [`${wanted.entity.metadata.name}.${outcome.key}`, outcome] as const,
      ),
    ),
  );
  return new Map(all.flat());
}

/** What came of one fact. */
export async function collectFact(
  vendor: RunningVendor,
  options: { entity: Entity; key: string; params?: object; now?: number },
): Promise<FactOutcome> {
  const { key, params = {}, ...rest } = options;
  const [outcome] = await collect(collectorFor(vendor), {
    ...rest,
    blocks: { [key]: params },
  });
  return outcome;
}

/** The value, the miss or the error, without evidence. */
export function told(outcome: FactOutcome | undefined): unknown {
  if (!outcome) return undefined;
  const {
    key: _,
    evidence: __,
    ...rest
  } = outcome as FactOutcome & {
    evidence?: unknown;
  };
  return rest;
}
