import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import {
  fingerprintServiceRef,
  type Fingerprints,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Knex } from 'knex';
import { storeDatabases } from './store/__testUtils__/databases';

const SECRET = 'a secret of a service';

async function fingerprints(options: {
  knex?: Knex;
  key?: string;
}): Promise<Fingerprints> {
  // The service's own factory, with a database that is there.
  const factory = await (fingerprintServiceRef as any).__defaultFactory(
    fingerprintServiceRef,
  );
  const tester = ServiceFactoryTester.from(factory, {
    dependencies: [
      mockServices.rootConfig.factory({
        data: {
          productionReadiness: options.key
            ? { fingerprintKey: options.key }
            : {},
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({
          getClient: async () => {
            if (!options.knex) throw new Error('no database');
            return options.knex;
          },
        }),
      }),
    ],
  });
  return (tester as any).getSubject('production-readiness');
}

describe('fingerprints', () => {
  const { ids, createStore } = storeDatabases();

  it.each(ids)('stay the same over restarts and replicas, %p', async id => {
    const { knex } = await createStore(id);
    const [one, two] = await Promise.all([
      fingerprints({ knex }),
      fingerprints({ knex }),
    ]);
    const [first, second] = await Promise.all([one.of(SECRET), two.of(SECRET)]);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    expect(await (await fingerprints({ knex })).of(SECRET)).toBe(first);
    expect(await one.of('another')).not.toBe(first);
  });

  it('are made under the configured key where there is one', async () => {
    const key = 'k'.repeat(32);
    const first = await (await fingerprints({ key })).of(SECRET);
    expect(await (await fingerprints({ key })).of(SECRET)).toBe(first);
    const other = await fingerprints({ key: 'x'.repeat(32) });
    expect(await other.of(SECRET)).not.toBe(first);
  });

  it('refuse a key that could be guessed', async () => {
    await expect(fingerprints({ key: 'short' })).rejects.toThrow(
      'give it at least 32',
    );
  });
});
