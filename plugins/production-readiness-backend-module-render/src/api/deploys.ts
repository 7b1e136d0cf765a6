import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { Asking, RenderClient } from '../client';
import { text, time } from './fields';

const deploySchema = z.object({
  id: z.string().min(1),
  status: text,
  trigger: text,
  commit: z.object({ id: text }).nullish(),
  createdAt: time,
  startedAt: time,
  finishedAt: time,
});

export type RenderDeploy = z.infer<typeof deploySchema>;

/** The newest deploy of a service, and the one that is live. */
export async function readDeploys(
  client: RenderClient,
  asking: Asking,
  serviceId: string,
): Promise<{
  newest: RenderDeploy | undefined;
  live: RenderDeploy | undefined;
  evidence: Evidence[];
}> {
  const page = (query: Record<string, string>) =>
    client.list(asking, {
      path: `/services/${encodeURIComponent(serviceId)}/deploys`,
      query,
      name: 'deploy',
      item: deploySchema,
      maxPages: 1,
    });
  const all = await page({});
  const [newest] = newestFirst(all.items);
  const isLive = ({ status }: RenderDeploy) => status === 'live';
  const recent = newestFirst(all.items).find(isLive);
  if (recent || all.complete) {
    return { newest, live: recent, evidence: all.evidence };
  }
  // Many deploys since the one that is live.
  const older = await page({ status: 'live' });
  return {
    newest,
    live: newestFirst(older.items).find(isLive),
    evidence: [...all.evidence, ...older.evidence],
  };
}

// Render states no order.
function newestFirst(deploys: RenderDeploy[]): RenderDeploy[] {
  const at = ({ createdAt }: RenderDeploy) => Date.parse(createdAt ?? '') || 0;
  return [...deploys].sort((a, b) => at(b) - at(a));
}
