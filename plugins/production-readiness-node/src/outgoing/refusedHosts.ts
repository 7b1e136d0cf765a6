/** A host that an entity wants to be asked and that the guard refused. */
export interface RefusedHost {
  host: string;
  port: number;
  /** The sentence of the refusal. */
  reason: string;
  entityRefs: string[];
  /** ISO 8601. */
  firstAt: string;
  lastAt: string;
}

const MAX_HOSTS = 500;
const MAX_ENTITIES = 50;

/** Bounded, in memory: what to add to the allow list, and for whom. */
export class RefusedHosts {
  readonly #hosts = new Map<string, RefusedHost>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  record(refusal: {
    host: string;
    port: number;
    reason: string;
    entityRef?: string;
  }): void {
    const key = `${refusal.host}:${refusal.port}`;
    const at = this.#now().toISOString();
    const known = this.#hosts.get(key);
    if (!known && this.#hosts.size >= MAX_HOSTS) return;
    const entityRefs = new Set(known?.entityRefs);
    if (refusal.entityRef && entityRefs.size < MAX_ENTITIES) {
      entityRefs.add(refusal.entityRef);
    }
    this.#hosts.set(key, {
      host: refusal.host,
      port: refusal.port,
      reason: refusal.reason,
      entityRefs: [...entityRefs].sort(),
      firstAt: known?.firstAt ?? at,
      lastAt: at,
    });
  }

  list(): RefusedHost[] {
    return [...this.#hosts.values()];
  }
}
