import { createHash } from 'node:crypto';
import path from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import {
  type Evidence,
  evidence,
  redactUrl,
  isUnreachable,
  MAX_FILE_BYTES,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Ask } from '../http/client';
import { answerEvidence, refuseChallenge } from '../http/client';
import { mediaType } from '../http/collectAnswer';
import { outlineHtml, outlineMarkdown, type Block } from '../text/outline';

/** One file or page of a document. */
export interface DocumentFile {
  path: string;
  source: string;
  blocks: Block[];
}

/** A document as found at one place; no files: it is not there. */
export interface FoundDocument {
  files: DocumentFile[];
  /** Of all its files, so that one attestation can vouch for the whole. */
  hash: string | null;
  complete: boolean;
  evidence: Evidence[];
}

const NOTHING = { files: [], hash: null, complete: true };

/** The document in the files of a repository. */
export function fromFiles(globs: string[], found: FoundFiles): FoundDocument {
  const files = [...found.contents].map(([file, source]) => ({
    path: file,
    source,
    blocks: /\.html?$/i.test(file)
      ? outlineHtml(source)
      : outlineMarkdown(source),
  }));
  return {
    files,
    hash: hashOf(files),
    complete: found.complete,
    evidence: [
      evidence({
        request: `document ${globs.join(', ')} of the source repository`,
        response:
          files.length === 0
            ? 'not found'
            : files
                .slice(0, 5)
                .map(file => file.path)
                .join(', '),
      }),
    ],
  };
}

/**
 * The document at a URL: a file of a source host that Backstage is connected
 * with, else a page through the guard. A 404 is a document that is not there.
 */
export async function fromUrl(
  url: string,
  options: {
    ask: Ask;
    reader: UrlReaderService;
    integrations: ScmIntegrations;
  },
): Promise<FoundDocument> {
  return options.integrations.byUrl(url)
    ? fromSourceHost(url, options.reader)
    : fromWeb(url, options.ask);
}

async function fromSourceHost(
  url: string,
  reader: UrlReaderService,
): Promise<FoundDocument> {
  const request = `document ${url}`;
  let source: string;
  try {
    const buffer = await (await reader.readUrl(url)).buffer();
    if (buffer.length > MAX_FILE_BYTES) {
      throw new Error(`${url} is larger than 1 MiB; no more than that is read`);
    }
    source = buffer.toString('utf8');
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    const piece = evidence({ request, response: 'not found', link: url });
    return { ...NOTHING, evidence: [piece] };
  }
  const files = [toFile(url, source, /\.html?$/i.test(url))];
  return {
    files,
    hash: hashOf(files),
    complete: true,
    evidence: [evidence({ request, response: 'found', link: url })],
  };
}

async function fromWeb(url: string, ask: Ask): Promise<FoundDocument> {
  const response = await ask({ url }).catch(error => {
    // A document that cannot be fetched is not known to be missing.
    if (isUnreachable(error)) throw new Error(error.message);
    throw error;
  });
  const pieces = [answerEvidence({ url }, response)];
  refuseChallenge(url, response, pieces);
  if ([404, 410].includes(response.status)) {
    return { ...NOTHING, evidence: pieces };
  }
  if (response.status !== 200) {
    throw new Error(
      `the document at ${url} answers ${response.status}; name a place that Backstage may read`,
    );
  }
  const html = mediaType(response.headers['content-type']) === 'text/html';
  const files = [toFile(url, response.body.toString('utf8'), html)];
  return { files, hash: hashOf(files), complete: true, evidence: pieces };
}

function toFile(place: string, source: string, html: boolean): DocumentFile {
  return {
    path: redactUrl(place),
    source,
    blocks: html ? outlineHtml(source) : outlineMarkdown(source),
  };
}

function hashOf(files: DocumentFile[]): string | null {
  if (files.length === 0) return null;
  const hash = createHash('sha256');
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of sorted) {
    hash.update(path.posix.basename(file.path)).update('\0');
    hash.update(createHash('sha256').update(file.source).digest());
  }
  return hash.digest('hex');
}
