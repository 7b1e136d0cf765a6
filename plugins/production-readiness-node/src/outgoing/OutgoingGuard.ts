import type { Config } from '@backstage/config';
import {
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  circuitBreaker,
  handleType,
  handleWhen,
  isBrokenCircuitError,
  retry,
  timeout,
  wrap,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import PQueue from 'p-queue';
import { request as undiciRequest, type Agent, type Dispatcher } from 'undici';
import {
  AddressGuard,
  systemLookup,
  type ConnectTarget,
  type Lookup,
} from './addressGuard';
import { parseAllowList } from './allowList';
import { OutgoingError } from './errors';
import { createGuardedAgent } from './guardedAgent';
import { readHostOverrides } from './hostOverrides';
import { toOutgoingError } from './networkErrors';
import { readBody } from './readBody';
import { readLimits } from './readLimits';
import { RefusedHosts, type RefusedHost } from './refusedHosts';
import { readTrust } from './trust';

/** What every request is held to. */
export interface OutgoingLimits {
  /** Milliseconds for one attempt, from the connection to the last byte. */
  timeoutMs: number;
  /** Bytes of a body, decompressed. */
  maxBytes: number;
  /** Redirects that are followed, all on the same host. */
  maxRedirects: number;
  /** Requests to one host at a time. */
  perHost: number;
  /** Attempts after the first, for transient errors only. */
  retries: number;
  /** Milliseconds before the first of them; doubled each time. */
  retryDelayMs: number;
}

export const DEFAULT_LIMITS: OutgoingLimits = {
  timeoutMs: 10_000,
  maxBytes: 2 * 1024 * 1024,
  maxRedirects: 3,
  perHost: 4,
  retries: 2,
  retryDelayMs: 250,
};

/**
 * Only methods that change nothing. `POST` is for reads whose protocol knows no
 * other: JSON-RPC, UptimeRobot's lists.
 */
export type OutgoingMethod = 'GET' | 'HEAD' | 'OPTIONS' | 'POST';

export interface OutgoingRequest {
  url: string;
  method?: OutgoingMethod;
  headers?: Record<string, string>;
  /** `same-host` (default) follows redirects that stay on the host. */
  follow?: 'same-host' | 'none';
  /** `discard`: only status and headers matter. */
  body?: 'read' | 'discard';
  /** What a POST sends; its type goes with `content-type` among the headers. */
  send?: string;
  /**
   * `each`: a host of many endpoints, as a vendor's API: one that hangs says
   * nothing of the others, and none is passed over for it.
   */
  silence?: 'of-host' | 'each';
  /** Bytes of the body in place of the limits' own. */
  maxBytes?: number;
  /** `host`: the path is a secret too, as RPC providers have it; no error names it. */
  named?: 'host';
  signal?: AbortSignal;
  /** Who wants it; kept with a refusal. */
  entityRef?: string;
}

export interface OutgoingResponse {
  /** The URL that answered, after redirects. */
  url: string;
  status: number;
  /** Names in lower case; several lines of one header joined by `, `. */
  headers: Record<string, string>;
  /** One entry for each `Set-Cookie` line. */
  setCookie: string[];
  /** Decompressed; empty with `body: discard`. */
  body: Buffer;
  /** Bytes as sent, where the server says so; else of the body as read. */
  bytes: number;
  /** Milliseconds to the headers of the last hop. */
  latencyMs: number;
  redirects: number;
}

/** The only way to the outside for collectors that speak HTTP, TLS or DNS. */
export interface OutgoingGuard {
  /** Throws OutgoingError, always with a sentence that says what to do. */
  request(request: OutgoingRequest): Promise<OutgoingResponse>;
  /** Checked addresses for a connection of another protocol. */
  target(request: {
    host: string;
    port: number;
    entityRef?: string;
  }): Promise<ConnectTarget>;
  /** Throws unless the host is listed; resolves nothing. */
  assertListed(request: {
    host: string;
    port: number;
    entityRef?: string;
  }): void;
  /** Trusted certificates, undefined for the system's own. */
  readonly ca: string[] | undefined;
  readonly limits: OutgoingLimits;
  /** Hosts that were wanted and refused since the start. */
  refused(): RefusedHost[];
  close(): Promise<void>;
}

export interface OutgoingGuardOptions {
  config: Config;
  now?: () => Date;
  lookup?: Lookup;
  limits?: Partial<OutgoingLimits>;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const USER_AGENT = 'backstage-production-readiness';
// What a checklist may not set: these belong to the connection.
const OWN_HEADERS = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
];

/** Timeouts in a row after which a host is not waited for again for a while. */
const TIMEOUTS_IN_A_ROW = 4;
const PAUSE_MS = 30_000;

/** What is kept of a host between requests. */
interface HostState {
  queue: PQueue;
  /** Many facts of a host that swallows packets would else wait one by one. */
  breaker: CircuitBreakerPolicy;
}

class GuardedClient implements OutgoingGuard {
  readonly ca: string[] | undefined;
  readonly limits: OutgoingLimits;
  readonly #addresses: AddressGuard;
  readonly #agent: Agent;
  readonly #refusals: RefusedHosts;
  readonly #hosts = new Map<string, HostState>();

  constructor(parts: {
    addresses: AddressGuard;
    agent: Agent;
    ca: string[] | undefined;
    limits: OutgoingLimits;
    refusals: RefusedHosts;
  }) {
    this.#addresses = parts.addresses;
    this.#agent = parts.agent;
    this.#refusals = parts.refusals;
    this.ca = parts.ca;
    this.limits = parts.limits;
  }

  async request(request: OutgoingRequest): Promise<OutgoingResponse> {
    let url = parseUrl(request.url);
    for (let redirects = 0; ; redirects += 1) {
      const response = await this.#ask(url, request);
      const next =
        request.follow === 'none'
          ? undefined
          : this.#nextHop(url, response, request);
      if (!next) return { ...response, redirects };
      if (redirects === this.limits.maxRedirects) {
        throw new OutgoingError(
          'too-many-redirects',
          `${shown(parseUrl(request.url), request)} redirects more than ${
            this.limits.maxRedirects
          } times; make it answer directly`,
        );
      }
      url = next;
    }
  }

  async target(request: {
    host: string;
    port: number;
    entityRef?: string;
  }): Promise<ConnectTarget> {
    this.assertListed(request);
    return this.#recording(request, () =>
      this.#addresses.resolve(request.host, request.port),
    );
  }

  assertListed(request: {
    host: string;
    port: number;
    entityRef?: string;
  }): void {
    try {
      this.#addresses.assertListed(request.host, request.port);
    } catch (error) {
      this.#record(request, error);
      throw error;
    }
  }

  refused(): RefusedHost[] {
    return this.#refusals.list();
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** One URL, with the host's queue, the time limit and the retries. */
  async #ask(
    url: URL,
    request: OutgoingRequest,
  ): Promise<Omit<OutgoingResponse, 'redirects'>> {
    const place = { host: url.hostname, port: portOf(url) };
    const wanted = { ...place, entityRef: request.entityRef };
    this.assertListed(wanted);
    const { timeoutMs, retries, retryDelayMs } = this.limits;
    const { queue, breaker } = this.#hostState(url.host);
    const patient = wrap(
      retry(
        handleWhen(error => error instanceof OutgoingError && error.transient),
        {
          maxAttempts: retries,
          backoff: new ExponentialBackoff({ initialDelay: retryDelayMs }),
        },
      ),
      timeout(timeoutMs, TimeoutStrategy.Aggressive),
    );
    const policy =
      request.silence === 'each' ? patient : wrap(breaker, patient);
    const attempt = () =>
      policy.execute(
        ({ signal }) => this.#attempt(url, request, signal),
        request.signal,
      );
    return this.#recording(wanted, () =>
      queue.add(attempt, { signal: request.signal }).then(
        answer => answer as Omit<OutgoingResponse, 'redirects'>,
        error => {
          throw this.#toError(error, url, request);
        },
      ),
    );
  }

  async #attempt(
    url: URL,
    request: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<Omit<OutgoingResponse, 'redirects'>> {
    const startedAt = performance.now();
    let answer: Dispatcher.ResponseData;
    try {
      answer = await undiciRequest(url, {
        dispatcher: this.#agent,
        method: request.method ?? 'GET',
        headers: headersFor(request),
        body: request.send,
        signal,
      });
      const latencyMs = Math.round(performance.now() - startedAt);
      const headers = foldHeaders(answer.headers);
      const body = await this.#bodyOf(answer, { url, request, headers });
      return {
        url: url.href,
        status: answer.statusCode,
        headers,
        setCookie: [answer.headers['set-cookie'] ?? []].flat(),
        body,
        bytes: Number(headers['content-length'] ?? body.length),
        latencyMs,
      };
    } catch (error) {
      // The time limit and the caller's signal are told apart in #toError.
      if (signal.aborted) throw error;
      throw toOutgoingError(error, shown(url, request));
    }
  }

  async #bodyOf(
    answer: Dispatcher.ResponseData,
    options: {
      url: URL;
      request: OutgoingRequest;
      headers: Record<string, string>;
    },
  ): Promise<Buffer> {
    const { url, request, headers } = options;
    if (request.body === 'discard') {
      answer.body.on('error', () => {});
      answer.body.destroy();
      return Buffer.alloc(0);
    }
    const bodiless =
      request.method === 'HEAD' || [204, 304].includes(answer.statusCode);
    return readBody(answer.body, {
      contentEncoding: bodiless ? null : headers['content-encoding'] ?? null,
      maxBytes: request.maxBytes ?? this.limits.maxBytes,
      url: shown(url, request),
    });
  }

  /**
   * The next URL if the answer is a redirect that stays on the host. One that
   * leaves it is an answer like any other; one that points to a refused
   * address is an attack or a mistake, and says so.
   */
  #nextHop(
    url: URL,
    response: { status: number; headers: Record<string, string> },
    request: OutgoingRequest,
  ): URL | undefined {
    const location = response.headers.location;
    if (!REDIRECTS.includes(response.status) || !location) return undefined;
    if (!URL.canParse(location, url)) return undefined;
    const next = new URL(location, url);
    if (!['http:', 'https:'].includes(next.protocol)) return undefined;
    const refused = this.#addresses.refusedLiteral(next.hostname);
    if (refused && next.hostname !== url.hostname) {
      throw new OutgoingError(
        'redirect-refused',
        `${shown(url, request)} redirects to ${refused}`,
      );
    }
    const leaves = next.hostname !== url.hostname;
    const downgrades = url.protocol === 'https:' && next.protocol === 'http:';
    return leaves || downgrades ? undefined : next;
  }

  #hostState(host: string): HostState {
    const known = this.#hosts.get(host);
    if (known) return known;
    const queue = new PQueue({ concurrency: this.limits.perHost });
    const breaker = circuitBreaker(handleType(TaskCancelledError), {
      halfOpenAfter: PAUSE_MS,
      breaker: new ConsecutiveBreaker(TIMEOUTS_IN_A_ROW),
    });
    const state = { queue, breaker };
    this.#hosts.set(host, state);
    queue.on('idle', () => {
      if (breaker.state === CircuitState.Closed) this.#hosts.delete(host);
    });
    return state;
  }

  #toError(error: unknown, url: URL, request: OutgoingRequest): OutgoingError {
    const place = shown(url, request);
    if (request.signal?.aborted) {
      return new OutgoingError(
        'aborted',
        `asking ${place} was broken off: the run's time is over`,
        { cause: error },
      );
    }
    // Not cockatiel's isTaskCancelledError, which looks for another error's mark.
    if (error instanceof TaskCancelledError || isAbort(error)) {
      return new OutgoingError(
        'unreachable',
        `${place} does not answer within ${this.limits.timeoutMs / 1000} s`,
        { cause: error },
      );
    }
    if (isBrokenCircuitError(error)) {
      return new OutgoingError(
        'unreachable',
        `${
          url.host
        } did not answer ${TIMEOUTS_IN_A_ROW} times in a row and is not waited for again within ${
          PAUSE_MS / 1000
        } s`,
        { cause: error },
      );
    }
    return toOutgoingError(error, place);
  }

  async #recording<T>(
    wanted: { host: string; port: number; entityRef?: string },
    step: () => Promise<T>,
  ): Promise<T> {
    try {
      return await step();
    } catch (error) {
      this.#record(wanted, error);
      throw error;
    }
  }

  #record(
    wanted: { host: string; port: number; entityRef?: string },
    error: unknown,
  ): void {
    if (
      error instanceof OutgoingError &&
      ['host-not-allowed', 'address-refused'].includes(error.code)
    ) {
      this.#refusals.record({ ...wanted, reason: error.message });
    }
  }
}

