/* eslint-disable import/no-dynamic-require, global-require --
   which files and modules there are is known only as the tests run, and the
   stand-in is no package that could be imported */
import { join } from 'node:path';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { ROOT } from './spawnServers';

/** What the names of the vendors' modules begin with. */
export const MODULE =
  '@production-readiness/backstage-plugin-production-readiness-backend-module-';

/** What a file of `test/stand-in` exports. */
export function standInModule(file: string): any {
  return require(join(ROOT, 'test/stand-in', file));
}

/** The module of a vendor: `stripe`. */
export function vendorModule(vendor: string): BackendFeature {
  return require(`${MODULE}${vendor}`).default;
}
