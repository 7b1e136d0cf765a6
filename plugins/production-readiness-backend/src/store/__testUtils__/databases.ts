import { TestDatabases } from '@backstage/backend-test-utils';
import { migrateStore, storeOver } from '../createStore';
import type { Store } from '../types';

/**
 * Both databases for real; PostgreSQL only where one is at hand
 * (`scripts/with-postgres.mjs` brings one).
 */
export function storeDatabases() {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  return {
    ids: databases.eachSupportedId().map(([id]) => id),
    databases,
    async createStore(
      id: Parameters<typeof databases.init>[0],
    ): Promise<Store> {
      const knex = await databases.init(id);
      await migrateStore(knex);
      return storeOver(knex);
    },
  };
}
