import {
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type GithubIntegrationConfig,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { LRUCache } from 'lru-cache';
import {
  VendorError,
  vendorFetch,
  type OutgoingGuard,
  type VendorFetchOptions,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { GithubConfig } from '../config';
import { GithubReader } from './GithubReader';
import { withRateLimits } from './rateLimits';

/** Names the repository of an entity, as `kamiyo/kamiyo`. */
export const SLUG_ANNOTATION = 'github.com/project-slug';

const MAX_COMMITS = 10_000;
const NAME = /^[A-Za-z0-9_.-]+$/;

/** A repository at a host that `integrations.github` names. */
export interface Repository {
  host: string;
  owner: string;
  repo: string;
}

export type GithubSourceOptions = {
  config: GithubConfig;
  integrations: ScmIntegrationRegistry;
  /** Defaults to the integrations' own. */
  credentials?: GithubCredentialsProvider;
} & Omit<VendorFetchOptions, 'vendor'>;

/** Repositories of entities, and who may read them with which credentials. */
export class GithubSource {
  readonly config: GithubConfig;
  /**
   * Commits that are known to have come through a merged pull request: of what
   * is merged that never changes.
   */
  readonly merged = new LRUCache<string, true>({ max: MAX_COMMITS });
  readonly #options: GithubSourceOptions;
  readonly #credentials: GithubCredentialsProvider;
  readonly #fetches = new Map<string, typeof fetch>();

  constructor(options: GithubSourceOptions) {
    this.config = options.config;
    this.#options = options;
    this.#credentials =
      options.credentials ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations);
  }

  /** Why no repository of the entity can be read; undefined if one can. */
  whyNot(entity: Entity): string | undefined {
    const repository = repositoryOf(entity, host => this.#configOf(host));
    if (!repository) {
      return `github: ${stringifyEntityRef(
        entity,
      )} names no repository of GitHub; set ${SLUG_ANNOTATION}, or ${ANNOTATION_SOURCE_LOCATION} to its URL`;
    }
    const config = this.#configOf(repository.host);
    if (!config?.apiBaseUrl) {
      return `github: no API is configured for ${repository.host} at integrations.github`;
    }
    return config.token || config.apps?.length
      ? undefined
      : `github: no token and no app is configured for ${repository.host} at integrations.github`;
  }

  /** Why the members of an organisation cannot be read; undefined if they can. */
  whyNoMembers(entity: Entity): string | undefined {
    const { orgOwnerToken, orgOwnerHost } = this.config;
    if (!orgOwnerToken) {
      return 'github: members without a second factor are shown to an owner of the organisation only; set productionReadiness.collectors.github.orgOwnerToken';
    }
    const { host } = this.repositoryOf(entity);
    return host === orgOwnerHost
      ? undefined
      : `github: productionReadiness.collectors.github.orgOwnerToken is for ${orgOwnerHost} and not for ${host}`;
  }

  /** Throws where the entity names none, which whyNot has said before. */
  repositoryOf(entity: Entity): Repository {
    const repository = repositoryOf(entity, host => this.#configOf(host));
    if (repository) return repository;
    throw new Error(`${stringifyEntityRef(entity)} names no repository`);
  }

  /** Reads with the credentials that Backstage has for the repository. */
  readerOf({ host, owner, repo }: Repository): GithubReader {
    const url = `https://${host}/${owner}/${repo}`;
    return new GithubReader({
      apiBaseUrl: this.#apiOf(host),
      fetch: this.#fetchOf(host, 'integration'),
      credentials: () => this.#headersFor(url),
    });
  }

  /** Reads with the token of an owner of the organisation, at its host only. */
  ownerReader({ host }: Repository): GithubReader {
    const { orgOwnerToken, orgOwnerHost } = this.config;
    if (!orgOwnerToken || host !== orgOwnerHost) {
      throw new Error(`no token of an owner is configured for ${host}`);
    }
    return new GithubReader({
      apiBaseUrl: this.#apiOf(host),
      fetch: this.#fetchOf(host, 'owner'),
      credentials: async () => ({ authorization: `Bearer ${orgOwnerToken}` }),
    });
  }

  async #headersFor(url: string): Promise<Record<string, string>> {
    const { headers } = await this.#credentials
      .getCredentials({ url })
      .catch(() => ({ headers: undefined }));
    if (headers) return headers;
    throw new VendorError(
      'unauthorized',
      `GitHub gives no credentials for ${url}; check the token or the app at integrations.github, and that the app is installed there`,
    );
  }

  /** What is fetched with other credentials is kept apart. */
  #fetchOf(host: string, whose: 'integration' | 'owner'): typeof fetch {
    const key = `${whose} ${host}`;
    const { outgoing, now, ...rest } = this.#options;
    const known = this.#fetches.get(key);
    if (known) return known;
    const created = vendorFetch({
      vendor: 'GitHub',
      ...rest,
      now,
      outgoing: withRateLimits(outgoing, now) as OutgoingGuard,
    });
    this.#fetches.set(key, created);
    return created;
  }

  #apiOf(host: string): string {
    const { apiBaseUrl } = this.#configOf(host) ?? {};
    if (apiBaseUrl) return apiBaseUrl;
    throw new Error(`no API is configured for ${host} at integrations.github`);
  }

  #configOf(host: string): GithubIntegrationConfig | undefined {
    return this.#options.integrations.github.byHost(host)?.config;
  }
}

/**
 * The repository that the slug names, else the source location. The slug's host
 * is that of the source location where GitHub's API is known of it.
 */
function repositoryOf(
  entity: Entity,
  configOf: (host: string) => unknown,
): Repository | undefined {
  const { annotations = {} } = entity.metadata;
  const located = urlOf(annotations[ANNOTATION_SOURCE_LOCATION]);
  const isKnown = located && configOf(located.host);
  const slug = annotations[SLUG_ANNOTATION]?.trim();
  const host = isKnown ? located.host : 'github.com';
  const text = slug || (isKnown ? located.pathname : '');
  const [owner, repo] = text.replace(/^\/+/, '').split('/');
  const name = repo?.replace(/\.git$/, '');
  // What is no name has no business in a path.
  const isName = (part: string | undefined) =>
    part !== undefined && NAME.test(part) && !/^\.+$/.test(part);
  return isName(owner) && isName(name)
    ? { host, owner, repo: name }
    : undefined;
}

function urlOf(ref: string | undefined): URL | undefined {
  if (!ref) return undefined;
  try {
    const { type, target } = parseLocationRef(ref);
    return type === 'url' ? new URL(target) : undefined;
  } catch {
    return undefined;
  }
}
