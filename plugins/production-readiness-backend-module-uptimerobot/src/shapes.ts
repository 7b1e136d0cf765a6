import { z } from 'zod';

/**
 * Of what UptimeRobot answers only what is read: no address or number of a
 * contact, no password of a monitor. Numbers come as text in places.
 */

const number = z.coerce.number();
const id = z.union([z.string(), z.number()]).transform(String);

const failed = z.object({
  stat: z.literal('fail'),
  error: z.object({
    type: z.string(),
    parameter_name: z.string().nullish(),
  }),
});

const monitor = z.object({
  id,
  friendly_name: z.string(),
  url: z.string(),
  type: number,
  status: number,
  interval: number,
  alert_contacts: z.array(z.object({ id })).nullish(),
  logs: z.array(z.object({ type: number, datetime: number })).nullish(),
  response_times: z.array(z.object({ datetime: number })).nullish(),
});

export const monitorsPage = z.discriminatedUnion('stat', [
  z.object({
    stat: z.literal('ok'),
    pagination: z.object({ offset: number, limit: number, total: number }),
    monitors: z.array(monitor),
  }),
  failed,
]);

export const contactsPage = z.discriminatedUnion('stat', [
  z.object({
    stat: z.literal('ok'),
    offset: number,
    limit: number,
    total: number,
    alert_contacts: z.array(z.object({ id, type: number, status: number })),
  }),
  failed,
]);

/** A monitor as UptimeRobot has it. */
export type Monitor = z.infer<typeof monitor>;

/** A refusal, which comes with the status 200. */
export type Failed = z.infer<typeof failed>;
