import {
  CannotSay,
  durationMs,
  durationParameter,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { listEvents, timeOf } from '../api/events';
import { createRenderFact } from './RenderFact';

const MAX_KEPT = 100;
const TYPES = ['autoscaling_started', 'autoscaling_ended'];
const number = z.number().nullable();
const details = z.object({
  fromInstances: z.number().nullish(),
  toInstances: z.number().nullish(),
});

/** When the service was scaled by itself, oldest first; a miss if it never was. */
export const scalingFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({ window: durationParameter.default('P90D') }),
  value: z.object({
    events: z.array(
      z.object({
        type: z.string(),
        timestamp: z.string(),
        fromInstances: number,
        toInstances: number,
      }),
    ),
    complete: z.boolean(),
  }),
  async read({ client, params, now, ...asking }) {
    const service = await client.service(asking);
    const from = new Date(now.getTime() - durationMs(params.window));
    const lists = await Promise.all(
      TYPES.map(type =>
        listEvents(client, asking, {
          serviceId: service.id,
          from,
          to: now,
          type,
        }),
      ),
    );
    const pieces = lists.flatMap(list => list.evidence);
    const events = lists
      .flatMap(list => list.events)
      .sort((a, b) => timeOf(a) - timeOf(b));
    if (events.length === 0) {
      throw new CannotSay(
        {
          cause: 'waiting-for-traffic',
          message: `${service.name} was not scaled by itself within ${params.window}: there was no load to scale for`,
        },
        pieces,
      );
    }
    const kept = events.slice(-MAX_KEPT);
    return {
      value: {
        events: kept.map(event => {
          const numbers = details.safeParse(event.details ?? {}).data;
          return {
            type: event.type,
            timestamp: new Date(timeOf(event)).toISOString(),
            fromInstances: numbers?.fromInstances ?? null,
            toInstances: numbers?.toInstances ?? null,
          };
        }),
        complete:
          kept.length === events.length && lists.every(list => list.complete),
      },
      evidence: [
        ...pieces,
        evidence({
          request: `autoscaling of ${service.name} since ${from.toISOString()}`,
          response: `${events.length} events, the newest ${
            events.at(-1)!.type
          } at ${events.at(-1)!.timestamp}`,
        }),
      ],
    };
  },
});
