import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { PAGE_LIMIT, type Asking, type RenderClient } from '../client';
import { listOf, text } from './fields';

/** Lines that one fact looks at; they are counted in memory and dropped. */
export const MAX_LINES = 1000;

const schema = z.object({
  hasMore: z.boolean(),
  nextStartTime: text,
  nextEndTime: text,
  logs: listOf(
    z.object({
      id: z.string(),
      message: z.string(),
      timestamp: z.string(),
    }),
  ),
});

export interface LogQuery {
  ownerId: string;
  /** Ids of resources of one workspace and one region. */
  resources: string[];
  from: Date;
  to: Date;
  /** `app`: what the program itself writes. */
  type?: 'app';
  /** As Render's own search takes it. */
  text?: string;
  instances?: string[];
  /** Which lines come first. Defaults to `backward`: the newest. */
  direction?: 'backward' | 'forward';
  most?: number;
}

/**
 * Messages of log lines within a time, up to `most` (default 1,000); `complete`
 * is false where there are more.
 */
export async function readLogs(
  client: RenderClient,
  asking: Asking,
  options: LogQuery,
): Promise<{ lines: string[]; complete: boolean; evidence: Evidence[] }> {
  const { most = MAX_LINES } = options;
  const lines = new Map<string, string>();
  const pieces: Evidence[] = [];
  let span = {
    startTime: options.from.toISOString(),
    endTime: options.to.toISOString(),
  };
  // One page more than would do if all were full.
  for (let page = 0; page <= MAX_LINES / PAGE_LIMIT; page += 1) {
    const { data, evidence } = await client.get(asking, {
      path: '/logs',
      query: {
        ownerId: options.ownerId,
        resource: options.resources,
        ...span,
        direction: options.direction ?? 'backward',
        limit: PAGE_LIMIT,
        type: options.type,
        text: options.text,
        instance: options.instances,
      },
      schema,
    });
    pieces.push(evidence);
    for (const { id, message } of data.logs) {
      if (lines.size < most) lines.set(id, message);
    }
    if (!data.hasMore || !data.nextStartTime || !data.nextEndTime) {
      return { lines: [...lines.values()], complete: true, evidence: pieces };
    }
    if (lines.size >= most) break;
    span = { startTime: data.nextStartTime, endTime: data.nextEndTime };
  }
  return { lines: [...lines.values()], complete: false, evidence: pieces };
}
