import { createHash } from 'node:crypto';
import type {
  Finding,
  OutgoingMethod,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Ask } from './client';
import { askForEach, reachableFinding } from './collectSeveral';
import type { CorsParams } from './params';

interface Probe {
  method: OutgoingMethod;
  origin: string;
  expected: boolean;
}

/** How the service answers to its own origins and to foreign ones. */
export async function collectCors(
  params: CorsParams,
  ask: Ask,
): Promise<Finding> {
  const entries = probesOf(params).map(probe => ({
    probe,
    request: {
      url: params.url,
      method: probe.method,
      headers: headersOf(probe),
      follow: 'none' as const,
      body: 'discard' as const,
    },
  }));
  const asked = await askForEach(entries, ask);
  const preflights = asked.answers.map(({ wanted, response }) => ({
    ...wanted.probe,
    status: response?.status ?? null,
    allowOrigin: response?.headers['access-control-allow-origin'] ?? null,
    allowCredentials:
      response?.headers['access-control-allow-credentials']
        ?.trim()
        .toLowerCase() === 'true',
  }));
  return reachableFinding({ preflights, complete: true }, asked);
}

// Some servers guard preflights only: a foreign origin is tried with GET too.
function probesOf(params: CorsParams): Probe[] {
  const foreign = params.foreign ?? [foreignOrigin(params.url)];
  return [
    ...params.origins.map(origin => ({
      method: 'OPTIONS' as const,
      origin,
      expected: true,
    })),
    ...foreign.flatMap(origin =>
      (['OPTIONS', 'GET'] as const).map(method => ({
        method,
        origin,
        expected: false,
      })),
    ),
  ];
}

/**
 * An origin that nobody can own (`.invalid`), different for each service but
 * the same in each run, so that an unchanged answer is an unchanged fact.
 */
function foreignOrigin(url: string): string {
  const name = createHash('sha256').update(url).digest('hex').slice(0, 12);
  return `https://${name}.invalid`;
}

function headersOf(probe: Probe): Record<string, string> {
  return probe.method === 'OPTIONS'
    ? { origin: probe.origin, 'access-control-request-method': 'GET' }
    : { origin: probe.origin };
}
