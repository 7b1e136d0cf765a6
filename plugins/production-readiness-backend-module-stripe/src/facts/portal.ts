import { z } from 'zod';
import { evidence } from '@production-readiness/backstage-plugin-production-readiness-node';
import { requireComplete, stripeFact } from './StripeFact';

const switched = z.object({ enabled: z.boolean() });

const schema = z.object({
  id: z.string(),
  livemode: z.boolean(),
  active: z.boolean(),
  is_default: z.boolean(),
  business_profile: z.object({
    privacy_policy_url: z.string().nullable(),
    terms_of_service_url: z.string().nullable(),
  }),
  login_page: switched,
  features: z.object({
    invoice_history: switched,
    payment_method_update: switched,
    subscription_cancel: switched,
    subscription_update: switched,
  }),
});

/** The default configuration of the customer portal: what customers may do. */
export const portal = stripeFact({
  value: z.object({
    found: z.boolean(),
    active: z.boolean(),
    isDefault: z.boolean(),
    loginPage: z.boolean(),
    /** Links to both the terms and the privacy policy. */
    businessLinks: z.boolean(),
    paymentMethodUpdate: z.boolean(),
    subscriptionCancel: z.boolean(),
    subscriptionUpdate: z.boolean(),
    invoiceHistory: z.boolean(),
  }),
  async read({ source, signal }) {
    const list = await source.list(
      {
        path: '/v1/billing_portal/configurations',
        params: { is_default: true },
        ask: (stripe, params) =>
          stripe.billingPortal.configurations.list(params),
        needs: 'read access to customer portal configurations',
      },
      { schema, signal },
    );
    const own = list.items.find(({ is_default: isDefault }) => isDefault);
    if (!own) requireComplete(list, 'portal configurations');
    const links = own?.business_profile;
    const value = {
      found: own !== undefined,
      active: own?.active ?? false,
      isDefault: own?.is_default ?? false,
      loginPage: own?.login_page.enabled ?? false,
      businessLinks: Boolean(
        links?.privacy_policy_url && links.terms_of_service_url,
      ),
      paymentMethodUpdate: own?.features.payment_method_update.enabled ?? false,
      subscriptionCancel: own?.features.subscription_cancel.enabled ?? false,
      subscriptionUpdate: own?.features.subscription_update.enabled ?? false,
      invoiceHistory: own?.features.invoice_history.enabled ?? false,
    };
    const yes = Object.entries(value).flatMap(([name, is]) => (is ? name : []));
    return {
      value,
      evidence: [
        evidence({
          request: list.asked,
          response: own
            ? `the default live configuration has: ${yes.join(', ')}`
            : 'no default live configuration',
          link: 'https://dashboard.stripe.com/settings/billing/portal',
        }),
      ],
    };
  },
});
