import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { text } from '../api/fields';
import { createRenderFact } from './RenderFact';

const MAX_KEPT = 200;
const nullable = z.string().nullable();

const domainSchema = z.object({
  name: z.string().min(1),
  domainType: text,
  redirectForName: text,
  verificationStatus: text,
});

/** Custom domains of a service. */
export const domainsFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({}),
  value: z.object({
    domains: z.array(
      z.object({
        name: z.string(),
        domainType: nullable,
        redirectForName: nullable,
        verificationStatus: nullable,
      }),
    ),
    complete: z.boolean(),
  }),
  async read({ client, ...asking }) {
    const service = await client.service(asking);
    const { items, complete, ...read } = await client.list(asking, {
      path: `/services/${encodeURIComponent(service.id)}/custom-domains`,
      name: 'customDomain',
      item: domainSchema,
    });
    const domains = items.slice(0, MAX_KEPT);
    return {
      value: { domains, complete: complete && items.length <= MAX_KEPT },
      evidence: [
        ...read.evidence,
        evidence({
          request: `custom domains of ${service.name}`,
          response:
            domains
              .slice(0, 10)
              .map(
                ({ name, verificationStatus }) =>
                  `${name} ${verificationStatus ?? 'of unknown status'}`,
              )
              .join(', ') || 'none',
          link: service.dashboardUrl
            ? `${service.dashboardUrl}/settings`
            : undefined,
        }),
      ],
    };
  },
});
