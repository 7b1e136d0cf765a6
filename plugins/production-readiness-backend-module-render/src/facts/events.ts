import {
  durationMs,
  durationParameter,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { listEvents, timeOf, type RenderEvent } from '../api/events';
import { createRenderFact } from './RenderFact';

/** What one fact keeps of each, the newest. */
const MAX_FAILURES = 200;
const MAX_DEPLOYS = 20;

/** Failures of a service and its deploys, oldest first. */
export const eventsFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({ window: durationParameter.default('P14D') }),
  value: z.object({
    since: z.string(),
    events: z.array(
      z.object({
        type: z.string(),
        timestamp: z.string(),
        /** Of a failure: the service was available again later. */
        resolved: z.boolean().nullable(),
        /** Of a failure: it ran out of memory. */
        oomKilled: z.boolean().nullable(),
      }),
    ),
    complete: z.boolean(),
  }),
  async read({ client, params, now, ...asking }) {
    const service = await client.service(asking);
    const from = new Date(now.getTime() - durationMs(params.window));
    const { events, complete, ...read } = await listEvents(client, asking, {
      serviceId: service.id,
      from,
      to: now,
    });
    if (!complete) {
      throw new Error(
        `Render lists more events of ${service.name} within ${params.window} than are read; ask for a shorter window`,
      );
    }
    const failures = events.filter(({ type }) => type === 'server_failed');
    const deploys = events.filter(({ type }) => type === 'deploy_ended');
    const kept = newestOf(failures).concat(deploys.slice(-MAX_DEPLOYS));
    return {
      value: {
        since: from.toISOString(),
        events: kept
          .sort((a, b) => timeOf(a) - timeOf(b))
          .map(event => ({
            type: event.type,
            timestamp: new Date(timeOf(event)).toISOString(),
            ...judge(event, events),
          })),
        complete: kept.length === failures.length + deploys.length,
      },
      evidence: [
        ...read.evidence,
        evidence({
          request: `events of ${service.name} since ${from.toISOString()}`,
          response: `${failures.length} failures, ${
            failures.filter(wasOutOfMemory).length
          } of them for want of memory`,
          link: service.dashboardUrl
            ? `${service.dashboardUrl}/events`
            : undefined,
        }),
      ],
    };
  },
});

/** The newest failures, and the newest one for want of memory with them. */
function newestOf(failures: RenderEvent[]): RenderEvent[] {
  const newest = failures.slice(-MAX_FAILURES);
  const outOfMemory = failures.filter(wasOutOfMemory).at(-1);
  return outOfMemory && !newest.includes(outOfMemory)
    ? [outOfMemory, ...newest]
    : newest;
}

function judge(event: RenderEvent, all: RenderEvent[]) {
  if (event.type !== 'server_failed') {
    return { resolved: null, oomKilled: null };
  }
  return {
    resolved: all.some(
      later => timeOf(later) >= timeOf(event) && endsFailure(later),
    ),
    oomKilled: wasOutOfMemory(event),
  };
}

function endsFailure({ type, details }: RenderEvent): boolean {
  return (
    type === 'server_available' ||
    (type === 'deploy_ended' && details?.deployStatus === 'succeeded')
  );
}

function wasOutOfMemory({ details }: RenderEvent): boolean {
  const reason = details?.reason;
  return (
    typeof reason === 'object' &&
    reason !== null &&
    'oomKilled' in reason &&
    Boolean(reason.oomKilled)
  );
}
