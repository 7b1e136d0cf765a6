import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import {
  resolvePackagePath,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { ChecklistFiles } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ConfiguredChecklist } from './config';
import { readChecklistFiles } from './readChecklistFiles';

const ENTRY = 'checklist.yaml';
/** A file that changes does so while someone waits; a URL costs someone a request. */
const URL_EVERY_MS = 5 * 60 * 1000;
const URL_TIMEOUT_MS = 30 * 1000;

/** Where one configured checklist is read from. */
export interface ChecklistSource {
  readonly origin: string;
  readonly overrides: Pick<ConfiguredChecklist, 'params' | 'mode' | 'reports'>;
  /** The files as they are now. Throws where they cannot be read. */
  read(now: Date): Promise<ChecklistFiles>;
}

class UrlSource implements ChecklistSource {
  readonly origin: string;
  private readonly known = new Map<string, { etag?: string; text: string }>();
  private last: { at: number; files: ChecklistFiles } | undefined;

  constructor(
    private readonly url: string,
    readonly overrides: ChecklistSource['overrides'],
    private readonly urlReader: UrlReaderService,
  ) {
    this.origin = url;
  }

  async read(now: Date): Promise<ChecklistFiles> {
    if (this.last && now.getTime() - this.last.at < URL_EVERY_MS) {
      return this.last.files;
    }
    const entry = new URL(this.url).pathname.split('/').pop() || ENTRY;
    const files = await readChecklistFiles(entry, name =>
      this.readOne(name === entry ? this.url : siblingOf(this.url, name)),
    );
    this.last = { at: now.getTime(), files };
    return files;
  }

  private async readOne(url: string): Promise<string> {
    const known = this.known.get(url);
    try {
      const response = await this.urlReader.readUrl(url, {
        etag: known?.etag,
        signal: AbortSignal.timeout(URL_TIMEOUT_MS),
      });
      const text = (await response.buffer()).toString('utf8');
      this.known.set(url, { etag: response.etag, text });
      return text;
    } catch (error) {
      if (known && (error as Error).name === 'NotModifiedError') {
        return known.text;
      }
      throw error;
    }
  }
}

export function createSource(
  configured: ConfiguredChecklist,
  urlReader: UrlReaderService,
): ChecklistSource {
  const { params, mode, reports } = configured;
  const overrides = { params, mode, reports };
  if ('builtin' in configured) {
    const folder = resolvePackagePath(
      '@production-readiness/backstage-plugin-production-readiness-backend',
      'checklists',
      configured.builtin,
    );
    return {
      origin: `builtin:${configured.builtin}`,
      overrides,
      read: () => readPath(folder),
    };
  }
  if ('file' in configured) {
    const path = resolve(configured.file);
    return { origin: configured.file, overrides, read: () => readPath(path) };
  }
  return new UrlSource(configured.url, overrides, urlReader);
}

/** A folder with a `checklist.yaml`, or that file itself under any name. */
async function readPath(path: string): Promise<ChecklistFiles> {
  const isFolder = (await stat(path)).isDirectory();
  const folder = isFolder ? path : dirname(path);
  return readChecklistFiles(isFolder ? ENTRY : basename(path), name =>
    readFile(join(folder, name), 'utf8'),
  );
}

/** Keeps the query: some forges name the branch there. */
function siblingOf(url: string, name: string): string {
  const sibling = new URL(name, url);
  sibling.search = new URL(url).search;
  return sibling.toString();
}
