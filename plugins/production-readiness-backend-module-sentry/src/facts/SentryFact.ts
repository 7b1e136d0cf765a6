import type { Entity } from '@backstage/catalog-model';
import {
  CannotSay,
  type Finding,
  type Fingerprints,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ZodType } from 'zod';
import type { Asking, SentrySource } from '../SentrySource';
import type { SentryParams } from './params';

/** What a fact is read with. */
export interface FactContext {
  source: SentrySource;
  fingerprints: Fingerprints;
  /** Slug of the entity's project. */
  project: string;
  /** The environment that counts. */
  environment: string;
  entity: Entity;
  params: SentryParams;
  asking: Asking;
  now: Date;
}

/** One thing that is read of Sentry. */
export interface SentryFact {
  value: ZodType;
  /** Throws CannotSay for a miss and VendorError where Sentry did not answer. */
  read(context: FactContext): Promise<Finding>;
}

/** Types a fact by the shape of its value. */
export function sentryFact<T extends Record<string, unknown>>(fact: {
  value: ZodType<T>;
  read(context: FactContext): Promise<{
    value: T;
    evidence: Extract<Finding, { value: any }>['evidence'];
  }>;
}): SentryFact {
  return fact as SentryFact;
}

/** A miss until there is something to look at. */
export function waitsForTraffic(
  message: string,
  pieces: Extract<Finding, { value: any }>['evidence'],
): CannotSay {
  return new CannotSay({ cause: 'waiting-for-traffic', message }, pieces);
}

/** A piece of evidence with what it said. */
export function saying<T extends { response: string }>(
  piece: T,
  said: string,
): T {
  return { ...piece, response: said };
}
