import {
  CannotSay,
  evidence,
  HOUR_MS,
  MINUTE_MS,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { listEvents } from '../api/events';
import { longestPauseMinutes } from './cronSchedule';
import { createRenderFact } from './RenderFact';

const WEEK_MS = 7 * 24 * HOUR_MS;
/** A schedule that cannot be read may be a yearly one. */
const LONGEST_MS = 400 * 24 * HOUR_MS;

/** How the newest run of a cron job ended; a miss for what is none. */
export const cronRunsFact = createRenderFact({
  scope: 'service',
  params: z.strictObject({}),
  value: z.object({
    /** `successful`, `unsuccessful`, `canceled` or `pending`. */
    status: z.string(),
    endedAt: z.string(),
    /** The longest pause between two runs of the schedule; null: not readable. */
    intervalMinutes: z.number().nullable(),
  }),
  async read({ client, now, ...asking }) {
    const service = await client.service(asking);
    if (service.type !== 'cron_job') {
      throw new CannotSay(
        notDeclared(
          `${service.name} is no cron job but a ${service.type}; Render tells of no runs`,
        ),
      );
    }
    const { schedule } = service.serviceDetails;
    const intervalMinutes = schedule ? longestPauseMinutes(schedule) : null;
    const from = new Date(now.getTime() - reach(intervalMinutes));
    const { events, ...read } = await listEvents(client, asking, {
      serviceId: service.id,
      from,
      to: now,
      type: 'cron_job_run_ended',
    });
    const newest = events.at(-1);
    if (!newest) {
      throw new CannotSay(
        {
          cause: 'waiting-for-time',
          message: `no run of ${
            service.name
          } has ended since ${from.toISOString()}`,
        },
        read.evidence,
      );
    }
    const status = String(newest.details?.status ?? 'unknown');
    return {
      value: { status, endedAt: newest.timestamp, intervalMinutes },
      evidence: [
        ...read.evidence,
        evidence({
          request: `runs of ${service.name} since ${from.toISOString()}`,
          response: `the newest was ${status} at ${newest.timestamp}`,
          link: service.dashboardUrl ?? undefined,
        }),
      ],
    };
  },
});

function reach(intervalMinutes: number | null): number {
  return intervalMinutes === null
    ? LONGEST_MS
    : Math.max(WEEK_MS, 3 * intervalMinutes * MINUTE_MS);
}
