import {
  type Evidence,
  type JsonObject,
  redactUrl,
  OutgoingError,
  isUnreachable,
  type OutgoingResponse,
  CannotSay,
  waitsForPerson,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { parseHtml, readHtml } from '../text/html';
import { readContains } from './body';
import {
  answerEvidence,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from './client';
import { knownHeaders, readCacheControl } from './headers';
import type { AssetsParams } from './params';

interface AssetReference {
  url: string;
  type: 'script' | 'style';
}

interface AssetAnswer extends AssetReference {
  first: OutgoingResponse;
  second: OutgoingResponse;
}

const SILENT: JsonObject = {
  reachable: false,
  failingSince: null,
  assets: [],
  count: 0,
  complete: false,
};

/** The page's own scripts and styles, each asked for twice. */
export async function collectAssets(
  params: AssetsParams,
  ask: Ask,
): Promise<Finding> {
  let page: OutgoingResponse;
  try {
    page = await ask({ url: params.url });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return { unreachable: SILENT, evidence: [silenceEvidence(params, error)] };
  }
  const pieces = [answerEvidence(params, page)];
  refuseChallenge(params.url, page, pieces);
  const references = ownAssets(page);
  if (references.length === 0) {
    throw new CannotSay(
      waitsForPerson(
        `the page at ${
          new URL(page.url).host
        } names no script or style of its own host`,
      ),
      pieces,
    );
  }
  try {
    const answers = await fetchAssets(references.slice(0, params.max), ask);
    const missing = references.length - answers.length;
    if (missing > 0) requireWhole(params, { answers, missing });
    return {
      value: {
        reachable: true,
        failingSince: null,
        assets: answers.map(answer => assetFact(answer, params.contains)),
        count: references.length,
        complete: answers.length === references.length,
      },
      evidence: [...pieces, ...answers.map(assetEvidence)],
    };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return {
      unreachable: { ...SILENT, count: references.length },
      evidence: [silenceEvidence(params, error), ...pieces],
    };
  }
}

/** Throws a miss where a part was read and what is claimed absent is not in it. */
function requireWhole(
  params: AssetsParams,
  { answers, missing }: { answers: AssetAnswer[]; missing: number },
): void {
  const isFound = answers.some(({ first }) => {
    const found = readContains(first.body.toString('utf8'), params.contains);
    return params.absent.some(name => found[name]);
  });
  if (params.absent.length === 0 || isFound) return;
  throw new CannotSay({
    cause: 'check-error',
    message: `${missing} of the page's own scripts and styles are more or larger than are read: that none holds ${params.absent.join(
      ', ',
    )} is not known`,
  });
}

function ownAssets(page: OutgoingResponse): AssetReference[] {
  const html = readHtml(parseHtml(page.body.toString('utf8')));
  const all = [
    ...html.scripts.map(url => ({ url, type: 'script' as const })),
    ...html.styles.map(url => ({ url, type: 'style' as const })),
  ];
  return all
    .filter(({ url }) => URL.canParse(url, page.url))
    .map(({ url, type }) => ({ url: new URL(url, page.url).href, type }))
    .filter(({ url }) => new URL(url).host === new URL(page.url).host);
}

/** A file beyond the size limit is left out, and so the list is not complete. */
async function fetchAssets(
  references: AssetReference[],
  ask: Ask,
): Promise<AssetAnswer[]> {
  const answers = await Promise.all(
    references.map(async reference => {
      try {
        const first = await ask({ url: reference.url });
        const second = await ask({ url: reference.url, body: 'discard' });
        return [{ ...reference, first, second }];
      } catch (error) {
        if (error instanceof OutgoingError && error.code === 'too-large') {
          return [];
        }
        throw error;
      }
    }),
  );
  return answers.flat();
}

function assetFact(
  { url, type, first, second }: AssetAnswer,
  contains: Record<string, string>,
): JsonObject {
  const text = first.body.toString('utf8');
  return {
    url: redactUrl(url),
    type,
    hashed: isHashed(url),
    status: first.status,
    bytes: first.bytes,
    meanLineLength: meanLineLength(text),
    sourceMap: sourceMapOf(text),
    headers: knownHeaders(first.headers),
    cacheControl: readCacheControl(first.headers['cache-control']),
    again: { status: second.status, headers: knownHeaders(second.headers) },
    contains: readContains(text, contains),
  };
}

/** Characters per line that has any, over the whole file. */
export function meanLineLength(text: string): number {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return lines.length === 0 ? 0 : Math.round(length / lines.length);
}

function sourceMapOf(text: string): 'none' | 'linked' | 'inline' {
  const match = /[#@]\s*sourceMappingURL=(data:)?/.exec(text);
  if (!match) return 'none';
  return match[1] ? 'inline' : 'linked';
}

/** The name changes with the content: a hash in it, or a Next.js build file. */
export function isHashed(url: string): boolean {
  const { pathname } = new URL(url);
  if (pathname.includes('/_next/static/')) return true;
  const file = pathname.split('/').pop() ?? '';
  return file
    .split(/[.\-_]/)
    .some(
      part => part.length >= 8 && /\d/.test(part) && /^[a-z0-9]+$/i.test(part),
    );
}

function assetEvidence({ url, first }: AssetAnswer): Evidence {
  return answerEvidence({ url }, first);
}
