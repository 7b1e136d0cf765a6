import { ConflictError } from '@backstage/errors';
import type {
  FactProvider,
  ProvidedFact,
  ProvidersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** The providers of this backend, each id once for a fact. */
export class ProviderRegistry implements ProvidersExtensionPoint {
  readonly #providers = new Map<string, FactProvider>();

  /** Throws ConflictError on an id that is taken: it is not said whose facts would count. */
  addProvider(...providers: FactProvider[]): void {
    for (const provider of providers) {
      const key = `${provider.fact}|${provider.id}`;
      if (this.#providers.has(key)) {
        throw new ConflictError(
          `Two providers of '${provider.fact}' have the id '${provider.id}'; remove one of their modules from the backend`,
        );
      }
      this.#providers.set(key, provider);
    }
  }

  get(fact: ProvidedFact, id: string): FactProvider | undefined {
    return this.#providers.get(`${fact}|${id}`);
  }

  /** Ids of the providers of a fact. */
  idsOf(fact: ProvidedFact): string[] {
    return [...this.#providers.values()]
      .filter(provider => provider.fact === fact)
      .map(provider => provider.id)
      .sort();
  }
}
