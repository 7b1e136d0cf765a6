import {
  evidence,
  isNotFound,
  waitsForPerson,
  CannotSay,
  type Evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { text } from '../api/fields';
import { ownerOf } from '../client';
import { createRenderFact, type RenderFactContext } from './RenderFact';

const none = z.strictObject({});
const settingsSchema = z.object({
  emailEnabled: z.boolean(),
  slackEnabled: z.boolean(),
  notificationsToSend: text,
});

// Each field may be absent, and all of them: but not in favour of others.
const streamSchema = z
  .looseObject({ ownerId: text, endpoint: text, preview: text })
  .refine(
    stream =>
      Object.keys(stream).length <= 3 || stream.ownerId || stream.endpoint,
    'none of the fields is there that are documented',
  );

/**
 * Whether Render sends failures by e-mail. A miss if it does not: the channel
 * may be where no collector looks.
 */
export const mailNotificationsFact = createRenderFact({
  scope: 'workspace',
  params: none,
  value: z.object({
    emailEnabled: z.boolean(),
    notificationsToSend: z.string().nullable(),
  }),
  async read(context) {
    const { emailEnabled, notificationsToSend, pieces } = await settings(
      context,
    );
    requireChannel(emailEnabled && sendsFailures(notificationsToSend), {
      what: 'sends no failures by e-mail',
      pieces,
    });
    return { value: { emailEnabled, notificationsToSend }, evidence: pieces };
  },
});

/** Whether Render posts failures to Slack. A miss if it does not, as for e-mail. */
export const slackNotificationsFact = createRenderFact({
  scope: 'workspace',
  params: none,
  value: z.object({ slackEnabled: z.boolean() }),
  async read(context) {
    const { slackEnabled, notificationsToSend, pieces } = await settings(
      context,
    );
    requireChannel(slackEnabled && sendsFailures(notificationsToSend), {
      what: 'posts no failures to Slack',
      pieces,
    });
    return { value: { slackEnabled }, evidence: pieces };
  },
});

/** Where the workspace's logs are sent on to; null: nowhere. */
export const logStreamFact = createRenderFact({
  scope: 'workspace',
  params: none,
  value: z.object({
    /** Host and port, without what may be a key. */
    endpoint: z.string().nullable(),
    /** Whether logs of previews go there too: `send` or `drop`. */
    preview: z.string().nullable(),
  }),
  async read({ client, ...asking }) {
    const path = `/logs/streams/owner/${ownerOf(client)}`;
    try {
      const { data, ...answer } = await client.get(asking, {
        path,
        schema: streamSchema,
      });
      const endpoint = data.endpoint && placeOf(data.endpoint);
      return {
        value: { endpoint, preview: endpoint ? data.preview : null },
        evidence: [
          answer.evidence,
          evidence({
            request: 'log stream of the workspace',
            response: endpoint ? `to ${endpoint}` : 'none',
          }),
        ],
      };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return {
        value: { endpoint: null, preview: null },
        evidence: [
          evidence({
            request: `GET ${path}`,
            response: '404: the workspace has no log stream',
          }),
        ],
      };
    }
  },
});

async function settings({ client, ...asking }: RenderFactContext<unknown>) {
  const { data, ...answer } = await client.get(asking, {
    path: `/notification-settings/owners/${ownerOf(client)}`,
    schema: settingsSchema,
  });
  const pieces = [
    answer.evidence,
    evidence({
      request: 'notifications of the workspace',
      response: `e-mail ${onOff(data.emailEnabled)}, Slack ${onOff(
        data.slackEnabled,
      )}, sent: ${data.notificationsToSend ?? 'not said'}`,
      link: 'https://dashboard.render.com/settings#notifications',
    }),
  ];
  return { ...data, pieces };
}

function onOff(is: boolean): string {
  return is ? 'on' : 'off';
}

function sendsFailures(what: string | null): boolean {
  return what === 'failure' || what === 'all';
}

function requireChannel(
  has: boolean,
  { what, pieces }: { what: string; pieces: Evidence[] },
): void {
  if (has) return;
  throw new CannotSay(
    waitsForPerson(
      `Render ${what}; switch it on, or vouch for the channel that is used instead`,
    ),
    pieces,
  );
}

/** Without the path, the credentials and the query of an address. */
function placeOf(endpoint: string): string {
  const url = endpoint.includes('://') ? endpoint : `tls://${endpoint}`;
  return URL.canParse(url)
    ? new URL(url).host
    : 'an address that cannot be read';
}
