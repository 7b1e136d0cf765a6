import { request as octokit } from '@octokit/request';
import { z, type ZodType } from 'zod';
import {
  abandonable,
  VendorError,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  refusalOf,
  statusError,
  toVendorError,
  type Place,
  type Refusal,
} from './toVendorError';

const PAGE_SIZE = 100;
const MAX_PAGES = 10;
const API_VERSION = '2022-11-28';
const silent = () => {};

/** A read of GitHub's REST API. */
export interface GithubRequest {
  /** As GitHub documents it: `/repos/{owner}/{repo}/tags`. */
  path: string;
  /** Parts of the path by name, and the query. */
  params: Record<string, string | number | boolean | undefined>;
  /** Right that a refusal is about. */
  needs: string;
  signal: AbortSignal;
  /** The error that a refusal means by its words; undefined: it is one like others. */
  refused?: (refusal: Refusal) => Error | undefined;
}

/** What came of a read, and how evidence names it. */
export interface GithubAnswer<T> {
  data: T;
  asked: string;
}

/** Items of a list; not complete where more pages are there than are read. */
export interface GithubList<T> {
  items: T[];
  complete: boolean;
  asked: string;
}

/**
 * Reads with one set of credentials of one host's API, by GitHub's own client.
 * What fails is a VendorError that says what to do and holds nothing of what
 * GitHub said.
 */
export class GithubReader {
  readonly #options: {
    apiBaseUrl: string;
    fetch: typeof fetch;
    credentials: () => Promise<Record<string, string>>;
  };

  constructor(options: {
    apiBaseUrl: string;
    fetch: typeof fetch;
    /** Headers; asked for anew each time, for tokens of an app are short-lived. */
    credentials: () => Promise<Record<string, string>>;
  }) {
    this.#options = options;
  }

  /** One thing. The schema says what is read of it; the rest is dropped. */
  async get<T>(
    request: GithubRequest,
    schema: ZodType<T>,
  ): Promise<GithubAnswer<T>> {
    const { data, asked } = await this.#ask(request, schema);
    return { data, asked };
  }

  /**
   * A list, page by page: to its end, to `maxPages` (default 10) of a hundred,
   * or until there are enough. `within`: the field of the answer that holds it.
   */
  async list<T>(
    request: GithubRequest,
    item: ZodType<T>,
    options: {
      within?: string;
      pageSize?: number;
      maxPages?: number;
      enough?: (items: T[]) => boolean;
    } = {},
  ): Promise<GithubList<T>> {
    const { within, pageSize = PAGE_SIZE, maxPages = MAX_PAGES } = options;
    const page: ZodType<T[]> = within
      ? z
          .record(z.string(), z.unknown())
          .transform(answer => answer[within])
          .pipe(z.array(item))
      : z.array(item);
    const items: T[] = [];
    let params = { ...request.params, per_page: pageSize };
    let asked: string | undefined;
    for (let read = 1; ; read += 1) {
      const answer = await this.#ask({ ...request, params }, page);
      asked ??= answer.asked;
      items.push(...answer.data);
      const isEnd = !answer.next || options.enough?.(items);
      if (isEnd || read === maxPages) {
        return { items, complete: !answer.next, asked };
      }
      params = { ...params, ...answer.next };
    }
  }

  async #ask<T>(
    { path, params, needs, signal, refused }: GithubRequest,
    schema: ZodType<T>,
  ): Promise<GithubAnswer<T> & { next?: Record<string, string> }> {
    const { apiBaseUrl } = this.#options;
    const known = octokit.endpoint(`GET ${path}`, {
      baseUrl: apiBaseUrl,
      ...params,
    });
    const where: Place = {
      place: `GET ${new URL(known.url).pathname}`,
      needs,
    };
    const { status, data, headers } = await this.#send(
      { path, params, signal },
      where,
      refused,
    );
    if (status < 200 || status > 299) throw statusError(status, where);
    // The client hands on as text, or as nothing, what it cannot parse.
    if (typeof data !== 'object') {
      throw new VendorError(
        'malformed',
        `GitHub answers ${where.place} with something that is not JSON, or is broken off`,
      );
    }
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw wrongShape(parsed.error, where);
    return {
      data: parsed.data,
      asked: `GET ${known.url}`,
      next: nextOf(headers.link),
    };
  }

  async #send(
    { path, params, signal }: Pick<GithubRequest, 'path' | 'params' | 'signal'>,
    where: Place,
    refused: GithubRequest['refused'],
  ) {
    const { apiBaseUrl, credentials } = this.#options;
    const authorization = await abandonable(credentials(), signal);
    // The client makes of it a status 500 that nobody gave.
    let failure: unknown;
    try {
      return await octokit(`GET ${path}`, {
        baseUrl: apiBaseUrl,
        ...params,
        headers: {
          ...authorization,
          accept: 'application/vnd.github+json',
          'x-github-api-version': API_VERSION,
        },
        request: {
          signal,
          fetch: (...args: Parameters<typeof fetch>) =>
            this.#options.fetch(...args).catch(error => {
              failure = error;
              throw error;
            }),
          log: { debug: silent, info: silent, warn: silent, error: silent },
        },
      });
    } catch (error) {
      if (failure) throw failure;
      const refusal = refusalOf(error);
      throw (refusal && refused?.(refusal)) ?? toVendorError(error, where);
    }
  }
}

/**
 * What leads to the next page (RFC 8288, `rel="next"`). Of the address only the
 * query is taken: credentials go nowhere that an answer names.
 */
function nextOf(link: string | undefined): Record<string, string> | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (!next || !URL.canParse(next)) return undefined;
  return Object.fromEntries(new URL(next).searchParams);
}

/** Where a shape differs, without the values that it holds. */
function wrongShape(error: z.ZodError, { place }: Place): VendorError {
  const [first] = error.issues;
  return new VendorError(
    'wrong-shape',
    `GitHub answers ${place} in another shape than it documents, at ${
      first.path.join('.') || 'its top'
    }`,
  );
}
