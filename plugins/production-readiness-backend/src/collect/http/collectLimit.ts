import {
  type JsonObject,
  isUnreachable,
  type OutgoingResponse,
  CannotSay,
  waitsForPerson,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  answerEvidence,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from './client';
import { knownHeaders, noHeaders } from './headers';
import type { LimitParams } from './params';

/** What an answer says of its rate limit. */
export interface RateLimit {
  limit: number | null;
  windowSeconds: number | null;
  limitPerMinute: number | null;
  remaining: number | null;
}

/** One GET, and the limit that its answer tells. */
export async function collectLimit(
  params: LimitParams,
  ask: Ask,
): Promise<Finding> {
  const request = {
    url: params.url,
    headers: params.requestHeaders,
    body: 'discard' as const,
  };
  let response: OutgoingResponse;
  try {
    response = await ask(request);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return {
      unreachable: silentLimit(),
      evidence: [silenceEvidence(request, error)],
    };
  }
  const pieces = [answerEvidence(request, response)];
  refuseChallenge(params.url, response, pieces);
  const limit = readRateLimit(response.headers);
  if (!limit) {
    throw new CannotSay(
      waitsForPerson(
        `${
          new URL(params.url).pathname
        } tells no rate limit in its headers; a limiter need not, so somebody has to vouch for it`,
      ),
      pieces,
    );
  }
  const value = {
    reachable: true,
    failingSince: null,
    status: response.status,
    ...limit,
    headers: knownHeaders(response.headers),
  };
  return { value, evidence: pieces };
}

/**
 * Reads `RateLimit-*` in all the shapes that the drafts had, and
 * `X-RateLimit-*`. Undefined where none of them tells a limit.
 */
export function readRateLimit(
  headers: Record<string, string>,
): RateLimit | undefined {
  const policy =
    headers['ratelimit-policy'] ?? headers['ratelimit-limit'] ?? '';
  const combined = headers.ratelimit ?? '';
  const limit =
    firstNumber(headers['ratelimit-limit']) ??
    parameter(combined, 'limit') ??
    parameter(policy, 'q') ??
    firstNumber(headers['ratelimit-policy']) ??
    firstNumber(headers['x-ratelimit-limit']);
  if (limit === null) return undefined;
  const windowSeconds =
    parameter(policy, 'w') ??
    parameter(headers['x-ratelimit-limit'] ?? '', 'w');
  return {
    limit,
    windowSeconds,
    limitPerMinute: windowSeconds ? (limit * 60) / windowSeconds : limit,
    remaining:
      firstNumber(headers['ratelimit-remaining']) ??
      parameter(combined, 'remaining') ??
      parameter(combined, 'r') ??
      firstNumber(headers['x-ratelimit-remaining']),
  };
}

function firstNumber(text: string | undefined): number | null {
  const match = /^\s*(\d{1,12})/.exec(text ?? '');
  return match ? Number(match[1]) : null;
}

function parameter(text: string, name: string): number | null {
  const match = new RegExp(`(?:^|[;,\\s])${name}\\s*=\\s*(\\d{1,12})`).exec(
    text,
  );
  return match ? Number(match[1]) : null;
}

function silentLimit(): JsonObject {
  return {
    reachable: false,
    failingSince: null,
    status: null,
    limit: null,
    windowSeconds: null,
    limitPerMinute: null,
    remaining: null,
    headers: noHeaders(),
  };
}
