import {
  CannotSay,
  evidence,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { Asking, RenderClient } from '../client';
import { time } from './fields';
import type { RenderPostgres } from './postgres';

const schema = z.object({ recoveryStatus: z.string(), startsAt: time });

/** Whether a database can be set back, and to when; a miss while it is not ready. */
export async function readRecovery(
  client: RenderClient,
  asking: Asking,
  postgres: RenderPostgres,
): Promise<{
  recoveryStatus: 'AVAILABLE' | 'NOT_AVAILABLE';
  startsAt: string | null;
  evidence: Evidence[];
}> {
  const answer = await client.get(asking, {
    path: `/postgres/${encodeURIComponent(postgres.id)}/recovery`,
    schema,
  });
  const { recoveryStatus, startsAt } = answer.data;
  const pieces = [
    answer.evidence,
    evidence({
      request: `recovery of ${postgres.name}`,
      response: `${recoveryStatus}${startsAt ? `, back to ${startsAt}` : ''}`,
      link: postgres.dashboardUrl
        ? `${postgres.dashboardUrl}/recovery`
        : undefined,
    }),
  ];
  if (recoveryStatus !== 'AVAILABLE' && recoveryStatus !== 'NOT_AVAILABLE') {
    throw new CannotSay(
      {
        cause: 'waiting-for-time',
        message: `Render says of the recovery of ${postgres.name}: ${recoveryStatus}; its first backup is awaited`,
      },
      pieces,
    );
  }
  return { recoveryStatus, startsAt, evidence: pieces };
}
