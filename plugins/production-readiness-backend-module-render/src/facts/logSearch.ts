import {
  CannotSay,
  evidence,
  HOUR_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { readLogs } from '../api/logs';
import { serviceSchema } from '../api/service';
import { ownerOf } from '../client';
import { createRenderFact } from './RenderFact';

const DAY_MS = 24 * HOUR_MS;
/** Services whose lines are searched; they have to be of one region. */
const MAX_SERVICES = 20;
const LINES = 100;
const WORD = /[A-Za-z]{5,20}/g;

/** Whether Render's search in logs finds a word, and only lines that have it. */
export const logSearchFact = createRenderFact({
  scope: 'workspace',
  params: z.strictObject({}),
  value: z.object({ accepted: z.boolean(), onlyMatching: z.boolean() }),
  async read({ client, now, ...asking }) {
    const ownerId = ownerOf(client);
    const { items } = await client.list(asking, {
      path: '/services',
      query: { includePreviews: false, ownerId },
      name: 'service',
      item: serviceSchema,
    });
    const running = items.filter(
      ({ suspended, type }) =>
        suspended === 'not_suspended' && type !== 'static_site',
    );
    const region = running[0]?.serviceDetails.region;
    const resources = running
      .filter(({ serviceDetails }) => serviceDetails.region === region)
      .slice(0, MAX_SERVICES)
      .map(({ id }) => id);
    if (resources.length === 0) throw nothingToSearch();
    const query = {
      ownerId,
      resources,
      from: new Date(now.getTime() - DAY_MS),
      to: now,
      most: LINES,
    };
    const sample = await readLogs(client, asking, query);
    const word = sample.lines.flatMap(line => line.match(WORD) ?? [])[0];
    if (!word) throw nothingToSearch();
    const found = await readLogs(client, asking, { ...query, text: word });
    const matching = found.lines.filter(line =>
      line.toLowerCase().includes(word.toLowerCase()),
    );
    return {
      value: {
        accepted: found.lines.length > 0,
        onlyMatching: matching.length === found.lines.length,
      },
      evidence: [
        ...sample.evidence,
        // Not the word: it is out of somebody's log.
        evidence({
          request: 'a search in logs for a word that stands in them',
          response: `${found.lines.length} lines, ${matching.length} of them with the word`,
          link: 'https://dashboard.render.com/logs',
        }),
      ],
    };
  },
});

function nothingToSearch(): CannotSay {
  return new CannotSay({
    cause: 'waiting-for-traffic',
    message: 'no service of the workspace wrote a log line within 24 hours',
  });
}
