import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Entities by ref, with the plugin's own credentials. */
export interface EntityReader {
  /** In the order of the refs; undefined where there is no such entity. */
  getEntitiesByRefs(entityRefs: string[]): Promise<(Entity | undefined)[]>;
}

export function createEntityReader(options: {
  catalog: CatalogService;
  auth: AuthService;
}): EntityReader {
  return {
    async getEntitiesByRefs(entityRefs) {
      if (entityRefs.length === 0) return [];
      const { items } = await options.catalog.getEntitiesByRefs(
        { entityRefs },
        { credentials: await options.auth.getOwnServiceCredentials() },
      );
      return items;
    },
  };
}
