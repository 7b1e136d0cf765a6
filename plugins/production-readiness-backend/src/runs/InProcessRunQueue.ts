import type { RunJob, RunQueue } from './types';

type Work = (job: RunJob, signal: AbortSignal) => Promise<void>;

/**
 * The queue of the embedded default: holds its jobs in memory. A process that
 * ends loses them, and the next one fills its queue from the store.
 */
export class InProcessRunQueue implements RunQueue {
  private readonly waiting = new Map<string, RunJob>();
  /** By key: a subject is worked on once at a time. */
  private readonly working = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private work: Work | undefined;

  constructor(private readonly options: { concurrency: number }) {}

  async start(work: Work): Promise<void> {
    this.work = work;
    this.fill();
  }

  async enqueue(job: RunJob): Promise<boolean> {
    const known = this.waiting.get(job.key);
    // The newer one names the run that waits in the store; the older may be done.
    this.waiting.set(job.key, {
      ...job,
      priority: Math.max(job.priority, known?.priority ?? job.priority),
    });
    this.fill();
    return known === undefined;
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('The plugin stops'));
    await Promise.all(this.working.values());
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
        this.working.delete(job.key);
        this.fill();
      });
      this.working.set(job.key, done);
    }
  }

  /**
   * The highest priority; among equals the one that waits longest. A second job
   * of a subject at work would take the claim from under the first one.
   */
  private takeNext(): RunJob | undefined {
    let next: RunJob | undefined;
    for (const job of this.waiting.values()) {
      if (this.working.has(job.key)) continue;
      if (!next || job.priority > next.priority) next = job;
    }
    if (next) this.waiting.delete(next.key);
    return next;
  }
}
