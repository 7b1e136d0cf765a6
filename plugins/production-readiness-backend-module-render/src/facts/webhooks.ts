import {
  CannotSay,
  evidence,
  listParameter,
  sinceParameter,
  timeSince,
  waitsForPerson,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { text } from '../api/fields';
import { hearsOf, listWebhooks } from '../api/webhooks';
import type { Asking, RenderClient } from '../client';
import { createRenderFact } from './RenderFact';

const LINK = 'https://dashboard.render.com/webhooks';

/**
 * Enabled webhooks that hear of all `events`, and of one of `anyEvent` if such
 * are named. A miss without one: it may be told where no collector looks.
 */
export const webhooksFact = createRenderFact({
  scope: 'database',
  params: z.strictObject({
    events: listParameter.default([]),
    anyEvent: listParameter.default([]),
  }),
  value: z.object({ enabled: z.number() }),
  async read({ client, params, ...asking }) {
    const { events, anyEvent } = params;
    const { owner } = await client.postgres(asking);
    const { webhooks, ...read } = await listWebhooks(client, asking, owner.id);
    const hearing = webhooks.filter(
      webhook =>
        webhook.enabled &&
        events.every(type => hearsOf(webhook, type)) &&
        (anyEvent.length === 0 ||
          anyEvent.some(type => hearsOf(webhook, type))),
    );
    const wanted = [
      ...events,
      ...(anyEvent.length > 0 ? [`one of ${anyEvent.join(', ')}`] : []),
    ].join(', ');
    const pieces = [
      ...read.evidence,
      evidence({
        request: `webhooks that hear of ${wanted}`,
        response: `${hearing.length} enabled, of ${webhooks.length} in all`,
        link: LINK,
      }),
    ];
    if (hearing.length === 0) {
      throw new CannotSay(
        waitsForPerson(
          `no enabled webhook at Render hears of ${wanted}; add one, or vouch for what tells of it instead`,
        ),
        pieces,
      );
    }
    return { value: { enabled: hearing.length }, evidence: pieces };
  },
});

const COMPLETED = [
  'postgres_backup_completed',
  'postgres_pitr_checkpoint_completed',
];
const FAILED = [
  'postgres_backup_failed',
  'postgres_pitr_checkpoint_failed',
  'postgres_wal_archive_failed',
];
/** Events whose database is asked for; webhooks do not name it. */
const MAX_EVENTS = 200;

const sentSchema = z.object({
  eventId: z.string().min(1),
  eventType: text,
});

/**
 * Backups of a database that webhooks told of: Render lists the events of a
 * database nowhere else. A miss where no webhook hears of them.
 */
export const backupsFact = createRenderFact({
  scope: 'database',
  params: z.strictObject({ since: sinceParameter.default('launch') }),
  value: z.object({ completed: z.number(), failed: z.number() }),
  async read({ client, params, ...asking }) {
    const from = timeSince(params.since);
    const postgres = await client.postgres(asking);
    const { webhooks, ...read } = await listWebhooks(
      client,
      asking,
      postgres.owner.id,
    );
    const hearing = webhooks.filter(
      webhook =>
        webhook.enabled &&
        FAILED.every(type => hearsOf(webhook, type)) &&
        COMPLETED.some(type => hearsOf(webhook, type)),
    );
    if (hearing.length === 0) {
      throw new CannotSay(
        waitsForPerson(
          'no enabled webhook at Render hears of backups that are completed and of those that fail, and backups are listed nowhere else',
        ),
        read.evidence,
      );
    }
    const sent = await Promise.all(
      hearing.map(({ id }) => sentBy(client, asking, { id, from })),
    );
    const types = new Map(sent.flatMap(each => each.events));
    const own = await eventsOf(client, asking, {
      ids: [...types.keys()],
      serviceId: postgres.id,
    });
    const count = (wanted: string[]) =>
      own.filter(id => wanted.includes(types.get(id)!)).length;
    const value = { completed: count(COMPLETED), failed: count(FAILED) };
    if (value.failed === 0 && sent.some(({ complete }) => !complete)) {
      throw new Error('Render lists more events of webhooks than are read');
    }
    return {
      value,
      evidence: [
        ...read.evidence,
        ...sent.flatMap(each => each.evidence),
        evidence({
          request: `backups of ${postgres.name} since ${from.toISOString()}`,
          response: `${value.completed} completed, ${value.failed} failed`,
          link: LINK,
        }),
      ],
    };
  },
});

/** Ids and types of the events about backups that one webhook sent. */
async function sentBy(
  client: RenderClient,
  asking: Asking,
  { id, from }: { id: string; from: Date },
): Promise<{
  events: [string, string][];
  complete: boolean;
  evidence: Evidence[];
}> {
  const { items, ...read } = await client.list(asking, {
    path: `/webhooks/${encodeURIComponent(id)}/events`,
    query: { sentAfter: from.toISOString() },
    name: 'webhookEvent',
    item: sentSchema,
    maxPages: 20,
  });
  return {
    ...read,
    events: items.flatMap(({ eventId, eventType }) =>
      eventType && [...COMPLETED, ...FAILED].includes(eventType)
        ? [[eventId, eventType] as [string, string]]
        : [],
    ),
  };
}

/** Which of the events are of one resource. */
async function eventsOf(
  client: RenderClient,
  asking: Asking,
  { ids, serviceId }: { ids: string[]; serviceId: string },
): Promise<string[]> {
  if (ids.length > MAX_EVENTS) {
    throw new Error(
      `webhooks were told of ${ids.length} backups, and at most ${MAX_EVENTS} are looked at`,
    );
  }
  const own = await Promise.all(
    ids.map(async id => {
      const { data } = await client.get(asking, {
        path: `/events/${encodeURIComponent(id)}`,
        schema: z.object({ serviceId: z.string() }),
      });
      return data.serviceId === serviceId;
    }),
  );
  return ids.filter((_, index) => own[index]);
}
