import type { ZodType } from 'zod';
import {
  CannotSay,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { StripeList, StripeSource } from '../client/StripeSource';
import type { StripeConfig } from '../config';
import type { StripeParams } from './params';

/** What a fact is read with. */
export interface FactContext {
  source: StripeSource;
  config: StripeConfig;
  params: StripeParams;
  signal: AbortSignal;
  now: Date;
}

/** One thing that is read of Stripe. */
export interface StripeFact {
  value: ZodType;
  /** Throws CannotSay for a miss and VendorError where Stripe did not answer. */
  read(context: FactContext): Promise<Finding>;
}

/** Types a fact by the shape of its value. */
export function stripeFact<T extends Record<string, unknown>>(fact: {
  value: ZodType<T>;
  read(context: FactContext): Promise<{
    value: T;
    evidence: Extract<Finding, { value: any }>['evidence'];
  }>;
}): StripeFact {
  return fact as StripeFact;
}

/** Throws a miss where not finding something says nothing: not all was read. */
export function requireComplete(
  { complete, items }: StripeList<unknown>,
  what: string,
): void {
  if (complete) return;
  throw new CannotSay({
    cause: 'check-error',
    message: `there are more than ${items.length} ${what}, and what was looked for is not among those read`,
  });
}

/** Throws where the block of the checklist lacks what the fact is about. */
export function requireParameter<T>(value: T | undefined, name: string): T {
  if (value === undefined)
    throw new Error(`the parameter '${name}' is missing`);
  return value;
}
