import { z } from 'zod';
import {
  CannotSay,
  evidence,
  notDeclared,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { StripeList, StripeSource } from '../client/StripeSource';
import {
  requireComplete,
  requireParameter,
  stripeFact,
  type FactContext,
} from './StripeFact';

const LINK = 'https://dashboard.stripe.com/webhooks';
const PAYMENT_FAILED = 'invoice.payment_failed';

const schema = z.object({
  id: z.string(),
  livemode: z.boolean(),
  url: z.string(),
  status: z.string(),
  enabled_events: z.array(z.string()),
  /** Seconds. */
  created: z.number(),
});

/** A live webhook endpoint. Stripe never tells its secret after creation. */
export type Endpoint = z.infer<typeof schema>;

/** All live endpoints; few accounts have more than a handful. */
export function listEndpoints(
  source: StripeSource,
  signal: AbortSignal,
): Promise<StripeList<Endpoint>> {
  return source.list(
    {
      path: '/v1/webhook_endpoints',
      params: {},
      ask: (stripe, params) => stripe.webhookEndpoints.list(params),
      needs: 'read access to webhook endpoints',
    },
    { schema, signal },
  );
}

/** The endpoint with exactly this address, an enabled one first. */
export function endpointAt(
  { items }: StripeList<Endpoint>,
  url: string,
): Endpoint | undefined {
  const there = items.filter(endpoint => endpoint.url === url);
  return there.find(({ status }) => status === 'enabled') ?? there[0];
}

/** Whether Stripe sends events of this type to the endpoint. */
export function isSubscribed(
  { enabled_events: events }: Endpoint,
  type: string,
): boolean {
  return events.includes('*') || events.includes(type);
}

/** The endpoint of the parameter `url`, and what evidence says of it. */
export async function findEndpoint({ source, params, signal }: FactContext) {
  const url = requireParameter(params.url, 'url');
  const endpoints = await listEndpoints(source, signal);
  const endpoint = endpointAt(endpoints, url);
  if (!endpoint) requireComplete(endpoints, 'webhook endpoints');
  const seen = endpoint
    ? `the one at ${url} is ${endpoint.status} and has ${endpoint.enabled_events.length} types of events`
    : `none at ${url}`;
  const piece = evidence({
    request: endpoints.asked,
    response: `${endpoints.items.length} live endpoints, ${seen}`,
    link: LINK,
  });
  return { url, endpoints, endpoint, piece };
}

/** The webhook endpoint of an address, as it is registered in live mode. */
export const webhookEndpoint = stripeFact({
  value: z.object({
    found: z.boolean(),
    status: z.string().nullable(),
    enabledEvents: z.array(z.string()),
    paymentFailedSubscribed: z.boolean(),
  }),
  async read(context) {
    const { endpoint, piece } = await findEndpoint(context);
    return {
      value: {
        found: endpoint !== undefined,
        status: endpoint?.status ?? null,
        enabledEvents: endpoint?.enabled_events ?? [],
        paymentFailedSubscribed:
          endpoint !== undefined && isSubscribed(endpoint, PAYMENT_FAILED),
      },
      evidence: [piece],
    };
  },
});

/** Which of the expected types of events the endpoint of an address lacks. */
export const webhookEvents = stripeFact({
  value: z.object({
    found: z.boolean(),
    expected: z.number(),
    missing: z.array(z.string()),
  }),
  async read(context) {
    const { events } = context.config;
    const { endpoint, piece } = await findEndpoint(context);
    if (!events) {
      throw new CannotSay(
        notDeclared(
          'which events are needed is not declared; name them at productionReadiness.collectors.stripe.expected.events',
        ),
        [piece],
      );
    }
    return {
      value: {
        found: endpoint !== undefined,
        expected: events.length,
        missing: events.filter(
          type => !endpoint || !isSubscribed(endpoint, type),
        ),
      },
      evidence: [piece],
    };
  },
});
