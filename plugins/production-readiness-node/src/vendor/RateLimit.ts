import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';

/** Waits; tests pass their own. @public */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const systemSleep: Sleep = async (ms, signal) => {
  await delay(ms, undefined, { signal });
};

/**
 * Requests to one vendor at a time, and the pause that a vendor asks for: while
 * it lasts, nobody asks.
 */
export class RateLimit {
  readonly #queue: PQueue;
  readonly #sleep: Sleep;
  readonly #now: () => number;
  #pausedUntil = 0;

  constructor(options: {
    concurrency: number;
    sleep?: Sleep;
    now?: () => number;
  }) {
    this.#queue = new PQueue({ concurrency: options.concurrency });
    this.#sleep = options.sleep ?? systemSleep;
    this.#now = options.now ?? Date.now;
  }

  /** Runs a request when there is room and no pause; throws where `signal` aborts. */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const result = await this.#queue.add(
      async () => {
        const wait = this.#pausedUntil - this.#now();
        if (wait > 0) await this.#sleep(wait, signal);
        return task();
      },
      { signal },
    );
    return result as T;
  }

  /** Nobody asks for so long. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now() + ms);
  }
}

/**
 * Milliseconds that `Retry-After` asks to wait, as seconds or a date (RFC 9110,
 * 10.2.3); undefined without a readable one.
 */
export function retryAfterMs(
  header: string | undefined,
  now: number,
): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
