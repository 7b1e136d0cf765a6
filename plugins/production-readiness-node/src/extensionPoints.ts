import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FactCollector } from './collector';

/**
 * Where a module adds its fact collectors. Ids are unique: a second collector
 * with the same id stops the start-up.
 *
 * @public
 */
export interface CollectorsExtensionPoint {
  addCollector(...collectors: FactCollector[]): void;
}

/** @public */
export const collectorsExtensionPoint =
  createExtensionPoint<CollectorsExtensionPoint>({
    id: 'production-readiness.collectors',
  });
