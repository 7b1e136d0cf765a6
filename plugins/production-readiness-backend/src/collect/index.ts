export * from './createBuiltInCollectors';
export type { CatalogReader } from './catalog/CatalogReader';
