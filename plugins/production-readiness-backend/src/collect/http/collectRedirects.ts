import {
  redactUrl,
  type OutgoingResponse,
  type Finding,
  hostOf,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Ask } from './client';
import { askForEach, reachableFinding, requireSome } from './collectSeveral';
import type { RedirectParams } from './params';

/** Whether plain HTTP is redirected to HTTPS of the same host, for good. */
export async function collectRedirects(
  params: RedirectParams,
  ask: Ask,
): Promise<Finding> {
  const hosts = [...new Set(params.hosts.map(readHost))];
  requireSome(hosts, 'no host is declared; set production-readiness/url');
  const entries = hosts.flatMap(host =>
    params.paths.map(path => ({
      host,
      request: {
        url: new URL(path, `http://${host}`).href,
        follow: 'none' as const,
        body: 'discard' as const,
      },
    })),
  );
  const asked = await askForEach(entries, ask);
  const checks = asked.answers.map(({ wanted, response }) => ({
    url: redactUrl(wanted.request.url),
    status: response?.status ?? null,
    location: response?.headers.location
      ? redactUrl(response.headers.location)
      : null,
    ok: response !== undefined && redirectsToHttps(wanted.host, response),
  }));
  return reachableFinding({ checks, complete: true }, asked);
}

function readHost(text: string): string {
  const found = hostOf(text);
  if (!found) throw new Error(`'${text}' is not a host`);
  return found.host;
}

function redirectsToHttps(host: string, response: OutgoingResponse): boolean {
  const { location } = response.headers;
  if (![301, 308].includes(response.status)) return false;
  if (!location || !URL.canParse(location)) return false;
  const target = new URL(location);
  return target.protocol === 'https:' && target.hostname === host;
}
