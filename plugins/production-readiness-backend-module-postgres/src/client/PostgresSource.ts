import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  PostgresConfig,
  PostgresConnection,
} from '../config/readPostgresConfig';
import {
  DEFAULT_SESSION_LIMITS,
  type SessionLimits,
  type Target,
} from './connect';
import { PostgresSession } from './PostgresSession';

/** Names the configured connection of an entity. */
export const CONNECTION_ANNOTATION = 'production-readiness/postgres-connection';

interface Shared {
  session: Promise<PostgresSession>;
  users: number;
}

/**
 * The configured databases, one session at a time for each: whoever asks while
 * it is open shares it.
 */
export class PostgresSource {
  readonly #config: PostgresConfig;
  readonly #target: Target;
  readonly #ca: string[] | undefined;
  readonly #limits: SessionLimits;
  readonly #open = new Map<string, Shared>();

  constructor(options: {
    config: PostgresConfig;
    target: Target;
    ca?: string[];
    limits?: Partial<SessionLimits>;
  }) {
    this.#config = options.config;
    this.#target = options.target;
    this.#ca = options.ca;
    this.#limits = { ...DEFAULT_SESSION_LIMITS, ...options.limits };
  }

  /** Why there is no connection for an entity; undefined if there is one. */
  notConnected(entity: Entity): string | undefined {
    const found = this.#find(entity);
    return typeof found === 'string' ? found : undefined;
  }

  /** The connection of an entity. Throws where notConnected says why not. */
  connectionOf(entity: Entity): PostgresConnection {
    const found = this.#find(entity);
    if (typeof found === 'string') throw new Error(found);
    return found;
  }

  /**
   * Lets `work` use the session of an entity. The session is given as a
   * promise, for what its failing means differs by fact.
   */
  async use<T>(
    entity: Entity,
    work: (session: Promise<PostgresSession>) => Promise<T>,
  ): Promise<T> {
    const connection = this.connectionOf(entity);
    const shared = this.#open.get(connection.name) ?? {
      session: PostgresSession.open({
        connection,
        target: this.#target,
        ca: this.#ca,
        entityRef: stringifyEntityRef(entity),
        limits: this.#limits,
      }),
      users: 0,
    };
    this.#open.set(connection.name, shared);
    shared.users += 1;
    try {
      return await work(shared.session);
    } finally {
      shared.users -= 1;
      if (shared.users === 0) {
        this.#open.delete(connection.name);
        await shared.session.then(
          session => session.close(),
          () => {},
        );
      }
    }
  }

  #find(entity: Entity): PostgresConnection | string {
    const ref = stringifyEntityRef(entity);
    const name = entity.metadata.annotations?.[CONNECTION_ANNOTATION]?.trim();
    const found = this.#config.get(name || ref);
    if (!found && this.#config.size === 0) {
      return 'postgres: no connection is configured';
    }
    if (!found && !name) {
      return `postgres: ${ref} names no connection; set ${CONNECTION_ANNOTATION}`;
    }
    // An entity's author may not use what was configured for another.
    if (!found || (found.entities && !found.entities.includes(ref))) {
      return `postgres: no connection '${name}' is configured for ${ref}`;
    }
    return found;
  }
}
