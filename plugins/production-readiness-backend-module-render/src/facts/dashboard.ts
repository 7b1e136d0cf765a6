import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { createRenderFact } from './RenderFact';

/** Where a person sees the service or the database at Render. */
export const dashboardFact = createRenderFact({
  scope: 'resource',
  params: z.strictObject({}),
  value: z.object({ url: z.string().nullable() }),
  async read({ client, ...asking }) {
    const { id, dashboardUrl } = await client.resource(asking);
    return {
      value: { url: dashboardUrl },
      evidence: [
        evidence({
          request: `dashboard of ${id}`,
          response: dashboardUrl ?? 'none',
          link: dashboardUrl ?? undefined,
        }),
      ],
    };
  },
});
