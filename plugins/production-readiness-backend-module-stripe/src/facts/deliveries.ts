import { z } from 'zod';
import {
  CannotSay,
  durationMs,
  evidence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { findEndpoint, isSubscribed, type Endpoint } from './endpoints';
import { stripeFact, type FactContext } from './StripeFact';
import { countEvents, REACH_MS, settledSince, type Span } from './undelivered';

const LINK = 'https://dashboard.stripe.com/events';

/**
 * Live events of the endpoint's types, and how many of them were not delivered.
 * With a `window` it counts what went wrong in it, be it nothing. Without one,
 * 30 days of deliveries have to show that the endpoint takes them: without an
 * enabled endpoint, or any event, there is nothing to show yet.
 */
export const deliveries = stripeFact({
  value: z.object({
    events: z.number(),
    failed: z.number(),
    /** False: there are at least so many. */
    complete: z.boolean(),
  }),
  async read(context) {
    const { window } = context.params;
    const { url, endpoints, endpoint, piece } = await findEndpoint(context);
    if (window === undefined && endpoint?.status !== 'enabled') {
      throw noDeliveries(`no enabled live endpoint has the address ${url}`, [
        piece,
      ]);
    }
    const span = endpoint && spanOf(endpoint, context);
    const { value, asked } = span
      ? await count(context, { endpoint, span })
      : { value: { events: 0, failed: 0, complete: true }, asked: [] };
    const others = endpoints.items.filter(
      other => other !== endpoint && sharesEvents(other, endpoint),
    );
    const pieces = [
      piece,
      ...asked.map(request =>
        evidence({
          request,
          response: `${value.complete ? '' : 'at least '}${
            value.events
          } live events in all, ${value.failed} of them not delivered${
            others.length > 0
              ? `, to this or one of ${others.length} other endpoints`
              : ''
          }`,
          link: LINK,
        }),
      ),
    ];
    if (window === undefined && value.events === 0) {
      throw noDeliveries('no live event was sent to the endpoint yet', pieces);
    }
    return { value, evidence: pieces };
  },
});

async function count(
  { source, signal }: FactContext,
  { endpoint, span }: { endpoint: Endpoint; span: Span },
) {
  const question = { types: endpoint.enabled_events, span, signal };
  const failed = await countEvents(source, { ...question, delivered: false });
  // Of those delivered it is enough to know that there are some.
  const delivered = await countEvents(source, {
    ...question,
    delivered: true,
    maxPages: 1,
  });
  return {
    value: {
      events: failed.count + delivered.count,
      failed: failed.count,
      complete: failed.complete && delivered.complete,
    },
    asked: [...failed.asked, ...delivered.asked],
  };
}

/** Events from before the endpoint were not for it. */
function spanOf(
  endpoint: Endpoint,
  { params: { window }, now }: FactContext,
): Span | undefined {
  const wanted = window === undefined ? REACH_MS : durationMs(window);
  const from = Math.max(
    now.getTime() - Math.min(wanted, REACH_MS),
    endpoint.created * 1000,
  );
  return settledSince(new Date(from), now);
}

function sharesEvents(other: Endpoint, own: Endpoint | undefined): boolean {
  if (!own || other.status !== 'enabled') return false;
  return (
    own.enabled_events.includes('*') ||
    own.enabled_events.some(type => isSubscribed(other, type))
  );
}

function noDeliveries(
  message: string,
  pieces: ConstructorParameters<typeof CannotSay>[1],
): CannotSay {
  return new CannotSay({ cause: 'waiting-for-traffic', message }, pieces);
}
