import { z } from 'zod';
import {
  collectEach,
  createFactCollector,
  MINUTE_MS,
  type FactCollector,
  type VendorFetchOptions,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { StripeSource } from './client/StripeSource';
import type { StripeConfig } from './config';
import { FACT_NAMES, factOf } from './facts';
import { stripeParams, type StripeParams } from './facts/params';

/**
 * Facts about the live mode of one Stripe account, the same for every entity.
 * Without a configuration nothing is connected.
 */
export function createStripeCollector(
  options: {
    config: StripeConfig | undefined;
  } & Omit<VendorFetchOptions, 'vendor'>,
): FactCollector<StripeParams> {
  const { config, ...rest } = options;
  const source = config && new StripeSource({ apiKey: config.apiKey, ...rest });
  return createFactCollector<StripeParams>({
    id: 'stripe',
    title: 'Stripe',
    params: stripeParams,
    valueSchema: (_, key) => factOf(key)?.value ?? z.never(),
    refreshAfterMs: 30 * MINUTE_MS,
    expiresAfterMs: 90 * MINUTE_MS,
    timeoutMs: 2 * MINUTE_MS,
    notConnected: () =>
      config
        ? undefined
        : 'stripe: no key is configured at productionReadiness.collectors.stripe.apiKey',
    collect: context =>
      collectEach(context, stripeParams, async ({ key, params }) => {
        if (!config || !source) throw new Error('stripe is not configured');
        const fact = factOf(key);
        if (!fact) {
          throw new Error(
            `there is no fact stripe.${key}; its name has to be, or to end with, one of ${FACT_NAMES.join(
              ', ',
            )}`,
          );
        }
        return fact.read({
          source,
          config,
          params,
          signal: context.signal,
          now: context.now(),
        });
      }),
  });
}
