import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { readDeploys, type RenderDeploy } from '../api/deploys';
import { createRenderFact } from './RenderFact';

const text = z.string().nullable();

/**
 * The newest deploy and the live one, whose commit is the release that the
 * entity is judged by; null: there is none.
 */
export const deployFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({}),
  value: z.object({
    newest: z
      .object({
        id: z.string(),
        status: text,
        commit: text,
        trigger: text,
        createdAt: text,
        finishedAt: text,
      })
      .nullable(),
    live: z
      .object({ id: z.string(), commit: text, finishedAt: text })
      .nullable(),
  }),
  async read({ client, ...asking }) {
    const service = await client.service(asking);
    const { newest, live, ...read } = await readDeploys(
      client,
      asking,
      service.id,
    );
    const commitOf = ({ commit }: RenderDeploy) => commit?.id ?? null;
    return {
      value: {
        newest: newest
          ? {
              id: newest.id,
              status: newest.status,
              commit: commitOf(newest),
              trigger: newest.trigger,
              createdAt: newest.createdAt,
              finishedAt: newest.finishedAt,
            }
          : null,
        live: live
          ? { id: live.id, commit: commitOf(live), finishedAt: live.finishedAt }
          : null,
      },
      evidence: [
        ...read.evidence,
        evidence({
          request: `deploys of ${service.name}`,
          response: `newest: ${newest ? newest.status : 'none'}; live: ${
            live
              ? `commit ${commitOf(live)?.slice(0, 12) ?? 'unknown'}`
              : 'none'
          }`,
          link: service.dashboardUrl ?? undefined,
        }),
      ],
    };
  },
});
