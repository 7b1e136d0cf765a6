import { join } from 'node:path';
import { ROOT } from './spawnServers';

/** What a file of `test/stand-in` exports. */
export function standInModule(file: string): any {
  // eslint-disable-next-line import/no-dynamic-require, global-require
  return require(join(ROOT, 'test/stand-in', file));
}
