import { LRUCache } from 'lru-cache';

const MAX_KEPT = 500;

/**
 * One fetch for all who want the same at a time, and its answer for all who
 * come a little later. What fails is not kept: the next one asks anew.
 */
export class SharedFetches<T extends {}> {
  readonly #kept: LRUCache<string, Promise<T>>;
  readonly #isKept: (answer: T) => boolean;

  constructor(options: {
    /** Milliseconds that an answer is kept. */
    ms: number;
    /** Whether an answer serves others; defaults to: all do. */
    isKept?: (answer: T) => boolean;
  }) {
    this.#kept = new LRUCache({ max: MAX_KEPT, ttl: options.ms });
    this.#isKept = options.isKept ?? (() => true);
  }

  /** Rejects as the fetch does, or as soon as the caller's own signal aborts. */
  async get(
    key: string,
    fetch: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const known = this.#kept.get(key);
    if (known) return abandonable(known, signal);
    const fetching = fetch();
    this.#kept.set(key, fetching);
    const drop = () => {
      if (this.#kept.peek(key) === fetching) this.#kept.delete(key);
    };
    fetching.then(answer => this.#isKept(answer) || drop(), drop);
    return abandonable(fetching, signal);
  }
}

/**
 * Rejects as soon as the signal aborts, whatever becomes of the promise: for
 * waits that others share, or that take no signal.
 *
 * @public
 */
export async function abandonable<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  // What is no longer waited for may still fail, and nobody would hear of it.
  promise.catch(() => {});
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
