import {
  redactSecrets,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { parseJson, readMatches, topLevelKeys } from './body';
import type { Ask } from './client';
import { mediaType } from './collectAnswer';
import {
  askForEach,
  reachableFinding,
  requireSome,
  urlAt,
} from './collectSeveral';
import { knownHeaders, noHeaders, readCacheControl } from './headers';
import type { PathsParams } from './params';

/**
 * One GET for each path, redirects not followed: the first answer counts. Of
 * its body only what the checklist's patterns find is kept: the paths may be
 * protected, and what they give away must not be given away here again.
 */
export async function collectPaths(
  params: PathsParams,
  ask: Ask,
): Promise<Finding> {
  requireSome(params.paths, 'no path is declared to be asked');
  const entries = params.paths.map(path => ({
    path,
    request: {
      url: urlAt(params.url, path),
      headers: params.requestHeaders,
      follow: 'none' as const,
    },
  }));
  const asked = await askForEach(entries, ask);
  const checks = asked.answers.map(({ wanted, response }) => {
    const parsed = response && parseJson(response.body);
    return {
      path: redactSecrets(wanted.path),
      status: response?.status ?? null,
      contentType: mediaType(response?.headers['content-type']),
      bytes: response?.bytes ?? null,
      json: parsed !== undefined,
      keys: topLevelKeys(parsed),
      headers: response ? knownHeaders(response.headers) : noHeaders(),
      cacheControl: readCacheControl(response?.headers['cache-control']),
      matches: readMatches(
        response?.body.toString('utf8') ?? '',
        params.matches,
      ),
    };
  });
  return reachableFinding({ checks, complete: true }, asked);
}
