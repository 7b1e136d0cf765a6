import { z } from 'zod';
import {
  evidence,
  HOUR_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { stripeFact } from './StripeFact';

const LINK = 'https://dashboard.stripe.com/balance';

/**
 * Whether the movements of live money can be read; no amount is kept. That they
 * cannot is an error, so that the value never says no.
 */
export const balance = stripeFact({
  value: z.object({ readable: z.literal(true) }),
  async read({ source, params: { days }, signal, now }) {
    // Movements do not say which mode they are of; the balance does.
    const held = await source.get(
      {
        path: '/v1/balance',
        params: {},
        ask: stripe => stripe.balance.retrieve(),
        needs: 'read access to the balance',
      },
      { schema: z.object({ livemode: z.literal(true) }), signal },
    );
    const from = Math.floor((now.getTime() - days * 24 * HOUR_MS) / 1000);
    const moved = await source.list(
      {
        path: '/v1/balance_transactions',
        params: { created: { gte: from }, limit: 1 },
        ask: (stripe, params) => stripe.balanceTransactions.list(params),
        needs: 'read access to balance transactions',
      },
      { schema: z.object({ id: z.string() }), signal, maxPages: 1 },
    );
    return {
      value: { readable: true as const },
      evidence: [
        evidence({
          request: held.asked,
          response: 'answered, of live mode',
          link: LINK,
        }),
        evidence({
          request: moved.asked,
          response: `answered, ${
            moved.items.length > 0 ? 'with' : 'without'
          } transactions in ${days} days`,
          link: LINK,
        }),
      ],
    };
  },
});
