import {
  MINUTE_MS,
  SECOND_MS,
  type OutgoingGuard,
  type OutgoingResponse,
} from '@production-readiness/backstage-plugin-production-readiness-node';

const LIMITED = [403, 429];
/** GitHub asks for at least a minute where it names no time. */
const UNNAMED_SECONDS = MINUTE_MS / SECOND_MS;

/**
 * The guard, with GitHub's own words on rate limits in those of HTTP: a limit
 * may be answered with 403, and its end be a time in seconds since 1970. Both
 * become a 429 with Retry-After, which all that asks through it understands.
 */
export function withRateLimits(
  outgoing: OutgoingGuard,
  now: () => number = Date.now,
): Pick<OutgoingGuard, 'request'> {
  return {
    async request(request) {
      const response = await outgoing.request(request);
      const seconds = secondsToWait(response, now());
      if (seconds === undefined) return response;
      const headers = { ...response.headers, 'retry-after': seconds };
      return { ...response, status: 429, headers };
    },
  };
}

/** As Retry-After has it; undefined where no limit is spoken of. */
function secondsToWait(
  { status, headers, body }: OutgoingResponse,
  now: number,
): string | undefined {
  if (!LIMITED.includes(status)) return undefined;
  if (headers['retry-after']) return headers['retry-after'];
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    return Number.isFinite(reset)
      ? String(Math.max(1, Math.ceil(reset - now / SECOND_MS)))
      : String(UNNAMED_SECONDS);
  }
  return status === 429 || /rate limit/i.test(body.toString('utf8'))
    ? String(UNNAMED_SECONDS)
    : undefined;
}
