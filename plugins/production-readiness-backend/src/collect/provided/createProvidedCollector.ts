import type { Entity } from '@backstage/catalog-model';
import {
  createFactCollector,
  type CollectContext,
  type FactCollector,
  type FactOutcome,
  type FactProvider,
  type FactRequest,
  type ProvidedFact,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProviderRegistry } from './ProviderRegistry';

/** A provider-neutral collector: what may be asked, what is answered, and whom to ask. */
export interface ProvidedDefinition<TParams>
  extends Omit<
    FactCollector<TParams>,
    'id' | 'collect' | 'notConnected' | 'factNotConnected'
  > {
  id: ProvidedFact;
  /**
   * Id of the provider that configuration names for a request; a sentence where
   * it names none.
   */
  providerOf(
    entity: Entity,
    request: FactRequest<TParams>,
  ): { provider: string } | { none: string };
}

/** Hands each request to the provider that configuration names for it. */
export function createProvidedCollector<TParams>(
  definition: ProvidedDefinition<TParams>,
  providers: ProviderRegistry,
): FactCollector<TParams> {
  const { id, providerOf, ...rest } = definition;

  const find = (
    entity: Entity,
    request: FactRequest<TParams>,
  ): FactProvider<TParams> | string => {
    const named = providerOf(entity, request);
    if ('none' in named) return named.none;
    return (
      providers.get(id, named.provider) ??
      `no module of this backend provides '${
        named.provider
      }'; add its module, or name one of: ${
        providers.idsOf(id).join(', ') || 'none is there'
      }`
    );
  };

  return createFactCollector<TParams>({
    ...rest,
    id,
    factNotConnected(entity, request) {
      const found = find(entity, request);
      return typeof found === 'string'
        ? found
        : found.notConnected?.(entity, request);
    },
    async collect(context) {
      const groups = new Map<FactProvider<TParams>, FactRequest<TParams>[]>();
      for (const request of context.requests) {
        const found = find(context.entity, request);
        if (typeof found === 'string') throw new Error(found);
        groups.set(found, [...(groups.get(found) ?? []), request]);
      }
      const answers = await Promise.all(
        [...groups].map(([provider, requests]) =>
          ask(provider, { ...context, requests }),
        ),
      );
      return answers.flat();
    },
  });
}

/** One provider that fails touches no fact of another. */
async function ask<TParams>(
  provider: FactProvider<TParams>,
  context: CollectContext<TParams>,
): Promise<FactOutcome[]> {
  try {
    return await provider.collect(context);
  } catch (error) {
    context.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    return context.requests.map(({ key }) => ({ key, error: message }));
  }
}
