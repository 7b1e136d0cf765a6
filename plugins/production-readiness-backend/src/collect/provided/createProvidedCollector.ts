import type { Entity } from '@backstage/catalog-model';
import {
  createFactCollector,
  errorSentence,
  type CollectContext,
  type FactCollector,
  type FactOutcome,
  type FactProvider,
  type FactRequest,
  type ProvidedFact,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ProviderRegistry } from './ProviderRegistry';

/** A fact that is made of what several providers answer, or of configuration alone. */
export interface JoinedFact {
  /** Ids of all that have to be asked; none: configuration says it. */
  providers: string[];
  /** What their values make together; asked only where each gave one. */
  join(
    values: Extract<FactOutcome, { value: object }>[],
  ): Omit<Extract<FactOutcome, { value: object }>, 'key'>;
}

/** A provider-neutral collector: what may be asked, what is answered, and whom to ask. */
export interface ProvidedDefinition<TParams>
  extends Omit<
    FactCollector<TParams>,
    'id' | 'collect' | 'notConnected' | 'factNotConnected'
  > {
  id: ProvidedFact;
  /**
   * Id of the provider that configuration names for a request, or what is to be
   * joined; a sentence where it names none.
   */
  providerOf(
    entity: Entity,
    request: FactRequest<TParams>,
  ): { provider: string } | { joined: JoinedFact } | { none: string };
}

/** Whom to ask for one request, and what to make of the answers. */
interface Asked<TParams> {
  request: FactRequest<TParams>;
  providers: FactProvider<TParams>[];
  join?: JoinedFact['join'];
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
  ): Asked<TParams> | string => {
    const named = providerOf(entity, request);
    if ('none' in named) return named.none;
    const ids = 'joined' in named ? named.joined.providers : [named.provider];
    const missing = ids.find(each => !providers.get(id, each));
    if (missing !== undefined) {
      return `no module of this backend provides '${missing}'; add its module, or name one of: ${
        providers.idsOf(id).join(', ') || 'none is there'
      }`;
    }
    return {
      request,
      providers: ids.map(each => providers.get(id, each)!),
      join: 'joined' in named ? named.joined.join : undefined,
    };
  };

  return createFactCollector<TParams>({
    ...rest,
    id,
    factNotConnected(entity, request) {
      const found = find(entity, request);
      if (typeof found === 'string') return found;
      for (const provider of found.providers) {
        const reason = provider.notConnected?.(entity, request);
        if (reason !== undefined) return reason;
      }
      return undefined;
    },
    async collect(context) {
      const asked = context.requests.map(request => {
        const found = find(context.entity, request);
        if (typeof found === 'string') throw new Error(found);
        return found;
      });
      const answers = await askAll(asked, context);
      return asked.map(({ request: { key }, providers: of, join }) => {
        const outcomes = of.map(provider => outcomeOf(answers, provider, key));
        return join ? joined(key, outcomes, join) : outcomes[0];
      });
    },
  });
}

/** Asks each provider once, for all that is wanted of it. */
async function askAll<TParams>(
  asked: Asked<TParams>[],
  context: CollectContext<TParams>,
): Promise<Map<FactProvider<TParams>, FactOutcome[]>> {
  const groups = new Map<FactProvider<TParams>, FactRequest<TParams>[]>();
  for (const { request, providers } of asked) {
    for (const provider of providers) {
      groups.set(provider, [...(groups.get(provider) ?? []), request]);
    }
  }
  return new Map(
    await Promise.all(
      [...groups].map(
        async ([provider, requests]) =>
          [provider, await ask(provider, { ...context, requests })] as const,
      ),
    ),
  );
}

function outcomeOf<TParams>(
  answers: Map<FactProvider<TParams>, FactOutcome[]>,
  provider: FactProvider<TParams>,
  key: string,
): FactOutcome {
  return (
    answers.get(provider)?.find(outcome => outcome.key === key) ?? {
      key,
      error: `${provider.title} gave no answer for '${key}'`,
    }
  );
}

/** What one of them could not say, all of them together cannot. */
function joined(
  key: string,
  outcomes: FactOutcome[],
  join: JoinedFact['join'],
): FactOutcome {
  const isValue = (
    outcome: FactOutcome,
  ): outcome is Extract<FactOutcome, { value: object }> => 'value' in outcome;
  const silent = outcomes.find(outcome => !isValue(outcome));
  return silent ?? { key, ...join(outcomes.filter(isValue)) };
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
    const message = errorSentence(error);
    return context.requests.map(({ key }) => ({ key, error: message }));
  }
}