/** Builds the guard from `productionReadiness.http`; throws on a bad entry. */
export function createOutgoingGuard(
  options: OutgoingGuardOptions,
): OutgoingGuard {
  const { config, lookup = systemLookup } = options;
  const limits = {
    ...DEFAULT_LIMITS,
    ...readLimits(config),
    ...options.limits,
  };
  const addresses = new AddressGuard({
    list: parseAllowList(
      config.getOptionalStringArray('productionReadiness.http.allow') ?? [],
    ),
    overrides: readHostOverrides(config),
    lookup,
  });
  const ca = readTrust(config);
  const agent = createGuardedAgent({
    addresses,
    ca,
    timeoutMs: limits.timeoutMs,
    connectionsPerHost: limits.perHost,
  });
  return new GuardedClient({
    addresses,
    agent,
    ca,
    limits,
    refusals: new RefusedHosts(options.now ?? (() => new Date())),
  });
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new OutgoingError(
      'bad-url',
      'the URL is not an http or https one; write for example https://api.example.com',
    );
  }
  if (url.username || url.password) {
    throw new OutgoingError(
      'bad-url',
      `the URL of ${url.host} holds credentials; take them out`,
    );
  }
  url.hash = '';
  return url;
}

function isAbort(error: unknown): boolean {
  return (error as { name?: unknown }).name === 'AbortError';
}

/** A URL as errors name it: a query may hold a token. */
function shown(url: URL, { named }: Pick<OutgoingRequest, 'named'>): string {
  return named === 'host' ? url.host : `${url.origin}${url.pathname}`;
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

function headersFor(request: OutgoingRequest): Record<string, string> {
  const own = Object.entries(request.headers ?? {}).filter(
    ([name]) => !OWN_HEADERS.includes(name.toLowerCase()),
  );
  const given = Object.fromEntries(
    own.map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    'user-agent': USER_AGENT,
    accept: '*/*',
    ...given,
    // Last: the body is read by what is asked for here and nothing else.
    'accept-encoding': 'br, gzip',
  };
}

function foldHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie')
      .map(([name, value]) => [
        name.toLowerCase(),
        [value ?? ''].flat().join(', '),
      ]),
  );
}
