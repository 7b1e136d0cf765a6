import type { JsonValue } from './json';
import type { UnknownCause } from './status';

/**
 * One thing that was asked of the outside, and what came back. Redacted and
 * bounded by the collector: holds no secret, no personal data, at most 2 KiB.
 *
 * @public
 */
export interface Evidence {
  /** What was asked, for example `GET https://api.example.com/health`. */
  request: string;
  /** What came back in short, for example `200 OK, 84 ms`. */
  response: string;
  /** Where a person can look for themselves. */
  link?: string;
}

/**
 * A fact as it is stored: the unit of missingness (semantics 2).
 *
 * Exactly one of these holds: `value` is present (complete by its schema); or
 * `miss` is; or neither, and then nothing was ever collected successfully and
 * `error` says why. Times are ISO 8601 in UTC.
 *
 * @public
 */
export interface FactRecord {
  entityRef: string;
  /** `<collector>.<key>`, for example `http.health`. */
  fact: string;
  value?: JsonValue;
  miss?: FactMiss;
  /** The newest failed fetch; the last value stands beside it until it expires. */
  error?: FactError;
  evidence: Evidence[];
  /** When the value or the miss was collected. */
  collectedAt: string;
  /** From here on a run collects the fact again. */
  refreshAfter: string;
  /** From here on the value no longer counts. */
  expiresAt: string;
  /** Digest of value or miss; equal content has an equal hash whenever collected. */
  hash: string;
}

/**
 * Why the newest fetch failed.
 *
 * @public
 */
export interface FactError {
  message: string;
  at: string;
  /** Where it is not the collector that fails: the thing itself is silent. */
  cause?: 'silent';
}

/**
 * A collector ran and cannot say yet: what reads the fact is unknown with this
 * cause (semantics 2.4).
 *
 * @public
 */
export interface FactMiss {
  cause: UnknownCause;
  message: string;
}
