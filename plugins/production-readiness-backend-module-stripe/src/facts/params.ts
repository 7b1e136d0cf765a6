import { z } from 'zod';
import {
  durationParameter,
  sinceParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** Parameters of a block under `collect.stripe`; which of them count, its fact says. */
export const stripeParams = z.strictObject({
  /** Of `webhookEndpoint`, `webhookEvents`, `deliveries`: the endpoint's address. */
  url: z.string().min(1).optional(),
  /** Of `products`: only those expected with this tag. */
  tag: z.string().min(1).optional(),
  /** Of `deliveries`: how far back, 30 days at most. */
  window: durationParameter.optional(),
  /** Of `balance`: how many days back. */
  days: z.number().int().min(1).max(365).default(30),
  /** Of `payments`: since when. */
  since: sinceParameter.optional(),
});

export type StripeParams = z.infer<typeof stripeParams>;
