import {
  MINUTE_MS,
  VendorClient,
  type Evidence,
  type VendorAnswer,
  type VendorClientOptions,
  type VendorRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ZodType } from 'zod';
import type { SentryConfig } from './config';
import {
  detectorsShape,
  environmentsShape,
  eventsShape,
  issuesShape,
  keysShape,
  projectShape,
  releasesShape,
  workflowsShape,
  type Detector,
  type Workflow,
} from './shapes';

/** Sentry limits the rate of requests; an answer serves everyone for so long (coverage map, 2). */
const CACHE_MS = 10 * MINUTE_MS;
const MOST_PAGES = 20;

/** What is asked on whose behalf. */
export interface Asking {
  signal: AbortSignal;
  entityRef: string;
}

/** A list as it was read; not complete: there is more than is looked at. */
export interface SentryList<T> {
  items: T[];
  complete: boolean;
  evidence: Evidence[];
}

/** What is read of one organization. */
export class SentrySource {
  readonly #client: VendorClient;
  readonly #config: SentryConfig;

  constructor(
    config: SentryConfig,
    options: Pick<VendorClientOptions, 'outgoing' | 'sleep' | 'now'>,
  ) {
    this.#config = config;
    this.#client = new VendorClient({
      vendor: 'Sentry',
      baseUrl: `${config.baseUrl}/api/0`,
      headers: { authorization: `Bearer ${config.token}` },
      concurrency: 2,
      cacheMs: CACHE_MS,
      ...options,
    });
  }

  project(slug: string, asking: Asking) {
    return this.#ask(this.#projectPath(slug), projectShape, asking, {
      needs: 'the scope project:read',
      link: this.#page(
        `settings/${this.#config.organization}/projects/${slug}/`,
      ),
    });
  }

  environments(slug: string, asking: Asking) {
    return this.#ask(
      `${this.#projectPath(slug)}environments/`,
      environmentsShape,
      asking,
      { needs: 'the scope project:read' },
    );
  }

  keys(slug: string, asking: Asking) {
    return this.#list(`${this.#projectPath(slug)}keys/`, keysShape, asking, {
      needs: 'the scope project:read',
    });
  }

  /** The newest first; one page tells which that is. */
  releases(slug: string, environment: string | undefined, asking: Asking) {
    return this.#ask(
      `${this.#projectPath(slug)}releases/`,
      releasesShape,
      asking,
      {
        query: { per_page: 10, ...(environment ? { environment } : {}) },
        needs: 'the scope project:read',
      },
    );
  }

  /** Alerts of the organization; `project` keeps those of one. */
  workflows(
    project: string | undefined,
    asking: Asking,
  ): Promise<SentryList<Workflow>> {
    return this.#list(
      this.#organizationPath('workflows'),
      workflowsShape,
      asking,
      {
        query: project ? { project } : {},
        needs: 'the scope alerts:read',
        link: this.#page(
          `organizations/${this.#config.organization}/monitors/alerts/`,
        ),
      },
    );
  }

  /** Monitors, which say what an alert listens to. */
  detectors(
    project: string | undefined,
    asking: Asking,
  ): Promise<SentryList<Detector>> {
    return this.#list(
      this.#organizationPath('detectors'),
      detectorsShape,
      asking,
      {
        query: project ? { project } : {},
        needs: 'the scope alerts:read',
      },
    );
  }

  /** Unresolved issues that a search finds. */
  issues(
    project: string,
    search: { query: string; environment?: string; start?: Date; end?: Date },
    asking: Asking,
  ) {
    const { query, environment, start, end } = search;
    return this.#list(this.#organizationPath('issues'), issuesShape, asking, {
      query: {
        project,
        query: `is:unresolved ${query}`,
        limit: 100,
        ...(environment ? { environment } : {}),
        ...(start ? { start: start.toISOString() } : {}),
        ...(end ? { end: end.toISOString() } : {}),
      },
      needs: 'the scope event:read',
      link: this.#page(
        `organizations/${
          this.#config.organization
        }/issues/?project=${project}&query=${encodeURIComponent(
          `is:unresolved ${query}`,
        )}`,
      ),
    });
  }

  /** Events counted by the fields that are named; one row for each of their values. */
  events(
    project: string,
    search: {
      dataset: 'errors' | 'spans';
      fields: string[];
      query: string;
      environment?: string;
      start: Date;
      end: Date;
    },
    asking: Asking,
  ): Promise<VendorAnswer<{ data: Record<string, unknown>[] }>> {
    const { dataset, fields, query, environment, start, end } = search;
    return this.#ask(this.#organizationPath('events'), eventsShape, asking, {
      query: {
        dataset,
        field: [...fields, 'count()'],
        project,
        query,
        start: start.toISOString(),
        end: end.toISOString(),
        per_page: 100,
        ...(environment ? { environment } : {}),
      },
      needs: 'the scope org:read',
    });
  }

  #ask<T>(
    path: string,
    schema: ZodType<T>,
    asking: Asking,
    rest: Pick<VendorRequest<T>, 'query' | 'needs' | 'link'>,
  ): Promise<VendorAnswer<T>> {
    return this.#client.get({ path, schema, ...asking, ...rest });
  }

  #list<T>(
    path: string,
    schema: ZodType<T[]>,
    asking: Asking,
    rest: Pick<VendorRequest<T[]>, 'query' | 'needs' | 'link'>,
  ): Promise<SentryList<T>> {
    return this.#client.list({
      first: { path, schema, ...asking, ...rest },
      items: page => page,
      next: ({ headers }) => {
        const cursor = nextCursor(headers.link);
        return cursor ? { query: { ...rest.query, cursor } } : undefined;
      },
      maxPages: MOST_PAGES,
    });
  }

  #projectPath(slug: string): string {
    return `/projects/${this.#config.organization}/${encodeURIComponent(
      slug,
    )}/`;
  }

  #organizationPath(what: string): string {
    return `/organizations/${this.#config.organization}/${what}/`;
  }

  #page(path: string): string {
    return `${this.#config.baseUrl}/${path}`;
  }
}

/** The cursor of the next page in Sentry's `Link` header, if that has results. */
export function nextCursor(link: string | undefined): string | undefined {
  const next = (link ?? '')
    .split(/,(?=\s*<)/)
    .find(part => /rel="next"/.test(part) && /results="true"/.test(part));
  return next && /cursor="([^"]+)"/.exec(next)?.[1];
}
