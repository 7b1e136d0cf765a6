import { z } from 'zod';
import {
  CannotSay,
  evidence,
  HOUR_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { stripeFact } from './StripeFact';

/** Newest invoices of subscriptions that are looked at. */
const MOST = 20;

/** Stripe finalises a draft about an hour after telling the endpoint of it. */
const DRAFT_MS = 2 * HOUR_MS;

const schema = z
  .object({
    id: z.string(),
    livemode: z.boolean(),
    status: z.string().nullable(),
    billing_reason: z.string().nullable(),
    /** Seconds. */
    created: z.number(),
    // Whoever has the address sees the invoice: only its presence is kept.
    hosted_invoice_url: z.string().nullish(),
  })
  .transform(({ hosted_invoice_url: url, ...invoice }) => ({
    id: invoice.id,
    status: invoice.status,
    ofSubscription: invoice.billing_reason?.startsWith('subscription') ?? false,
    createdMs: invoice.created * 1000,
    hasUrl: Boolean(url),
  }));

type Invoice = z.infer<typeof schema>;

/** Whether the newest live invoices of subscriptions can be opened. */
export const invoices = stripeFact({
  value: z.object({
    checked: z.number(),
    notFinalised: z.number(),
    withoutUrl: z.number(),
  }),
  async read({ source, signal, now }) {
    const counts = (invoice: Invoice) =>
      invoice.ofSubscription && !isFreshDraft(invoice, now);
    const list = await source.list(
      {
        path: '/v1/invoices',
        params: {},
        ask: (stripe, params) => stripe.invoices.list(params),
        needs: 'read access to invoices',
      },
      {
        schema,
        signal,
        enough: items => items.filter(counts).length >= MOST,
      },
    );
    const newest = list.items.filter(counts).slice(0, MOST);
    const drafts = newest.filter(({ status }) => status === 'draft');
    const closed = newest.filter(
      ({ status, hasUrl }) => status !== 'draft' && !hasUrl,
    );
    const piece = evidence({
      request: list.asked,
      response: `of the ${newest.length} newest live invoices of subscriptions ${drafts.length} are not finalised and ${closed.length} cannot be opened`,
      link: 'https://dashboard.stripe.com/invoices',
    });
    if (newest.length === 0) {
      throw new CannotSay(
        {
          cause: 'waiting-for-traffic',
          message: list.complete
            ? 'there is no live invoice of a subscription yet'
            : `none of the ${list.items.length} newest live invoices is of a subscription`,
        },
        [piece],
      );
    }
    return {
      value: {
        checked: newest.length,
        notFinalised: drafts.length,
        withoutUrl: closed.length,
      },
      evidence: [piece],
    };
  },
});

function isFreshDraft({ status, createdMs }: Invoice, now: Date): boolean {
  return status === 'draft' && now.getTime() - createdMs < DRAFT_MS;
}
