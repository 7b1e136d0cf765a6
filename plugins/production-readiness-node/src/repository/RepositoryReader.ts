import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  FileSelection,
  type FileQuery,
  type FoundFiles,
} from './fileSelection';
import type { SourceLocation } from './sourceLocation';

const MAX_WALKED = 50_000;

/** Reads files of source repositories, through Backstage's own integrations. */
export class RepositoryReader {
  readonly #reader: UrlReaderService;
  readonly #localRoots: string[];

  constructor(options: { reader: UrlReaderService; config: Config }) {
    this.#reader = options.reader;
    this.#localRoots =
      options.config.getOptionalStringArray(
        'productionReadiness.collectors.repo.localRoots',
      ) ?? [];
  }

  /** One pass over the tree; one answer for each query. */
  async read(
    location: SourceLocation,
    options: { queries: FileQuery[]; signal: AbortSignal },
  ): Promise<FoundFiles[]> {
    const selection = new FileSelection(options.queries);
    if (location.type === 'url') {
      await this.#readUrl(location.url, { selection, signal: options.signal });
    } else {
      const root = await this.#allowedDirectory(location.directory);
      await readDirectory(root, { selection, signal: options.signal });
    }
    return selection.results();
  }

  async #readUrl(
    url: string,
    options: { selection: FileSelection; signal: AbortSignal },
  ): Promise<void> {
    const { selection, signal } = options;
    let walked = 0;
    const tree = await this.#reader.readTree(url, {
      signal,
      filter: (file, info) => {
        walked += 1;
        if (walked > MAX_WALKED) {
          selection.truncate();
          return false;
        }
        return selection.offer(file, info?.size ?? 0);
      },
    });
    for (const file of await tree.files()) {
      selection.deliver(file.path, (await file.content()).toString('utf8'));
    }
  }

  /**
   * The real path of a directory under one of the configured roots; links do
   * not lead out of them.
   */
  async #allowedDirectory(directory: string): Promise<string> {
    const refusal = `the local directory of this source location is not under productionReadiness.collectors.repo.localRoots; add its root there, or use a url: location`;
    const real = await fs.realpath(directory).catch(() => undefined);
    if (!real) throw new Error(refusal);
    for (const root of this.#localRoots) {
      const realRoot = await fs.realpath(root).catch(() => undefined);
      if (realRoot && isWithin(realRoot, real)) return real;
    }
    throw new Error(refusal);
  }
}

function isWithin(root: string, directory: string): boolean {
  const relative = path.relative(root, directory);
  return (
    relative === '' ||
    (!relative.startsWith(`..${path.sep}`) &&
      relative !== '..' &&
      !path.isAbsolute(relative))
  );
}

/** Links are not followed, whatever they point to. */
async function readDirectory(
  root: string,
  options: { selection: FileSelection; signal: AbortSignal },
): Promise<void> {
  const { selection, signal } = options;
  let walked = 0;
  const walk = async (directory: string): Promise<void> => {
    signal.throwIfAborted();
    const entries = await fs.readdir(path.join(root, directory), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => compare(a.name, b.name))) {
      const relative = directory ? `${directory}/${entry.name}` : entry.name;
      walked += 1;
      if (walked > MAX_WALKED) {
        selection.truncate();
        return;
      }
      if (entry.isDirectory()) {
        if (!['.git', 'node_modules'].includes(entry.name))
          await walk(relative);
      } else if (entry.isFile()) {
        const file = path.join(root, relative);
        const { size } = await fs.lstat(file);
        if (selection.offer(relative, size)) {
          selection.deliver(relative, await fs.readFile(file, 'utf8'));
        }
      }
    }
  };
  await walk('');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
