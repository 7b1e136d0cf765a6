import type { JsonObject } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { FactOutcome } from '@production-readiness/backstage-plugin-production-readiness-node';
import { digestOf } from '../store/digest';
import type { StoredFact } from '../store/types';

/** Least time between the two samples that make unreachability a fact (semantics 2.3). */
export const SECOND_SAMPLE_MS = 60_000;
/** A fetch that failed is tried again sooner than one that succeeded. */
const RETRY_MS = 5 * 60_000;

/** What a fact is the answer to. */
export type FactIdentity = Pick<
  StoredFact,
  'entityRef' | 'fact' | 'collector' | 'request'
>;

export interface Settling {
  identity: FactIdentity;
  /** What is stored of the same request. */
  before: StoredFact | undefined;
  outcome: FactOutcome;
  refreshAfterMs: number;
  expiresAfterMs: number;
  /** Throws where the value is not complete by the collector's schema. */
  checkValue: (value: JsonObject) => JsonObject;
  now: Date;
}

/** What to store for what came of one request (semantics 2.2 to 2.4). */
export function settleOutcome(settling: Settling): StoredFact {
  const { outcome } = settling;
  if ('error' in outcome) {
    return settleError(settling, outcome.error, outcome.cause);
  }
  if ('miss' in outcome) {
    return fresh(settling, { miss: outcome.miss, failingSince: null });
  }
  try {
    return 'unreachable' in outcome
      ? settleUnreachable(settling, outcome.unreachable)
      : fresh(settling, {
          value: settling.checkValue(outcome.value),
          failingSince: null,
        });
  } catch (error) {
    return settleError(
      settling,
      `The collector's value is not what it declares: ${
        (error as Error).message
      }`,
    );
  }
}

/**
 * The first sample that gets no answer may be our own trouble: until a second
 * one, 60 s later, the last fact stands.
 */
function settleUnreachable(
  settling: Settling,
  unreachable: JsonObject,
): StoredFact {
  const { before, now } = settling;
  const failingSince = before?.failingSince ?? now.toISOString();
  const published = settling.checkValue({ ...unreachable, failingSince });
  const again = Date.parse(failingSince) + SECOND_SAMPLE_MS;
  if (now.getTime() >= again) {
    return fresh(settling, { value: published, failingSince });
  }
  const refreshAfter = new Date(again).toISOString();
  const [asked] = settling.outcome.evidence ?? [];
  const message = `No answer${
    asked ? ` to ${asked.request}` : ''
  } since ${failingSince}; asked again after ${refreshAfter}`;
  if (before && hasContent(before) && !isWaitingForSample(before)) {
    return {
      ...before,
      error: { message, at: now.toISOString() },
      refreshAfter,
      failingSince,
    };
  }
  return {
    ...fresh(settling, {
      miss: { cause: 'waiting-for-time', message },
      failingSince,
    }),
    refreshAfter,
  };
}

function settleError(
  settling: Settling,
  message: string,
  cause?: 'silent',
): StoredFact {
  const { before, now, refreshAfterMs } = settling;
  const at = now.toISOString();
  const error = { message, at, ...(cause ? { cause } : {}) };
  const refreshAfter = after(now, Math.min(RETRY_MS, refreshAfterMs));
  if (before) return { ...before, error, refreshAfter };
  const evidence =
    'evidence' in settling.outcome ? settling.outcome.evidence ?? [] : [];
  return {
    ...settling.identity,
    error,
    evidence,
    collectedAt: now.toISOString(),
    refreshAfter,
    expiresAt: after(now, settling.expiresAfterMs),
    hash: digestOf(null),
    failingSince: null,
  };
}

function fresh(
  settling: Settling,
  content: Pick<StoredFact, 'value' | 'miss' | 'failingSince'>,
): StoredFact {
  const { now, outcome } = settling;
  return {
    ...settling.identity,
    ...content,
    evidence: outcome.evidence ?? [],
    collectedAt: now.toISOString(),
    refreshAfter: after(now, settling.refreshAfterMs),
    expiresAt: after(now, settling.expiresAfterMs),
    hash: digestOf({ value: content.value, miss: content.miss }),
  };
}

function hasContent(fact: StoredFact): boolean {
  return fact.value !== undefined || fact.miss !== undefined;
}

function isWaitingForSample(fact: StoredFact): boolean {
  return fact.failingSince !== null && fact.miss?.cause === 'waiting-for-time';
}

function after(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
