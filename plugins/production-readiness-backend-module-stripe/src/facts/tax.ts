import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { stripeFact } from './StripeFact';

const LINK = 'https://dashboard.stripe.com/settings/tax';

/** Whether Stripe Tax is set up, and in how many places tax is collected. */
export const tax = stripeFact({
  value: z.object({ status: z.string(), activeRegistrations: z.number() }),
  async read({ source, signal }) {
    const settings = await source.get(
      {
        path: '/v1/tax/settings',
        params: {},
        ask: stripe => stripe.tax.settings.retrieve(),
        needs: 'read access to tax settings',
      },
      {
        schema: z.object({ livemode: z.boolean(), status: z.string() }),
        signal,
      },
    );
    const registrations = await source.list(
      {
        path: '/v1/tax/registrations',
        params: { status: 'active' as const },
        ask: (stripe, params) => stripe.tax.registrations.list(params),
        needs: 'read access to tax registrations',
      },
      {
        schema: z.object({ id: z.string(), livemode: z.boolean() }),
        signal,
      },
    );
    const { status } = settings.data;
    const count = registrations.items.length;
    return {
      value: { status, activeRegistrations: count },
      evidence: [
        evidence({
          request: settings.asked,
          response: `Stripe Tax is ${status}`,
          link: LINK,
        }),
        evidence({
          request: registrations.asked,
          response: `${count} active live registrations`,
          link: LINK,
        }),
      ],
    };
  },
});
