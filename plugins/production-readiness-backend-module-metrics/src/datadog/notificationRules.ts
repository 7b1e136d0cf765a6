import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { DatadogClient } from './DatadogClient';
import type { Monitor } from './monitors';

const PATH = '/api/v2/monitor/notification_rule';

const rules = z.object({
  data: z.array(
    z.object({
      attributes: z.object({
        filter: z
          .object({
            tags: z.array(z.string()).nullish(),
            scope: z.string().nullish(),
          })
          .nullish(),
        recipients: z.array(z.string()).nullish(),
      }),
    }),
  ),
});

/**
 * Whom rules notify of monitors that name nobody themselves, at least and at
 * most: what a rule says of groups, or under conditions, is known when it fires.
 */
export async function countRecipients(
  client: DatadogClient,
  { tags }: Monitor,
  signal: AbortSignal,
): Promise<{ least: number; most: number; evidence: Evidence }> {
  const { data, evidence } = await client.get({
    path: PATH,
    schema: rules,
    signal,
    needs: 'an application key with monitors_read',
    link: `${client.appUrl}/monitors/settings/notifications`,
  });
  const certain = data.data
    .map(({ attributes }) => attributes)
    .filter(({ filter, recipients }) => {
      const wanted = filter?.tags ?? [];
      return (
        !filter?.scope &&
        (recipients?.length ?? 0) > 0 &&
        wanted.length > 0 &&
        wanted.every(tag => tags.includes(tag))
      );
    })
    .reduce((sum, { recipients }) => sum + recipients!.length, 0);
  return {
    least: certain,
    most: Math.max(certain, data.data.length),
    evidence: {
      ...evidence,
      response: `${evidence.response}; ${data.data.length} notification rules, ${certain} recipients of this monitor for certain`,
    },
  };
}
