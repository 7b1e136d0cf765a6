import { z, type ZodType } from 'zod';
import type { Evidence } from '../collector';
import { evidence } from '../evidence/evidence';
import type { OutgoingGuard, OutgoingResponse } from '../outgoing';
import { MINUTE_MS, SECOND_MS } from '../times';
import { RateLimit, type Sleep } from './RateLimit';
import { MAX_PAUSE_MS, sendPatiently } from './sendPatiently';
import { SharedFetches } from './SharedFetches';
import { VendorError, vendorErrorOf } from './VendorError';

/** @public */
export interface VendorClientOptions {
  /** As sentences name it: `Render`. */
  vendor: string;
  /** Base URL of the API; its host must be in `productionReadiness.http.allow`. */
  baseUrl: string;
  /** Credentials among them; never shown, stored or logged. */
  headers: Record<string, string>;
  outgoing: OutgoingGuard;
  /** Requests to the vendor at a time. Defaults to 4. */
  concurrency?: number;
  /** Milliseconds that an answer serves every entity. Defaults to a minute. */
  cacheMs?: number;
  /** Bytes of one answer. Defaults to 8 MiB: lists come in bulk. */
  maxBytes?: number;
  /** Longest pause that is waited for, in milliseconds; beyond it the request fails. Defaults to 20 s. */
  maxPauseMs?: number;
  sleep?: Sleep;
  now?: () => number;
}

/** @public */
export interface VendorRequest<T> {
  /** Below the base URL, with a leading slash; ids in it are encoded. */
  path: string;
  query?: Record<string, string | number | boolean | string[] | undefined>;
  /** What is read of the answer; fields that nobody names are dropped. */
  schema: ZodType<T>;
  signal: AbortSignal;
  entityRef?: string;
  /** Right that a 403 is about: `the scope 'project:read'`. */
  needs?: string;
  /** Sends a POST with this form: for reads whose API knows no GET. */
  form?: Record<string, string>;
  /** Where a person sees the same. */
  link?: string;
  /**
   * Drops while the answer is parsed what must not be held, even in memory;
   * as of `JSON.parse`. The same for all requests to one URL.
   */
  revive?: (key: string, value: unknown) => unknown;
}

/** @public */
export interface VendorAnswer<T> {
  data: T;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** What was asked, and that it was answered; data goes in by the collector. */
  evidence: Evidence;
}

interface Fetched {
  json: unknown;
  response: OutgoingResponse;
}

/**
 * JSON over HTTP from one vendor: through the guard, so many requests at a
 * time, pauses as the vendor asks for them, one fetch for all who want the same
 * at a time, and errors that say what to do.
 *
 * @public
 */
export class VendorClient {
  readonly #options: VendorClientOptions;
  readonly #limit: RateLimit;
  readonly #fetched: SharedFetches<Fetched>;
  readonly #now: () => number;

