import type { Entity } from '@backstage/catalog-model';
import {
  type JsonObject,
  redactSecrets,
  redactUrl,
  isUnreachable,
  type OutgoingResponse,
  CannotSay,
  notDeclared,
  waitsForPerson,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { isClientRendered, parseHtml, readHtml } from '../text/html';
import {
  parseJson,
  readContains,
  readFields,
  readMatches,
  readRobots,
  readSitemap,
  topLevelKeys,
} from './body';
import {
  answerEvidence,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from './client';
import {
  knownHeaders,
  noHeaders,
  readCacheControl,
  readCookies,
  readCsp,
  readHsts,
} from './headers';
import type { PageRequestParams } from './params';
import type { AnswerFact } from './values';

const MAX_TEXT = 16 * 1024;

/** One request and everything that checks may read of its answer. */
export async function collectAnswer(
  params: PageRequestParams,
  { ask, entity }: { ask: Ask; entity: Entity },
): Promise<Finding> {
  const url = params.url ?? linkOf(entity, params.link!);
  const request = {
    url,
    method: params.method,
    headers: params.requestHeaders,
  };
  let response: OutgoingResponse;
  try {
    response = await ask(request);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return {
      unreachable: silentAnswer(url, params) as unknown as JsonObject,
      evidence: [silenceEvidence(request, error)],
    };
  }
  const pieces = [answerEvidence(request, response)];
  refuseChallenge(url, response, pieces);
  const value = await readAnswer(response, params, () => ask(request));
  if (
    params.expectStatus !== undefined &&
    response.status !== params.expectStatus
  ) {
    return {
      unreachable: { ...value, reachable: false } as unknown as JsonObject,
      evidence: pieces,
    };
  }
  return { value: value as unknown as JsonObject, evidence: pieces };
}

function linkOf(entity: Entity, type: string): string {
  const link = entity.metadata.links?.find(entry => entry.type === type);
  if (link) return link.url;
  throw new CannotSay(
    notDeclared(
      `${entity.kind.toLowerCase()} ${
        entity.metadata.name
      } has no link of type ${type}; add one under metadata.links`,
    ),
  );
}

async function readAnswer(
  response: OutgoingResponse,
  params: PageRequestParams,
  askAgain: () => Promise<OutgoingResponse>,
): Promise<AnswerFact> {
  const { headers, body } = response;
  const text = body.toString('utf8');
  const parsed = parseJson(body);
  const again = params.repeat ? await askAgain() : undefined;
  return {
    reachable: true,
    failingSince: null,
    status: response.status,
    ok: response.status >= 200 && response.status < 300,
    url: redactUrl(response.url),
    location:
      headers.location === undefined ? null : redactUrl(headers.location),
    // The only version that is offered in the handshake.
    httpVersion: '1.1',
    latencyMs: response.latencyMs,
    contentType: mediaType(headers['content-type']),
    bytes: response.bytes,
    headers: knownHeaders(headers),
    hsts: readHsts(headers['strict-transport-security']),
    cacheControl: readCacheControl(headers['cache-control']),
    csp: readCsp(headers['content-security-policy']),
    cookies: readCookies(response.setCookie),
    json: parsed !== undefined,
    keys: topLevelKeys(parsed),
    fields: readFields(parsed, params.fields),
    contains: readContains(text, params.contains),
    matches: readMatches(text, params.matches),
    text:
      params.body === 'text' ? redactSecrets(text).slice(0, MAX_TEXT) : null,
    html: params.html ? htmlOf(response, text) : null,
    robots: params.robots ? readRobots(response.url, text) : null,
    sitemap: params.sitemap ? readSitemap(text) : null,
    again: again
      ? { status: again.status, headers: knownHeaders(again.headers) }
      : null,
  };
}

function htmlOf(response: OutgoingResponse, text: string): AnswerFact['html'] {
  if (mediaType(response.headers['content-type']) !== 'text/html') return null;
  const page = parseHtml(text);
  if (isClientRendered(page)) {
    throw new CannotSay(
      waitsForPerson(
        `${
          new URL(response.url).host
        } serves a page that only a browser can draw; push a browser report, or vouch for it`,
      ),
    );
  }
  const html = readHtml(page);
  const robotsHeader = response.headers['x-robots-tag'] ?? '';
  return {
    ...html,
    noindex: html.noindex || /noindex|none/i.test(robotsHeader),
  };
}

/** The media type without parameters, in lower case. */
export function mediaType(header: string | undefined): string | null {
  return header === undefined
    ? null
    : header.split(';')[0].trim().toLowerCase();
}

/** The complete value of an answer that did not come. */
function silentAnswer(url: string, params: PageRequestParams): AnswerFact {
  return {
    reachable: false,
    failingSince: null,
    status: null,
    ok: false,
    url: redactUrl(url),
    location: null,
    httpVersion: null,
    latencyMs: null,
    contentType: null,
    bytes: null,
    headers: noHeaders(),
    hsts: null,
    cacheControl: null,
    csp: null,
    cookies: [],
    json: false,
    keys: null,
    fields: Object.fromEntries(
      Object.keys(params.fields).map(name => [name, null]),
    ),
    contains: Object.fromEntries(
      Object.keys(params.contains).map(name => [name, false]),
    ),
    matches: Object.fromEntries(
      Object.keys(params.matches).map(name => [name, null]),
    ),
    text: null,
    html: null,
    robots: null,
    sitemap: null,
    again: null,
  };
}
