import {
  type Evidence,
  evidence,
  type OutgoingGuard,
  type OutgoingRequest,
  type OutgoingResponse,
  CannotSay,
  waitsForPerson,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** Requests of one entity and run, through the guard. */
export type Ask = (
  request: Omit<OutgoingRequest, 'signal' | 'entityRef'>,
) => Promise<OutgoingResponse>;

export function askFor(
  guard: OutgoingGuard,
  context: { signal: AbortSignal; entityRef: string },
): Ask {
  return request => guard.request({ ...request, ...context });
}

/** What was asked and what came back, in one line each. */
export function answerEvidence(
  request: { method?: string; url: string },
  response: OutgoingResponse,
): Evidence {
  const type = response.headers['content-type'];
  const parts = [
    `${response.status}`,
    `${response.latencyMs} ms`,
    ...(type ? [type] : []),
    ...(response.headers.location
      ? [`Location: ${response.headers.location}`]
      : []),
  ];
  return evidence({
    request: `${request.method ?? 'GET'} ${request.url}`,
    response: parts.join(', '),
    link: request.url,
  });
}

/** What was asked and why nothing came back. */
export function silenceEvidence(
  request: { method?: string; url: string },
  error: Error,
): Evidence {
  return evidence({
    request: `${request.method ?? 'GET'} ${request.url}`,
    response: error.message,
    link: request.url,
  });
}

/**
 * A bot challenge answers in place of the service: what it says is not what
 * the service says (coverage map, L11).
 */
export function refuseChallenge(
  url: string,
  response: OutgoingResponse,
  pieces: Evidence[],
): void {
  if (!/challenge/i.test(response.headers['cf-mitigated'] ?? '')) return;
  throw new CannotSay(
    waitsForPerson(
      `A bot challenge answers in place of ${
        new URL(url).host
      }; let the Backstage backend through, or vouch for it`,
    ),
    pieces,
  );
}
