import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  fingerprintWith,
  RepositoryReader,
  type FactCollector,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  TEST_FINGERPRINT_KEY,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { RenderClient } from '../client';
import { readRenderConfig, type EnvInspection } from '../config';
import { createEnvCollector } from '../env/createEnvCollector';
import { createRpcCollector } from '../rpc/createRpcCollector';
import { entity, NOW, SYSTEM } from './collecting';

export const KAMIYO_REPOSITORY = join(
  resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-backend-module-render',
  ),
  '../../test/stand-in/repositories/kamiyo',
);

export const fingerprints = {
  of: async (text: string) => fingerprintWith(TEST_FINGERPRINT_KEY, text),
};

/** A service of KAMIYO with its repository. */
export function service(name: string, repository = KAMIYO_REPOSITORY): Entity {
  const result = entity('Component', name, { 'render-service-id': name });
  result.metadata.annotations![
    'backstage.io/source-location'
  ] = `file:${repository}/`;
  return result;
}

/** The collectors `env` and `rpc`, which have fetched nothing yet. */
export function collectorsFor(
  vendor: RunningVendor,
  options: { inspection?: EnvInspection; repository?: string } = {},
): { env: FactCollector; rpc: FactCollector } {
  const { inspection = 'values', repository = KAMIYO_REPOSITORY } = options;
  const client = new RenderClient({
    config: { ...readRenderConfig(vendor.config)!, envInspection: inspection },
    outgoing: vendor.outgoing,
    vendor: { sleep: async () => {} },
  });
  const repositories = new RepositoryReader({
    reader: mockServices.urlReader.mock(),
    config: new ConfigReader({
      productionReadiness: {
        collectors: { repo: { localRoots: [repository] } },
      },
    }),
  });
  const { outgoing } = vendor;
  return {
    env: createEnvCollector({ client, fingerprints, repositories }),
    rpc: createRpcCollector({ client, fingerprints, outgoing }),
  };
}

/** By key; each value is checked by the fact's schema. */
export async function collectBlocks(
  collector: FactCollector,
  options: { entity: Entity; blocks: Record<string, object> },
): Promise<Record<string, FactOutcome>> {
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
    now: () => new Date(NOW),
  });
  for (const outcome of outcomes) {
    const { params } = requests.find(({ key }) => key === outcome.key)!;
    const schema = collector.valueSchema(params, outcome.key);
    if ('value' in outcome) schema.parse(outcome.value);
    if ('unreachable' in outcome) schema.parse(outcome.unreachable);
  }
  return Object.fromEntries(outcomes.map(each => [each.key, each]));
}
