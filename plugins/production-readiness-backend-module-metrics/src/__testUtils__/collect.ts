import { mockServices } from '@backstage/backend-test-utils';
import type {
  FactOutcome,
  FactProvider,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { component } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';

/** What is asked of a provider: parameters by the fact's key. */
export type Wanted = Record<string, object>;

/** Asks one of several providers, as a run would, about an entity of this name. */
export async function collectFrom(
  providers: FactProvider[],
  options: {
    fact: FactProvider['fact'];
    id: string;
    wanted: Wanted;
    now: Date;
    entity?: ReturnType<typeof component>;
  },
): Promise<Record<string, FactOutcome>> {
  const { fact, id, wanted, now } = options;
  const entity = options.entity ?? component({ name: 'kamiyo-api' });
  const outcomes = await providers
    .find(each => each.fact === fact && each.id === id)!
    .collect({
      entity,
      subject: entity,
      requests: Object.entries(wanted).map(([key, params]) => ({
        key,
        params,
      })),
      signal: AbortSignal.timeout(20_000),
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  return Object.fromEntries(outcomes.map(outcome => [outcome.key, outcome]));
}
