import {
  evidence,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { listOf, text } from '../api/fields';
import type { Asking, RenderClient } from '../client';
import { createRenderFact } from './RenderFact';

/** Blueprints of one workspace whose services are looked at. */
const MAX_LOOKED_AT = 50;

const blueprintSchema = z.object({
  id: z.string().min(1),
  name: text,
  status: text,
  repo: text,
});
const detailSchema = z.object({
  resources: listOf(z.object({ id: z.string() })),
});
const syncSchema = z.object({
  id: z.string(),
  state: text,
  startedAt: text,
  completedAt: text,
});

type Blueprint = z.infer<typeof blueprintSchema>;

/** The blueprint that a service is of, and its newest sync. */
export const blueprintFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({}),
  value: z.object({
    /** False: no blueprint of the workspace holds the service. */
    found: z.boolean(),
    status: z.string().nullable(),
    lastSyncState: z.string().nullable(),
  }),
  async read({ client, ...asking }) {
    const service = await client.service(asking);
    const { blueprint, ...read } = await findBlueprint(client, asking, service);
    if (!blueprint) {
      return {
        value: { found: false, status: null, lastSyncState: null },
        evidence: [
          ...read.evidence,
          evidence({
            request: `the blueprint of ${service.name}`,
            response: 'no blueprint of the workspace holds it',
          }),
        ],
      };
    }
    const syncs = await client.list(asking, {
      path: `/blueprints/${encodeURIComponent(blueprint.id)}/syncs`,
      name: 'sync',
      item: syncSchema,
      maxPages: 1,
    });
    const newest = [...syncs.items].sort((a, b) => startOf(b) - startOf(a))[0];
    return {
      value: {
        found: true,
        status: blueprint.status,
        lastSyncState: newest?.state ?? null,
      },
      evidence: [
        ...read.evidence,
        ...syncs.evidence,
        evidence({
          request: `the blueprint of ${service.name}`,
          response: `${blueprint.status}, newest sync: ${
            newest?.state ?? 'none'
          }`,
          link: `https://dashboard.render.com/blueprint/${blueprint.id}`,
        }),
      ],
    };
  },
});

// A sync that waits has no start yet and is the newest.
function startOf({ startedAt }: z.infer<typeof syncSchema>): number {
  return startedAt ? Date.parse(startedAt) : Infinity;
}

/** Lists do not say what a blueprint holds; those of the same repository are asked. */
async function findBlueprint(
  client: RenderClient,
  asking: Asking,
  service: { id: string; ownerId: string; repo: string | null },
): Promise<{ blueprint: Blueprint | undefined; evidence: Evidence[] }> {
  const { items, complete, ...read } = await client.list(asking, {
    path: '/blueprints',
    query: { ownerId: service.ownerId },
    name: 'blueprint',
    item: blueprintSchema,
  });
  const own = placeOf(service.repo);
  const near = items.filter(({ repo }) => placeOf(repo) === own);
  if (!complete || near.length > MAX_LOOKED_AT) {
    throw new Error(
      `Render lists more blueprints than are looked through (${near.length} of the same repository)`,
    );
  }
  const holds = await Promise.all(
    near.map(async ({ id }) => {
      const { data } = await client.get(asking, {
        path: `/blueprints/${encodeURIComponent(id)}`,
        schema: detailSchema,
      });
      return data.resources.some(resource => resource.id === service.id);
    }),
  );
  const blueprint = near.find((_, index) => holds[index]);
  return { blueprint, evidence: read.evidence };
}

function placeOf(repo: string | null): string | null {
  return repo?.toLowerCase().replace(/(\.git)?\/?$/, '') ?? null;
}