  constructor(options: VendorClientOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#limit = new RateLimit({
      concurrency: options.concurrency ?? 4,
      sleep: options.sleep,
      now: options.now,
    });
    this.#fetched = new SharedFetches({ ms: options.cacheMs ?? MINUTE_MS });
  }

  /** Throws VendorError, whose message says what to do. */
  async get<T>(request: VendorRequest<T>): Promise<VendorAnswer<T>> {
    const url = this.#urlOf(request);
    const method = request.form ? 'POST' : 'GET';
    const place = `${method} ${request.path}`;
    const { json, response } = await this.#fetched.get(
      JSON.stringify([url, request.form ?? null]),
      () => this.#fetch(url, request, place),
      request.signal,
    );
    const parsed = request.schema.safeParse(json);
    if (!parsed.success) {
      throw new VendorError(
        'wrong-shape',
        `${
          this.#options.vendor
        } answers ${place} in another shape than it documents: ${shapeOf(
          parsed.error,
        )}`,
      );
    }
    return {
      data: parsed.data,
      headers: response.headers,
      evidence: evidence({
        request: `${method} ${url}`,
        response: `${response.status}, ${response.latencyMs} ms`,
        link: request.link,
      }),
    };
  }

  /**
   * Follows a list from page to page. `next` says which request gives the next
   * page, undefined at the end; after `maxPages` (default 100) the list is not
   * complete, and so is what is claimed of all of it.
   */
  async list<TPage, TItem>(options: {
    first: VendorRequest<TPage>;
    items: (page: TPage) => TItem[];
    next: (
      answer: VendorAnswer<TPage>,
      request: VendorRequest<TPage>,
    ) => Partial<VendorRequest<TPage>> | undefined;
    maxPages?: number;
  }): Promise<{ items: TItem[]; complete: boolean; evidence: Evidence[] }> {
    const items: TItem[] = [];
    const pieces: Evidence[] = [];
    let request = options.first;
    for (let page = 1; ; page += 1) {
      const answer = await this.get(request);
      items.push(...options.items(answer.data));
      pieces.push(answer.evidence);
      const next = options.next(answer, request);
      if (!next) return { items, complete: true, evidence: pieces };
      if (page === (options.maxPages ?? 100)) {
        return { items, complete: false, evidence: pieces };
      }
      request = { ...request, ...next };
    }
  }

  #urlOf({ path, query = {} }: VendorRequest<unknown>): string {
    const url = new URL(this.#options.baseUrl.replace(/\/$/, '') + path);
    for (const [name, value] of Object.entries(query)) {
      for (const each of [value ?? []].flat()) {
        url.searchParams.append(name, String(each));
      }
    }
    return url.href;
  }

  async #fetch(
    url: string,
    request: VendorRequest<unknown>,
    place: string,
  ): Promise<Fetched> {
    const { vendor, maxPauseMs = MAX_PAUSE_MS } = this.#options;
    const { response, waitMs } = await sendPatiently({
      vendor,
      limit: this.#limit,
      send: signal => this.#send(url, request, signal),
      maxPauseMs,
      now: this.#now,
    });
    if (response.status >= 200 && response.status < 300) {
      return {
        json: this.#parse(response, place, request.revive),
        // What is kept for others is what was read of the body, not the body.
        response: { ...response, body: Buffer.alloc(0) },
      };
    }
    throw vendorErrorOf({
      vendor,
      place,
      status: response.status,
      needs: request.needs,
      retryAfter:
        waitMs === undefined ? undefined : Math.ceil(waitMs / SECOND_MS),
    });
  }

  #send(
    url: string,
    request: VendorRequest<unknown>,
    signal: AbortSignal,
  ): Promise<OutgoingResponse> {
    const { headers, outgoing, maxBytes = 8 * 1024 * 1024 } = this.#options;
    const { form, entityRef } = request;
    return outgoing.request({
      url,
      method: form ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(form
          ? { 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
        ...headers,
      },
      send: form && new URLSearchParams(form).toString(),
      // Credentials go to the host that they are for and no further.
      follow: 'none',
      silence: 'each',
      maxBytes,
      signal,
      entityRef,
    });
  }

  #parse(
    response: OutgoingResponse,
    place: string,
    revive: VendorRequest<unknown>['revive'],
  ): unknown {
    try {
      return JSON.parse(response.body.toString('utf8'), revive);
    } catch {
      // The parser's own message would quote the answer.
      throw new VendorError(
        'malformed',
        `${
          this.#options.vendor
        } answers ${place} with something that is not JSON, or is broken off`,
      );
    }
  }
}

/** Where a shape differs, without the values that it holds. */
function shapeOf(error: z.ZodError): string {
  const first = error.issues[0];
  const at = first.path.length === 0 ? 'the answer' : first.path.join('.');
  const more =
    error.issues.length > 1 ? ` and ${error.issues.length - 1} more` : '';
  return `${at} is ${first.code.replace('_', ' ')}${more}`;
}
