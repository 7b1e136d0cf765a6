import type { Environment } from './Environment';
import type { KnownDefaults, RepositoryFiles } from './rules/KnownDefaults';

/** What rules need beside the parameters. */
export interface Judging {
  environment: Environment;
  /** Name of the service at Render and in `render.yaml`. */
  service: string | undefined;
  /** Throws where the repository cannot be read. */
  files(): Promise<RepositoryFiles>;
  defaults(): Promise<KnownDefaults>;
  /** Under a key that is not to be guessed; throws a miss without one. */
  fingerprint(text: string): Promise<string>;
  /** The internal host of the database of this name; null where that cannot be known here. */
  databaseHost(name: string): Promise<string | null>;
}
