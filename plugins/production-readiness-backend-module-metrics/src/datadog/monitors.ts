import type { Evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { countHandles } from './handles';
import type { DatadogClient } from './DatadogClient';

const PAGE = 1000;
const MOST_PAGES = 20;

/** Only what is judged; of the message no more than how many it notifies. */
const monitor = z
  .object({
    id: z.number(),
    name: z.string().default(''),
    message: z.string().nullish(),
    tags: z.array(z.string()).nullish(),
    deleted: z.string().nullish(),
    draft_status: z.string().nullish(),
    overall_state: z.string().nullish(),
    options: z
      .object({
        silenced: z.record(z.string(), z.number().nullable()).nullish(),
        notify_no_data: z.boolean().nullish(),
      })
      .nullish(),
    matching_downtimes: z
      .array(z.object({ scope: z.array(z.string()).nullish() }))
      .nullish(),
  })
  .transform(raw => ({
    id: raw.id,
    name: raw.name,
    tags: raw.tags ?? [],
    handles: countHandles(raw.message ?? ''),
    isDeleted: typeof raw.deleted === 'string',
    isDraft: raw.draft_status === 'draft',
    state: raw.overall_state ?? '',
    notifiesNoData: raw.options?.notify_no_data === true,
    silenced: raw.options?.silenced ?? {},
    downtimes: (raw.matching_downtimes ?? []).map(({ scope }) => scope ?? []),
  }));

export type Monitor = z.infer<typeof monitor>;

/** All monitors of the organisation, in pages of a thousand; one look serves every alert. */
export async function listMonitors(
  client: DatadogClient,
  signal: AbortSignal,
): Promise<{ monitors: Monitor[]; complete: boolean; evidence: Evidence[] }> {
  let page = 0;
  const queryOf = (at: number) => ({
    page: at,
    page_size: PAGE,
    with_downtimes: true,
  });
  const { items, complete, evidence } = await client.list({
    first: {
      path: '/api/v1/monitor',
      query: queryOf(page),
      schema: z.array(monitor),
      signal,
      needs: 'an application key with monitors_read',
      link: `${client.appUrl}/monitors/manage`,
    },
    items: found => found,
    next: ({ data }) => {
      if (data.length < PAGE) return undefined;
      page += 1;
      return { query: queryOf(page) };
    },
    maxPages: MOST_PAGES,
  });
  return {
    monitors: items.filter(({ isDeleted }) => !isDeleted),
    complete,
    evidence,
  };
}

/** Whether nothing of it notifies anyone now: muted as a whole, or in a downtime of all. */
export function isMuted({ silenced, downtimes }: Monitor, now: Date): boolean {
  const until = silenced['*'];
  const isSilenced =
    until === null || (until !== undefined && until * 1000 > now.getTime());
  return isSilenced || downtimes.some(scope => scope.includes('*'));
}

/** Whether people are being told of it now. */
export function isFiring({ state, notifiesNoData }: Monitor): boolean {
  if (state === 'No Data') return notifiesNoData;
  return state === 'Alert' || state === 'Warn';
}
