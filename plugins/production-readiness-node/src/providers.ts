import type { Entity } from '@backstage/catalog-model';
import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CollectContext, FactOutcome, FactRequest } from './collector';

/**
 * Facts that no one vendor owns: what is asked and the shape of the answer are
 * the plugin's; a provider fetches them from its product.
 *
 * @public
 */
export type ProvidedFact =
  | 'alerts'
  | 'dashboards'
  | 'metrics'
  | 'oncall'
  | 'uptime';

/**
 * Fetches facts of a provider-neutral collector from one product. Which
 * provider serves a request is decided by configuration.
 *
 * @public
 */
export interface FactProvider<TParams = any> {
  /** The collector that it serves. */
  readonly fact: ProvidedFact;
  /** As configuration names it, for example `pagerduty`. */
  readonly id: string;
  readonly title: string;
  /**
   * Why it cannot serve this entity, or this request of it, for want of
   * configuration; undefined if it can.
   */
  notConnected?(
    entity: Entity,
    request: FactRequest<TParams>,
  ): string | undefined;
  /** As FactCollector.collect: one outcome for each request that it is given. */
  collect(context: CollectContext<TParams>): Promise<FactOutcome[]>;
}

/**
 * Types a provider by its parameters.
 *
 * @public
 */
export function createFactProvider<TParams>(
  provider: FactProvider<TParams>,
): FactProvider<TParams> {
  return provider;
}

/**
 * Where a module adds its providers. A second provider of a fact with the same
 * id stops the start-up.
 *
 * @public
 */
export interface ProvidersExtensionPoint {
  addProvider(...providers: FactProvider[]): void;
}

/** @public */
export const providersExtensionPoint =
  createExtensionPoint<ProvidersExtensionPoint>({
    id: 'production-readiness.providers',
  });
