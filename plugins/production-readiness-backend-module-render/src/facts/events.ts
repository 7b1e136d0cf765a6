import {
  durationMs,
  durationParameter,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { listEvents, timeOf, type RenderEvent } from '../api/events';
import { createRenderFact } from './RenderFact';

/** Failures and deploys that one fact keeps, the newest. */
const MAX_KEPT = 200;
const KEPT = ['server_failed', 'deploy_ended'];

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
    const wanted = events.filter(({ type }) => KEPT.includes(type));
    const kept = wanted.slice(-MAX_KEPT);
    const failures = wanted.filter(({ type }) => type === 'server_failed');
    return {
      value: {
        since: from.toISOString(),
        events: kept.map(event => ({
          type: event.type,
          timestamp: event.timestamp,
          ...judge(event, events),
        })),
        complete: kept.length === wanted.length,
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
