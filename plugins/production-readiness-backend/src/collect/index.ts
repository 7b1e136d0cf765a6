export * from './createBuiltInCollectors';
export * from './guard';
export type { CatalogReader } from './catalog/CatalogReader';
