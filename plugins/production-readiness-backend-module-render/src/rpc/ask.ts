import {
  evidence,
  type Evidence,
  type OutgoingGuard,
  type OutgoingResponse,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z, type ZodType } from 'zod';

/** The one question of a request. */
const ID = 1;
const MAX_BYTES = 64 * 1024;

export interface RpcQuestion<T> {
  /** With a key in it, more often than not; only its host is ever named. */
  url: string;
  /** The variable that holds the URL, as errors name it. */
  variable: string;
  method: string;
  params: unknown[];
  result: ZodType<T>;
}

export interface RpcAsking {
  outgoing: OutgoingGuard;
  signal: AbortSignal;
  entityRef: string;
}

const envelope = z.object({
  id: z.literal(ID).nullish(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number().int() }).nullish(),
});

/**
 * A read by JSON-RPC 2.0. Throws OutgoingError where the endpoint does not
 * answer, and Error where it refuses or answers something else; no message
 * quotes the URL or the answer.
 */
export async function askRpc<T>(
  question: RpcQuestion<T>,
  asking: RpcAsking,
): Promise<{ result: T; evidence: Evidence }> {
  const { url, headers } = placeOf(question);
  const response = await asking.outgoing.request({
    url: url.href,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    send: JSON.stringify({
      jsonrpc: '2.0',
      id: ID,
      method: question.method,
      params: question.params,
    }),
    follow: 'none',
    silence: 'each',
    named: 'host',
    maxBytes: MAX_BYTES,
    signal: asking.signal,
    entityRef: asking.entityRef,
  });
  return {
    result: resultOf(response, { question, host: url.host }),
    evidence: evidence({
      request: requestOf(question),
      response: `${response.status}, ${response.latencyMs} ms`,
    }),
  };
}

/** What was asked, as evidence names it. */
export function requestOf({
  url,
  variable,
  method,
}: Pick<RpcQuestion<unknown>, 'url' | 'variable' | 'method'>): string {
  const host = URL.canParse(url) ? new URL(url).host : 'no host';
  return `POST ${host} (the URL in ${variable}): ${method}`;
}

function placeOf({ url: text, variable }: RpcQuestion<unknown>): {
  url: URL;
  headers: Record<string, string>;
} {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`the value of ${variable} is no http or https URL`);
  }
  if (!url.username && !url.password) return { url, headers: {} };
  const credentials = [url.username, url.password]
    .map(decodeURIComponent)
    .join(':');
  url.username = '';
  url.password = '';
  const encoded = Buffer.from(credentials).toString('base64');
  return { url, headers: { authorization: `Basic ${encoded}` } };
}

function resultOf<T>(
  response: OutgoingResponse,
  { question, host }: { question: RpcQuestion<T>; host: string },
): T {
  const place = `${host} answers ${question.method}`;
  refuseStatus(response.status, { question, host });
  const parsed = envelope.safeParse(jsonOf(response, place));
  if (!parsed.success)
    throw new Error(`${place} with no JSON-RPC answer, or in another shape`);
  if (parsed.data.error) {
    throw new Error(
      `${place} with the JSON-RPC error ${parsed.data.error.code}`,
    );
  }
  const result = question.result.safeParse(parsed.data.result);
  if (result.success) return result.data;
  throw new Error(`${place} with a result of another shape than is documented`);
}

function refuseStatus(
  status: number,
  { question, host }: { question: RpcQuestion<unknown>; host: string },
): void {
  const { variable, method } = question;
  if (status === 200) return;
  if (status === 401 || status === 403) {
    throw new Error(
      `${host} refuses the key in ${variable} (${status} on ${method}); replace it`,
    );
  }
  if (status === 429) {
    throw new Error(
      `${host} limits the rate of requests (429 on ${method}); it is asked again at the next run`,
    );
  }
  throw new Error(`${host} answers ${method} with ${status}`);
}

function jsonOf(response: OutgoingResponse, place: string): unknown {
  try {
    return JSON.parse(response.body.toString('utf8'));
  } catch {
    // The parser's own message would quote the answer.
    throw new Error(
      `${place} with something that is not JSON, or is broken off`,
    );
  }
}
