import type { Entity } from '@backstage/catalog-model';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Evidence,
  FactMiss,
  JsonObject,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ZodType } from 'zod';

/**
 * One fact that a checklist wants about one entity, its expressions resolved
 * against the entity's annotations.
 *
 * @public
 */
export interface FactRequest<TParams = JsonObject> {
  /** Fact id without the collector: `health` of `http.health`. */
  key: string;
  params: TParams;
}

/**
 * What came of one request. A collector throws where it could not look; it
 * never answers with an empty value for want of an answer.
 *
 * @public
 */
export type FactOutcome =
  /** The thing was read; `value` is complete by the collector's schema. */
  | { key: string; value: JsonObject; evidence: Evidence[] }
  /**
   * The thing itself does not answer. Stored only once a second sample, at
   * least 60 s after the first, says the same (semantics 2.3); the store adds
   * `failingSince` to the value, which must hold `reachable: false`.
   */
  | { key: string; unreachable: JsonObject; evidence: Evidence[] }
  /** The collector ran and cannot say yet. */
  | { key: string; miss: FactMiss; evidence: Evidence[] }
  /**
   * This one fetch failed; the others of the entity are not touched. With
   * `silent` it is the thing that does not answer, and its owner who ends it.
   */
  | {
      key: string;
      error: string;
      cause?: 'silent';
      evidence?: Evidence[];
    };

/** @public */
export interface CollectContext<TParams = JsonObject> {
  entity: Entity;
  /** The subject that the entity is part of, or the entity itself. */
  subject: Entity;
  requests: FactRequest<TParams>[];
  /** Aborts when the collector's time is over or the plugin stops. */
  signal: AbortSignal;
  logger: LoggerService;
  now(): Date;
}

/**
 * Fetches facts about one entity. The only part that touches the outside:
 * read-only, through the guard on outgoing requests where it speaks HTTP.
 *
 * @public
 */
export interface FactCollector<TParams = any> {
  /** First segment of the ids of its facts, for example `http`. */
  readonly id: string;
  readonly title: string;
  /** Schema of one block under `collect.<id>` of a checklist. */
  readonly params: ZodType<TParams>;
  /**
   * Schema of the value of the fact that such a block yields; checked when
   * collected. The key counts where it, and no parameter, says what is asked.
   */
  valueSchema(params: TParams, key: string): ZodType;
  /** Milliseconds after which a fact is collected anew. */
  readonly refreshAfterMs: number;
  /** Milliseconds after which a fact no longer counts; about three times later. */
  readonly expiresAfterMs: number;
  /** Milliseconds that one call of `collect` may take. */
  readonly timeoutMs: number;
  /**
   * Why the collector cannot serve this entity for want of configuration;
   * undefined if it can. Decided by configuration, never by data.
   */
  notConnected?(entity: Entity): string | undefined;
  /**
   * Why configuration maps this one fact to nothing (an alert, a query), though
   * the collector serves the entity; undefined if it does.
   */
  factNotConnected?(
    entity: Entity,
    request: FactRequest<TParams>,
  ): string | undefined;
  /**
   * Collects all requests of one entity. Throws where nothing could be
   * collected at all; the engine then stores the error with every request.
   */
  collect(context: CollectContext<TParams>): Promise<FactOutcome[]>;
}

/**
 * Types a collector by its parameters' schema.
 *
 * @public
 */
export function createFactCollector<TParams>(
  collector: FactCollector<TParams>,
): FactCollector<TParams> {
  return collector;
}

/** @public */
export type { Evidence, FactMiss, JsonObject, JsonValue };
