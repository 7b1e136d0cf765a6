import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { stripeFact } from './StripeFact';

const MAX_NAMES = 50;

const schema = z.object({
  details_submitted: z.boolean(),
  charges_enabled: z.boolean(),
  payouts_enabled: z.boolean(),
  // Without them nothing is known of what is past due.
  requirements: z.object({
    disabled_reason: z.string().nullable(),
    past_due: z.array(z.string()).nullable(),
  }),
});

/** Whether the business is verified. An account is the same in either mode. */
export const account = stripeFact({
  value: z.object({
    detailsSubmitted: z.boolean(),
    chargesEnabled: z.boolean(),
    payoutsEnabled: z.boolean(),
    disabledReason: z.string().nullable(),
    pastDue: z.array(z.string()),
  }),
  async read({ source, signal }) {
    const { data, asked } = await source.get(
      {
        path: '/v1/account',
        params: {},
        ask: stripe => stripe.accounts.retrieveCurrent(),
        needs: 'read access to the account',
      },
      { schema, signal },
    );
    const { requirements } = data;
    const pastDue = requirements.past_due ?? [];
    return {
      value: {
        detailsSubmitted: data.details_submitted,
        chargesEnabled: data.charges_enabled,
        payoutsEnabled: data.payouts_enabled,
        disabledReason: requirements.disabled_reason,
        pastDue: pastDue.slice(0, MAX_NAMES),
      },
      evidence: [
        evidence({
          request: asked,
          response: [
            data.details_submitted
              ? 'details submitted'
              : 'details not submitted',
            `charges ${data.charges_enabled ? 'enabled' : 'not enabled'}`,
            `payouts ${data.payouts_enabled ? 'enabled' : 'not enabled'}`,
            `${pastDue.length} requirements past due`,
            `disabled for: ${requirements.disabled_reason ?? 'no reason'}`,
          ].join(', '),
          link: 'https://dashboard.stripe.com/settings/account',
        }),
      ],
    };
  },
});
