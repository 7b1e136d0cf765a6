import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  collectEach,
  createFactCollector,
  evidence,
  isUnreachable,
  HOUR_MS,
  MINUTE_MS,
  retryAfterMs,
  SECOND_MS,
  SilenceError,
  type FactCollector,
  type Finding,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import {
  askFor,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from '../http/client';

const KEY = 'productionReadiness.http.burst.requests';
const OPT_IN = 'production-readiness/burst-probe';
/** Requests that no configuration can go beyond. */
const MOST_REQUESTS = 500;
/** Requests at a time; the guard's own limit for a host may be lower. */
const AT_A_TIME = 4;

const params = z.strictObject({ url: z.string().min(1) });
type Params = z.infer<typeof params>;

const schema = z.object({
  /** Requests that were sent. */
  requests: z.number(),
  /** Which of them was the first to be limited; null: none. */
  limitedAfter: z.number().nullable(),
  /** Status of that answer, else of the last one. */
  status: z.number(),
  /** Seconds that it asks to wait; null: it does not say. */
  retryAfter: z.number().nullable(),
});

/** Requests that a burst may send; undefined: the probe is off. Throws on a number that is none. */
export function readBurst(config: Config): number | undefined {
  const requests = config.getOptionalNumber(KEY);
  if (requests === undefined) return undefined;
  if (!Number.isInteger(requests) || requests < 1 || requests > MOST_REQUESTS) {
    throw new Error(
      `${KEY} is ${requests}; write a whole number from 1 to ${MOST_REQUESTS}`,
    );
  }
  return requests;
}

/**
 * One bounded burst of GETs against one endpoint, to see its rate limit at
 * work: the only probe that is not a single request. Off unless configuration
 * gives it a size and the entity opts in. Stops with the first 429.
 */
export function createBurstCollector(options: {
  guard: OutgoingGuard;
  config: Config;
}): FactCollector<Params> {
  const requests = readBurst(options.config);
  return createFactCollector<Params>({
    id: 'burst',
    title: 'Burst probe of the rate limit',
    params,
    valueSchema: () => schema,
    refreshAfterMs: 24 * HOUR_MS,
    expiresAfterMs: 72 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    notConnected: (entity: Entity) => {
      if (requests === undefined) return `${KEY} is not set`;
      return entity.metadata.annotations?.[OPT_IN] === 'true'
        ? undefined
        : `the entity does not opt in with ${OPT_IN}: 'true'`;
    },
    collect: context => {
      const ask = askFor(options.guard, {
        signal: context.signal,
        entityRef: stringifyEntityRef(context.entity),
      });
      return collectEach(context, params, ({ params: { url } }) =>
        burst(url, { ask, requests: requests!, now: context.now }),
      );
    },
  });
}

async function burst(
  url: string,
  options: { ask: Ask; requests: number; now: () => Date },
): Promise<Finding> {
  const request = { url, follow: 'none' as const, body: 'discard' as const };
  let sent = 0;
  let last = 0;
  let limited: { after: number; retryAfter: number | null } | undefined;
  const worker = async () => {
    while (sent < options.requests && !limited) {
      sent += 1;
      const number = sent;
      const response = await options.ask(request);
      refuseChallenge(url, response, []);
      last = response.status;
      if (response.status === 429 && !limited) {
        const wait = retryAfterMs(
          response.headers['retry-after'],
          options.now().getTime(),
        );
        limited = {
          after: number,
          retryAfter: wait === undefined ? null : Math.ceil(wait / SECOND_MS),
        };
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new SilenceError(error.message, [silenceEvidence(request, error)]);
  }
  const found = limited as typeof limited;
  return {
    value: {
      requests: sent,
      limitedAfter: found?.after ?? null,
      status: found ? 429 : last,
      retryAfter: found?.retryAfter ?? null,
    },
    evidence: [
      evidence({
        request: `up to ${options.requests} × GET ${url}`,
        response: found
          ? `429 at request ${found.after}, Retry-After ${
              found.retryAfter ?? 'not said'
            }`
          : `${sent} answers, none of them 429; the last was ${last}`,
        link: url,
      }),
    ],
  };
}
