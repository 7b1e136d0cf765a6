import { LRUCache } from 'lru-cache';
import { z, type ZodType } from 'zod';
import type { Evidence } from '../collector';
import { evidence } from '../evidence/evidence';
import {
  OutgoingError,
  type OutgoingGuard,
  type OutgoingResponse,
} from '../outgoing';
import { MINUTE_MS, SECOND_MS } from '../times';
import { RateLimit, retryAfterMs, type Sleep } from './RateLimit';
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

const ATTEMPTS = 3;
const MAX_CACHED = 500;
const PAUSE_WITHOUT_WORD_MS = 2 * SECOND_MS;

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
  readonly #fetched: LRUCache<string, Promise<Fetched>>;
  readonly #now: () => number;

  constructor(options: VendorClientOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#limit = new RateLimit({
      concurrency: options.concurrency ?? 4,
      sleep: options.sleep,
      now: options.now,
    });
    this.#fetched = new LRUCache({
      max: MAX_CACHED,
      ttl: options.cacheMs ?? MINUTE_MS,
    });
  }

  /** Throws VendorError, whose message says what to do. */
  async get<T>(request: VendorRequest<T>): Promise<VendorAnswer<T>> {
    const url = this.#urlOf(request);
    const method = request.form ? 'POST' : 'GET';
    const place = `${method} ${request.path}`;
    const { json, response } = await this.#shared(url, request, place);
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

  /** One fetch for all who want the same; each waits no longer than its own signal. */
  async #shared(
    url: string,
    request: VendorRequest<unknown>,
    place: string,
  ): Promise<Fetched> {
    const key = JSON.stringify([url, request.form ?? null]);
    const known = this.#fetched.get(key);
    if (known) return abandonable(known, request.signal);
    const fetching = this.#fetch(url, request, place);
    this.#fetched.set(key, fetching);
    // A failure is not kept: the next one asks anew.
    fetching.catch(() => {
      if (this.#fetched.peek(key) === fetching) this.#fetched.delete(key);
    });
    return abandonable(fetching, request.signal);
  }

  async #fetch(
    url: string,
    request: VendorRequest<unknown>,
    place: string,
  ): Promise<Fetched> {
    const { vendor, maxPauseMs = 20 * SECOND_MS } = this.#options;
    // Not the caller's signal: others may wait for the same answer.
    const signal = AbortSignal.timeout(3 * maxPauseMs + MINUTE_MS);
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#limit
        .run(() => this.#send(url, request, signal), signal)
        .catch(error => {
          throw noAnswer(error, vendor);
        });
      if (response.status >= 200 && response.status < 300) {
        return { json: this.#parse(response, place), response };
      }
      const wait = waitOf(response, this.#now());
      const error = vendorErrorOf({
        vendor,
        place,
        status: response.status,
        needs: request.needs,
        retryAfter:
          wait === undefined ? undefined : Math.ceil(wait / SECOND_MS),
      });
      const limited = [429, 503].includes(response.status);
      const pause = wait ?? PAUSE_WITHOUT_WORD_MS;
      if (!limited) throw error;
      // Even where we give up, others must not ask at once.
      this.#limit.pause(Math.min(pause, maxPauseMs));
      if (attempt === ATTEMPTS || pause > maxPauseMs) throw error;
    }
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
      maxBytes,
      signal,
      entityRef,
    });
  }

  #parse(response: OutgoingResponse, place: string): unknown {
    try {
      return JSON.parse(response.body.toString('utf8'));
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

function waitOf(response: OutgoingResponse, now: number): number | undefined {
  const { headers } = response;
  const named = retryAfterMs(headers['retry-after'], now);
  if (named !== undefined) return named;
  const reset = headers['ratelimit-reset'];
  return reset && /^\d{1,5}$/.test(reset) ? Number(reset) * 1000 : undefined;
}

function noAnswer(error: unknown, vendor: string): Error {
  if (error instanceof OutgoingError) {
    return new VendorError('no-answer', `${vendor}: ${error.message}`, {
      cause: error,
    });
  }
  if ((error as { name?: unknown }).name === 'TimeoutError') {
    return new VendorError(
      'no-answer',
      `${vendor} could not be asked in time: other requests wait for it; it is asked again at the next run`,
      { cause: error },
    );
  }
  return error as Error;
}

/** Rejects as soon as the signal aborts, whatever becomes of the promise. */
async function abandonable<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let abandon: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abandon = () => reject(signal.reason);
    signal.addEventListener('abort', abandon, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}
