import type {
  OutgoingGuard,
  OutgoingRequest,
  OutgoingResponse,
} from '../outgoing';
import { MINUTE_MS } from '../times';
import { RateLimit, type Sleep } from './RateLimit';
import { MAX_PAUSE_MS, sendPatiently } from './sendPatiently';
import { SharedFetches } from './SharedFetches';

/** @public */
export interface VendorFetchOptions {
  /** As sentences name it: `Stripe`. */
  vendor: string;
  outgoing: OutgoingGuard;
  /** Requests to the vendor at a time. Defaults to 4. */
  concurrency?: number;
  /** Milliseconds that an answer serves every entity. Defaults to a minute. */
  cacheMs?: number;
  /** Bytes of one answer. Defaults to 8 MiB: lists come in bulk. */
  maxBytes?: number;
  /** Longest pause that is waited for, in milliseconds. Defaults to 20 s. */
  maxPauseMs?: number;
  sleep?: Sleep;
  now?: () => number;
}

/**
 * A `fetch` whose requests go through the guard, for a vendor's own client,
 * one set of credentials and all entities: reads only (any method but GET and
 * HEAD is refused before anything is sent), so many requests at a time, pauses
 * as the vendor asks for them, and one fetch for all who want the same at a
 * time. The vendor's client must not retry by itself.
 * Rejects with a VendorError where there is no answer; a status is an answer.
 *
 * @public
 */
export function vendorFetch(options: VendorFetchOptions): typeof fetch {
  const { vendor, outgoing, maxBytes = 8 * 1024 * 1024 } = options;
  const { maxPauseMs = MAX_PAUSE_MS, now = Date.now } = options;
  const limit = new RateLimit({
    concurrency: options.concurrency ?? 4,
    sleep: options.sleep,
    now,
  });
  const shared = new SharedFetches<OutgoingResponse>({
    ms: options.cacheMs ?? MINUTE_MS,
    isKept: ({ status }) => status >= 200 && status < 300,
  });
  return async (input, init) => {
    const request = readOf(input, init);
    const { method, url, headers } = request;
    const fetchOnce = async () => {
      const { response } = await sendPatiently({
        vendor,
        limit,
        send: signal =>
          outgoing.request({ ...outgoingOf(request), maxBytes, signal }),
        maxPauseMs,
        now,
      });
      return response;
    };
    const key = JSON.stringify([method, url, headers.get('accept')]);
    return responseOf(await shared.get(key, fetchOnce, request.signal));
  };
}

function readOf(
  input: Parameters<typeof fetch>[0],
  init: Parameters<typeof fetch>[1],
): Request {
  const request = new Request(input, init);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new TypeError(
      `${request.method} ${request.url} would not be a read; collectors only read`,
    );
  }
  return request;
}

function outgoingOf({ url, method, headers }: Request): OutgoingRequest {
  return {
    url,
    method: method as 'GET' | 'HEAD',
    headers: Object.fromEntries(headers),
    // Credentials go to the host that they are for and no further.
    follow: 'none',
    silence: 'each',
  };
}

function responseOf(answer: OutgoingResponse): Response {
  const bodiless = [204, 205, 304].includes(answer.status);
  const headers = new Headers(answer.headers);
  // The guard has decompressed the body already.
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(bodiless ? null : new Uint8Array(answer.body), {
    status: answer.status,
    headers,
  });
}
