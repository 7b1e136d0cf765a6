import Stripe from 'stripe';
import { z, type ZodType } from 'zod';
import {
  abandonable,
  MINUTE_MS,
  VendorError,
  vendorFetch,
  type VendorFetchOptions,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { statusError, toVendorError, type Place } from './toVendorError';

const API = 'https://api.stripe.com';
const PAGE_SIZE = 100;
const MAX_PAGES = 10;

/** A read of Stripe; `TParams` are Stripe's own. */
export interface StripeRequest<TParams extends object> {
  path: string;
  params: TParams;
  ask: (stripe: Stripe, params: TParams) => Promise<unknown>;
  /** Right that a refusal is about: `read access to products`. */
  needs: string;
}

/** What Stripe's lists are paged by. */
export interface PageParams {
  limit?: number;
  starting_after?: string;
}

/** A read of a list of Stripe's; `params` are those of its first page. */
export interface StripeListRequest<TParams extends object>
  extends Omit<StripeRequest<TParams>, 'ask'> {
  ask: (stripe: Stripe, params: TParams & PageParams) => Promise<unknown>;
}

/** What came of a read, and how evidence names it. */
export interface StripeAnswer<T> {
  data: T;
  asked: string;
}

/** Items of a list; not complete where more pages are there than are read. */
export interface StripeList<T> {
  items: T[];
  complete: boolean;
  asked: string;
}

/**
 * The live mode of one Stripe account, read by Stripe's own client through the
 * guard. Every answer of test mode is an error; what fails is a VendorError
 * that says what to do and holds nothing of what Stripe said.
 */
export class StripeSource {
  readonly #stripe: Stripe;

  constructor(
    options: { apiKey: string } & Omit<VendorFetchOptions, 'vendor'>,
  ) {
    const { apiKey, ...rest } = options;
    this.#stripe = new Stripe(apiKey, {
      httpClient: Stripe.createFetchHttpClient(
        vendorFetch({ vendor: 'Stripe', ...rest }),
      ),
      // Waiting and asking again is the fetch's: it knows what others wait for.
      maxNetworkRetries: 0,
      // Beyond any pause; each caller gives up by its own signal.
      timeout: 3 * MINUTE_MS,
      telemetry: false,
    });
  }

  /** One thing. The schema says what is read of it; the rest is dropped. */
  async get<T, TParams extends object>(
    request: StripeRequest<TParams>,
    options: { schema: ZodType<T>; signal: AbortSignal },
  ): Promise<StripeAnswer<T>> {
    const { path, params, ask, needs } = request;
    const where: Place = { place: `GET ${path}`, needs };
    const answer = await abandonable(
      ask(this.#stripe, params).catch(error => {
        throw toVendorError(error, where);
      }),
      options.signal,
    );
    requireSuccess(answer, where);
    requireLive(answer, where);
    const parsed = options.schema.safeParse(answer);
    if (!parsed.success) throw wrongShape(parsed.error, where);
    return {
      data: parsed.data,
      asked: `GET ${API}${path}${queryOf(params)}`,
    };
  }

  /**
   * A list, newest first, page by page: to its end, to `maxPages` (default 10)
   * of a hundred, or until there are enough.
   */
  async list<T extends { id: string }, TParams extends object>(
    request: StripeListRequest<TParams>,
    options: {
      schema: ZodType<T>;
      signal: AbortSignal;
      maxPages?: number;
      enough?: (items: T[]) => boolean;
    },
  ): Promise<StripeList<T>> {
    const { signal, maxPages = MAX_PAGES, enough } = options;
    const schema = z.object({
      data: z.array(options.schema),
      has_more: z.boolean(),
    });
    const items: T[] = [];
    let params: TParams & PageParams = { limit: PAGE_SIZE, ...request.params };
    let asked: string | undefined;
    for (let page = 1; ; page += 1) {
      const answer = await this.get({ ...request, params }, { schema, signal });
      asked ??= answer.asked;
      items.push(...answer.data.data);
      const last = answer.data.data.at(-1);
      const isEnd = !answer.data.has_more || !last;
      if (isEnd || page === maxPages || enough?.(items)) {
        return { items, complete: !answer.data.has_more, asked };
      }
      params = { ...params, starting_after: last.id };
    }
  }
}

/** An answer without Stripe's error object passes its client whatever its status. */
function requireSuccess(answer: unknown, where: Place): void {
  const { lastResponse } = answer as { lastResponse?: Partial<Response> };
  const { status = 200, headers } = lastResponse ?? {};
  if (status >= 200 && status < 300) return;
  throw statusError(status, where, {
    retryAfter: headers?.get('retry-after') ?? undefined,
  });
}

/** What test mode says is no word on production, whatever else it says. */
function requireLive(answer: unknown, { place }: Place): void {
  const { data } = answer as { data?: unknown };
  const objects = [answer, ...(Array.isArray(data) ? data : [])];
  if (objects.every(object => object?.livemode !== false)) return;
  throw new VendorError(
    'wrong-shape',
    `Stripe answers ${place} from test mode (livemode is false), which says nothing of production; configure a restricted key of live mode`,
  );
}

/** Where a shape differs, without the values that it holds. */
function wrongShape(error: z.ZodError, { place }: Place): VendorError {
  const [first] = error.issues;
  return new VendorError(
    'wrong-shape',
    `Stripe answers ${place} in another shape than it documents, at ${
      first.path.join('.') || 'its top'
    }`,
  );
}

/** As Stripe writes it: `?created[gte]=1700000000`. */
function queryOf(params: object): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return [`${name}=${value.join(',')}`];
    if (typeof value !== 'object') return [`${name}=${value}`];
    return Object.entries(value).map(
      ([part, inner]) => `${name}[${part}]=${inner}`,
    );
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
