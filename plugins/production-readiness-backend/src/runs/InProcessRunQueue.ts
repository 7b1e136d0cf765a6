import type { RunJob, RunQueue } from './types';

type Work = (job: RunJob, signal: AbortSignal) => Promise<void>;

/**
 * The queue of the embedded default: holds its jobs in memory. A process that
 * ends loses them, and the next one fills its queue from the store.
 */
export class InProcessRunQueue implements RunQueue {
  private readonly waiting = new Map<string, RunJob>();
  private readonly working = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private work: Work | undefined;

  constructor(private readonly options: { concurrency: number }) {}

  async start(work: Work): Promise<void> {
    this.work = work;
    this.fill();
  }

  async enqueue(job: RunJob): Promise<boolean> {
    const known = this.waiting.get(job.key);
    this.waiting.set(
      job.key,
      known && known.priority >= job.priority ? known : job,
    );
    this.fill();
    return known === undefined;
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The plugin stops'));
    await Promise.all(this.working);
  }

  private fill(): void {
    const { work } = this;
    while (
      work &&
      !this.stopping.signal.aborted &&
      this.working.size < this.options.concurrency
    ) {
      const job = this.takeNext();
      if (!job) return;
      const done = work(job, this.stopping.signal).finally(() => {
        this.working.delete(done);
        this.fill();
      });
      this.working.add(done);
    }
  }

  /** The highest priority; among equals the one that waits longest. */
  private takeNext(): RunJob | undefined {
    let next: RunJob | undefined;
    for (const job of this.waiting.values()) {
      if (!next || job.priority > next.priority) next = job;
    }
    if (next) this.waiting.delete(next.key);
    return next;
  }
}
