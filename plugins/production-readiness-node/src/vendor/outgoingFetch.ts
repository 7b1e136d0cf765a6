import type { OutgoingGuard } from '../outgoing';

/**
 * A `fetch` whose requests go through the guard, for a vendor's own client.
 * Reads only: any method but GET and HEAD is refused before anything is sent.
 *
 * @public
 */
export function outgoingFetch(options: {
  outgoing: OutgoingGuard;
  /** Bytes of one answer. */
  maxBytes?: number;
  entityRef?: string;
}): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new TypeError(
        `${request.method} ${request.url} would not be a read; collectors only read`,
      );
    }
    const answer = await options.outgoing.request({
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      // Credentials go to the host that they are for and no further.
      follow: 'none',
      maxBytes: options.maxBytes,
      signal: request.signal,
      entityRef: options.entityRef,
    });
    const bodiless = [204, 205, 304].includes(answer.status);
    const headers = new Headers(answer.headers);
    // The guard has decompressed the body already.
    headers.delete('content-encoding');
    headers.delete('content-length');
    return new Response(bodiless ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers,
    });
  };
}
