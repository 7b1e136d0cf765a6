import { z } from 'zod';
import {
  HOUR_MS,
  MINUTE_MS,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { StripeList, StripeSource } from '../client/StripeSource';

/** Milliseconds that Stripe keeps events. */
export const REACH_MS = 30 * 24 * HOUR_MS;

/**
 * Milliseconds after which an event that is not delivered counts as such: Stripe
 * puts those on their way and those that failed under one word.
 */
export const SETTLED_MS = 5 * MINUTE_MS;

/** Types that Stripe takes in one question. */
const MAX_TYPES = 20;

const schema = z.object({
  id: z.string(),
  livemode: z.boolean(),
  type: z.string(),
});

/** A span of time in which events, or payments, are old enough to be settled. */
export interface Span {
  from: Date;
  to: Date;
}

/** From then to where all is settled; undefined where nothing is yet. */
export function settledSince(from: Date, now: Date): Span | undefined {
  const to = new Date(now.getTime() - SETTLED_MS);
  return from < to ? { from, to } : undefined;
}

/** As Stripe takes it, in whole seconds. */
export function createdIn({ from, to }: Span): { gte: number; lte: number } {
  return {
    gte: Math.ceil(from.getTime() / 1000),
    lte: Math.floor(to.getTime() / 1000),
  };
}

/**
 * Live events of these types (`*`: all), by whether every endpoint that is
 * subscribed to them took them. Stripe does not say which endpoint did not.
 */
export async function countEvents(
  source: StripeSource,
  options: {
    types: string[];
    span: Span;
    delivered: boolean;
    signal: AbortSignal;
    /** Pages of a hundred for each question. */
    maxPages?: number;
  },
): Promise<{ count: number; complete: boolean; asked: string[] }> {
  const lists: StripeList<unknown>[] = [];
  for (const types of questionsOf(options.types)) {
    lists.push(
      await source.list(
        {
          path: '/v1/events',
          params: {
            created: createdIn(options.span),
            delivery_success: options.delivered,
            ...(types && { types }),
          },
          ask: (stripe, params) => stripe.events.list(params),
          needs: 'read access to events',
        },
        { schema, signal: options.signal, maxPages: options.maxPages },
      ),
    );
  }
  return {
    count: lists.reduce((sum, { items }) => sum + items.length, 0),
    complete: lists.every(({ complete }) => complete),
    asked: lists.map(({ asked }) => asked),
  };
}

function questionsOf(types: string[]): (string[] | undefined)[] {
  if (types.includes('*')) return [undefined];
  const count = Math.ceil(types.length / MAX_TYPES);
  return Array.from({ length: count }, (_, index) =>
    types.slice(index * MAX_TYPES, (index + 1) * MAX_TYPES),
  );
}
