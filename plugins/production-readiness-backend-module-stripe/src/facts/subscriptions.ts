import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { stripeFact, type FactContext } from './StripeFact';

const schema = z.object({ id: z.string(), livemode: z.boolean() });

/**
 * Whether live subscriptions can be counted, and how many there are. That they
 * cannot is an error, so that the value never says no.
 */
export const subscriptions = stripeFact({
  value: z.object({
    countable: z.literal(true),
    active: z.number(),
    trialing: z.number(),
    /** False: there are at least so many. */
    complete: z.boolean(),
  }),
  async read(context) {
    const active = await listOf('active', context);
    const trialing = await listOf('trialing', context);
    return {
      value: {
        countable: true as const,
        active: active.items.length,
        trialing: trialing.items.length,
        complete: active.complete && trialing.complete,
      },
      evidence: [active, trialing].map(({ asked, items, complete }) =>
        evidence({
          request: asked,
          response: `${complete ? '' : 'at least '}${
            items.length
          } live subscriptions`,
          link: 'https://dashboard.stripe.com/subscriptions',
        }),
      ),
    };
  },
});

function listOf(
  status: 'active' | 'trialing',
  { source, signal }: FactContext,
) {
  return source.list(
    {
      path: '/v1/subscriptions',
      params: { status },
      ask: (stripe, params) => stripe.subscriptions.list(params),
      needs: 'read access to subscriptions',
    },
    { schema, signal },
  );
}
