import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { RenderPostgres } from '../api/postgres';
import { createRenderFact } from './RenderFact';
import { isTrusted } from '../cidr';

const text = z.string().nullable();

const value = z.object({
  found: z.boolean(),
  id: text,
  name: text,
  plan: text,
  region: text,
  status: text,
  version: text,
  highAvailabilityEnabled: z.boolean(),
  diskSizeGB: z.number().nullable(),
  diskAutoscalingEnabled: z.boolean(),
  connectionPool: text,
  /** Who may connect from outside; empty: nobody. */
  ipAllowList: z.array(
    z.object({
      cidrBlock: z.string(),
      description: text,
      /** Lies in `collectors.postgres.trustedCidrs` of the configuration. */
      trusted: z.boolean(),
    }),
  ),
  readReplicas: z.array(z.object({ id: z.string(), name: text })),
});

const NONE: z.infer<typeof value> = {
  found: false,
  id: null,
  name: null,
  plan: null,
  region: null,
  status: null,
  version: null,
  highAvailabilityEnabled: false,
  diskSizeGB: null,
  diskAutoscalingEnabled: false,
  connectionPool: null,
  ipAllowList: [],
  readReplicas: [],
};

/**
 * Settings of a database. Where Render knows none of this id or name, `found`
 * is false and the rest null: absence is the finding.
 */
export const postgresFact = createRenderFact({
  scope: 'database',
  params: z.strictObject({}),
  value,
  async read({ client, ...asking }) {
    const { named, found, ...located } = await client.locatePostgres(asking);
    const { trustedCidrs } = client.config;
    return {
      value: found ? { found: true, ...settingsOf(found, trustedCidrs) } : NONE,
      evidence: [
        ...located.evidence,
        evidence({
          request: `the database '${named}'`,
          response: found
            ? sentence(found)
            : 'Render knows none of this id or name',
          link: found?.dashboardUrl ?? undefined,
        }),
      ],
    };
  },
});

function settingsOf(
  postgres: RenderPostgres,
  trustedCidrs: string[],
): Omit<z.infer<typeof value>, 'found'> {
  return {
    id: postgres.id,
    name: postgres.name,
    plan: postgres.plan,
    region: postgres.region,
    status: postgres.status,
    version: postgres.version,
    highAvailabilityEnabled: postgres.highAvailabilityEnabled,
    diskSizeGB: postgres.diskSizeGB,
    diskAutoscalingEnabled: postgres.diskAutoscalingEnabled,
    connectionPool: postgres.connectionPool,
    ipAllowList: postgres.ipAllowList.map(({ cidrBlock, description }) => ({
      cidrBlock,
      description,
      trusted: isTrusted(cidrBlock, trustedCidrs),
    })),
    readReplicas: postgres.readReplicas.map(({ id, name }) => ({ id, name })),
  };
}

function sentence(postgres: RenderPostgres): string {
  const { plan, region, status, version, ipAllowList } = postgres;
  return [
    status,
    `plan ${plan}`,
    region,
    `version ${version}`,
    `${ipAllowList.length} networks may connect from outside`,
  ].join(', ');
}
