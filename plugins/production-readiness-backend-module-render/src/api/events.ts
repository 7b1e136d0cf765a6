import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { Asking, RenderClient } from '../client';

/** 2,000 events: a service that has more within a window is not read to its end. */
const MAX_PAGES = 20;

const eventSchema = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  timestamp: z.string().min(1),
  details: z.record(z.string(), z.unknown()).nullish(),
});

export type RenderEvent = z.infer<typeof eventSchema>;

/**
 * Events of a service within a time, oldest first. Without a start Render
 * would give those of the last hour.
 */
export async function listEvents(
  client: RenderClient,
  asking: Asking,
  options: { serviceId: string; from: Date; to: Date; type?: string },
): Promise<{
  events: RenderEvent[];
  complete: boolean;
  evidence: Evidence[];
}> {
  const { serviceId, from, to, type } = options;
  const { items, ...read } = await client.list(asking, {
    path: `/services/${encodeURIComponent(serviceId)}/events`,
    query: { startTime: from.toISOString(), endTime: to.toISOString(), type },
    name: 'event',
    item: eventSchema,
    after: last => ({ endTime: last.timestamp }),
    maxPages: MAX_PAGES,
  });
  const distinct = new Map(items.map(event => [event.id, event]));
  return {
    ...read,
    events: [...distinct.values()].sort((a, b) => timeOf(a) - timeOf(b)),
  };
}

/** Milliseconds since 1970. */
export function timeOf({ timestamp }: { timestamp: string }): number {
  return Date.parse(timestamp);
}
