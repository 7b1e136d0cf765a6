import {
  CannotSay,
  HOUR_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { readRecovery } from '../api/recovery';
import { createRenderFact } from './RenderFact';

const DAY_MS = 24 * HOUR_MS;
const startsAt = z.string().nullable();

/** Whether a database can be set back to an earlier moment. */
export const recoveryFact = createRenderFact({
  scope: 'database',
  params: z.strictObject({}),
  value: z.object({
    recoveryStatus: z.enum(['AVAILABLE', 'NOT_AVAILABLE']),
    startsAt,
  }),
  async read({ client, ...asking }) {
    const postgres = await client.postgres(asking);
    const { evidence, ...value } = await readRecovery(client, asking, postgres);
    return { value, evidence };
  },
});

/**
 * How far back the window of recovery reaches; null: there is none. A miss
 * while the database is younger than `days`: its window still grows.
 */
export const recoveryWindowFact = createRenderFact({
  scope: 'database',
  params: z.strictObject({ days: z.number().min(0).default(7) }),
  value: z.object({ startsAt }),
  async read({ client, params, now, ...asking }) {
    const postgres = await client.postgres(asking);
    const recovery = await readRecovery(client, asking, postgres);
    const wanted = now.getTime() - params.days * DAY_MS;
    const isAfter = (time: string | null) =>
      time !== null && Date.parse(time) > wanted;
    if (isAfter(recovery.startsAt) && isAfter(postgres.createdAt)) {
      throw new CannotSay(
        {
          cause: 'waiting-for-time',
          message: `${postgres.name} was made at ${postgres.createdAt}, less than ${params.days} days ago: its window cannot reach further back yet`,
        },
        recovery.evidence,
      );
    }
    return {
      value: { startsAt: recovery.startsAt },
      evidence: recovery.evidence,
    };
  },
});
