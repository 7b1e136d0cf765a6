import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';

/** A page is read many times while a run goes on; the catalog is asked once in this time. */
const REMEMBERED_MS = 15_000;
const REMEMBERED_ANSWERS = 20_000;

/** Which entities a reader may see in the catalog. */
export interface Visibility {
  visible(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>>;
}

/** Asks the catalog on the reader's behalf and remembers the answer for 15 s. */
export function createCatalogVisibility(options: {
  catalog: CatalogService;
}): Visibility {
  const answers = new LRUCache<string, boolean>({
    max: REMEMBERED_ANSWERS,
    ttl: REMEMBERED_MS,
  });
  return {
    async visible(entityRefs, credentials) {
      const reader = JSON.stringify(credentials.principal);
      const known = new Map(
        entityRefs.map(ref => [ref, answers.get(`${reader}|${ref}`)]),
      );
      const unknown = [...known.keys()].filter(ref => !known.get(ref));
      if (unknown.length > 0) {
        const { items } = await options.catalog.getEntitiesByRefs(
          { entityRefs: unknown, fields: ['kind'] },
          { credentials },
        );
        unknown.forEach((ref, index) => {
          known.set(ref, Boolean(items[index]));
          // What is not visible is asked again: it may just have been added.
          if (items[index]) answers.set(`${reader}|${ref}`, true);
        });
      }
      return new Set([...known.keys()].filter(ref => known.get(ref)));
    },
  };
}
