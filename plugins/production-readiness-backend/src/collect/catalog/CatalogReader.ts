import type { Entity } from '@backstage/catalog-model';

/** What the collector needs of the catalog, with the plugin's own credentials. */
export interface CatalogReader {
  /** In the order of the refs; undefined where there is no such entity. */
  getEntitiesByRefs(refs: string[]): Promise<(Entity | undefined)[]>;
}
