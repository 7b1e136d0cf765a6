import type { Entity } from '@backstage/catalog-model';
import type { Finding } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ZodType } from 'zod';
import type { Asking, RenderClient } from '../client';
import type { RenderConfig } from '../config';

/** What a fact is about: it says which annotation it needs. */
export type FactScope =
  | 'service'
  | 'database'
  /** A service or a database. */
  | 'resource'
  /** The workspace of the configuration. */
  | 'workspace';

export interface RenderFactContext<TParams> extends Asking {
  client: RenderClient;
  params: TParams;
  entity: Entity;
  now: Date;
}

/** One kind of fact: what it may be told, what it yields, and how it is read. */
export interface RenderFact<TParams = any> {
  scope: FactScope;
  /** Strict; without the parameter `kind`. */
  params: ZodType<TParams>;
  value: ZodType;
  /** Why configuration maps the fact to nothing; undefined if it does not. */
  unmapped?(config: RenderConfig): string | undefined;
  /** Throws VendorError, or CannotSay where what was read does not tell. */
  read(context: RenderFactContext<TParams>): Promise<Finding>;
}

/** Types a fact by its parameters. */
export function createRenderFact<TParams>(
  fact: RenderFact<TParams>,
): RenderFact<TParams> {
  return fact;
}
