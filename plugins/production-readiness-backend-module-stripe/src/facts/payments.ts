import { z } from 'zod';
import {
  CannotSay,
  evidence,
  timeSince,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { isSubscribed, listEndpoints } from './endpoints';
import { requireParameter, stripeFact } from './StripeFact';
import {
  countEvents,
  createdIn,
  REACH_MS,
  settledSince,
  type Span,
} from './undelivered';

/** What Stripe sends when somebody has paid. */
const PAYMENT_EVENTS = [
  'payment_intent.succeeded',
  'charge.succeeded',
  'invoice.paid',
  'invoice.payment_succeeded',
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
];

const schema = z.object({
  id: z.string(),
  livemode: z.boolean(),
  status: z.string(),
});

/**
 * Live payments that succeeded since a moment, and events of payments that were
 * not delivered. A miss until somebody has paid.
 */
export const payments = stripeFact({
  value: z.object({
    succeeded: z.number(),
    undelivered: z.number(),
    /** False: there are at least so many. */
    complete: z.boolean(),
  }),
  async read({ source, params, signal, now }) {
    const since = timeSince(requireParameter(params.since, 'since'));
    const span = settledSince(since, now);
    if (!span) throw noPayments();
    const asked = await source.list(
      {
        path: '/v1/payment_intents',
        params: { created: createdIn(span) },
        ask: (stripe, query) => stripe.paymentIntents.list(query),
        needs: 'read access to payment intents',
      },
      { schema, signal },
    );
    const succeeded = asked.items.filter(
      ({ status }) => status === 'succeeded',
    ).length;
    const piece = evidence({
      request: asked.asked,
      response: `${succeeded} live payments succeeded`,
      link: 'https://dashboard.stripe.com/payments',
    });
    if (succeeded === 0) throw noPayments([piece]);

    const listeners = (await listEndpoints(source, signal)).items.filter(
      endpoint =>
        endpoint.status === 'enabled' &&
        PAYMENT_EVENTS.some(type => isSubscribed(endpoint, type)),
    );
    if (listeners.length === 0) {
      return {
        // Nobody is told of any of them.
        value: { succeeded, undelivered: succeeded, complete: asked.complete },
        evidence: [
          piece,
          evidence({
            request: 'GET https://api.stripe.com/v1/webhook_endpoints',
            response: 'no enabled live endpoint takes events of payments',
            link: 'https://dashboard.stripe.com/webhooks',
          }),
        ],
      };
    }
    const failed = await countEvents(source, {
      types: PAYMENT_EVENTS,
      span: withinReach(span, now),
      delivered: false,
      signal,
    });
    return {
      value: {
        succeeded,
        undelivered: failed.count,
        complete: asked.complete && failed.complete,
      },
      evidence: [
        piece,
        ...failed.asked.map(request =>
          evidence({
            request,
            response: `${failed.count} events of payments not delivered`,
            link: 'https://dashboard.stripe.com/events',
          }),
        ),
      ],
    };
  },
});

function withinReach({ from, to }: Span, now: Date): Span {
  const reach = now.getTime() - REACH_MS;
  return { from: new Date(Math.max(from.getTime(), reach)), to };
}

function noPayments(
  pieces: ConstructorParameters<typeof CannotSay>[1] = [],
): CannotSay {
  return new CannotSay(
    {
      cause: 'waiting-for-traffic',
      message: 'no live payment has succeeded since then',
    },
    pieces,
  );
}
