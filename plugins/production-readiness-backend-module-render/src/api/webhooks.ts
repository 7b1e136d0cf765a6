import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { Asking, RenderClient } from '../client';
import { listOf } from './fields';

/** Without the address, which may hold a key, and the secret. */
const webhookSchema = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  enabled: z.boolean(),
  eventFilter: listOf(z.string()),
});

export type RenderWebhook = z.infer<typeof webhookSchema>;

/** Webhooks of a workspace. Throws where there are more than are read. */
export async function listWebhooks(
  client: RenderClient,
  asking: Asking,
  ownerId: string,
): Promise<{ webhooks: RenderWebhook[]; evidence: Evidence[] }> {
  const { items, complete, evidence } = await client.list(asking, {
    path: '/webhooks',
    query: { ownerId },
    name: 'webhook',
    item: webhookSchema,
  });
  if (!complete) {
    throw new Error(
      `Render lists more webhooks than the ${items.length} that are read`,
    );
  }
  return { webhooks: items, evidence };
}

/** Whether a webhook hears of a type of event; without a filter it hears of all. */
export function hearsOf(webhook: RenderWebhook, type: string): boolean {
  return webhook.eventFilter.length === 0 || webhook.eventFilter.includes(type);
}
