import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, NotFoundError } from '@backstage/errors';
import type {
  Evaluated,
  RunView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { RunContext } from '../pipeline';
import { isPostgres } from '../store/bulk';
import type { RunRow, Store, SubjectKey } from '../store/types';
import type { Progress } from './collectFacts';
import { evaluateNow } from './evaluateNow';
import type { RunEvent, RunJob, RunQueue, RunService } from './types';

/** How long a process may be silent before another one takes its runs over. */
export const LEASE_MS = 60_000;
/** A collector's last word is on the screen within this time; the table is not worn out by it. */
const PERSIST_EVERY_MS = 1_000;
/** A run that failed as a whole is tried again. */
const RETRY_FAILED_MS = 5 * 60_000;
/** Taken up by one look at the store. */
const SWEEP_LIMIT = 500;
const PRIORITY = { asked: 10, resumed: 5, changed: 1, due: 0 } as const;

export interface QueuedRunServiceOptions {
  store: Store;
  queue: RunQueue;
  /** Does one run; throws where it failed as a whole. */
  pipeline: (run: RunRow, context: RunContext) => Promise<Progress>;
  /** Judges what is stored, without collecting. */
  judge: (
    key: SubjectKey,
    context: Pick<RunContext, 'worker' | 'renewClaim'>,
  ) => Promise<void>;
  /** Names this process; another one after each start. */
  worker: string;
  now: () => Date;
  logger: LoggerService;
}

/**
 * Runs: asks for them, does them, and finds those that are due or were left
 * over. What is to be done is said by the store; the queue only carries it out,
 * so a run survives the process that began it.
 */
export class QueuedRunService implements RunService {
  private readonly listeners = new Set<(event: RunEvent) => void>();
  /** Newest progress of this process's own runs. */
  private readonly underWay = new Map<string, RunRow>();

  constructor(private readonly options: QueuedRunServiceOptions) {}

  /** Begins to work: first at what the last process left over. */
  async start(): Promise<void> {
    const { store, worker, now } = this.options;
    if (!isPostgres(store.knex)) {
      // A SQLite file has one process: whoever else holds a claim is gone.
      await store.subjects.releaseDead({ now: now(), notBy: worker });
    }
    await this.options.queue.start((job, signal) => this.work(job, signal));
    await this.sweep();
  }

  async stop(): Promise<void> {
    await this.options.queue.stop();
  }

  /** Queues what is due, and what waits or was left over by any process. */
  async sweep(): Promise<void> {
    const { store, queue, now } = this.options;
    await store.subjects.releaseDead({ now: now() });
    await store.runs.requeueOrphans(now());
    const due = await store.subjects.listDue({
      now: now(),
      limit: SWEEP_LIMIT,
    });
    for (const subject of due) {
      const reason =
        subject.evaluatedRevision !== null &&
        subject.revision > subject.evaluatedRevision
          ? 'changed'
          : 'due';
      const { run } = await store.runs.request(subject, {
        reason,
        priority: PRIORITY[reason],
        now: now(),
      });
      this.emit({ type: 'run', run: toView(run) });
    }
    for (const run of await store.runs.listQueued(SWEEP_LIMIT)) {
      await queue.enqueue(toJob(run));
    }
  }

  async requestRun(
    request: SubjectKey & { reason: RunView['reason'] },
  ): Promise<RunView> {
    const { store, queue, now } = this.options;
    const { subjectRef, checklistId, reason } = request;
    const key = { subjectRef, checklistId };
    const subject = await store.subjects.get(key);
    if (!subject || subject.goneAt !== null) {
      throw new NotFoundError(
        `'${subjectRef}' is not judged by the checklist '${checklistId}'`,
      );
    }
    const { run } = await store.runs.request(key, {
      reason,
      priority: PRIORITY[reason],
      now: now(),
    });
    const view = toView(run);
    this.emit({ type: 'run', run: view });
    await queue.enqueue(toJob(run));
    return view;
  }

  async evaluateNow(key: SubjectKey): Promise<Evaluated> {
    const { store } = this.options;
    const evaluated = await evaluateNow(key, this.options);
    if (evaluated) await this.emitScorecard(key);
    else await this.requestRun({ ...key, reason: 'changed' });
    const row = await store.scorecards.getRow(key);
    return {
      evaluated,
      verdict: row?.verdict ?? null,
      evaluatedAt: row?.evaluatedAt ?? null,
    };
  }

  async get(runId: string): Promise<RunView | undefined> {
    return this.newest(await this.options.store.runs.get(runId));
  }

  async latest(key: SubjectKey): Promise<RunView | undefined> {
    return this.newest(await this.options.store.runs.latest(key));
  }

  async list(
    key: SubjectKey,
    options: { limit: number; cursor?: string },
  ): Promise<{ runs: RunView[]; nextCursor: string | null }> {
    const page = await this.options.store.runs.list(key, options);
    return { ...page, runs: page.runs.map(run => this.newest(run)!) };
  }

  subscribe(listener: (event: RunEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is stored lags behind what this process knows of its own runs. */
  private newest(run: RunRow | undefined): RunView | undefined {
    if (!run) return undefined;
    const known = this.underWay.get(run.id);
    return toView(known && run.state === 'running' ? known : run);
  }

  private async work(job: RunJob, signal: AbortSignal): Promise<void> {
    try {
      await this.workOn(job, signal);
    } catch (error) {
      // The run stays what it is in the store, and the next sweep finds it.
      this.options.logger.error(
        `Run ${job.runId} could not be carried out`,
        isError(error) ? error : undefined,
      );
    }
  }

  private async workOn(job: RunJob, signal: AbortSignal): Promise<void> {
    const { store, worker, now } = this.options;
    const run = await store.runs.get(job.runId);
    if (run?.state !== 'queued' || signal.aborted) return;
    const claim = { by: worker, now: now(), leaseMs: LEASE_MS };
    if (!(await store.subjects.claim(run, claim))) return;
    try {
      if (!(await store.runs.begin(run.id, { worker, now: now() }))) return;
      await this.carryOut((await store.runs.get(run.id)) ?? run, signal);
    } finally {
      this.underWay.delete(run.id);
      await store.subjects.release(run, worker);
    }
  }

  private async carryOut(run: RunRow, signal: AbortSignal): Promise<void> {
    const { store, worker, pipeline, now } = this.options;
    const report = this.progressReporter(run);
    const lease = this.keepClaim(run);
    let end: { state: 'succeeded' | 'failed'; progress: Progress };
    try {
      const progress = await pipeline(run, {
        worker,
        renewClaim: lease.renew,
        signal: AbortSignal.any([signal, lease.lost]),
        onProgress: report.onProgress,
      });
      end = { state: 'succeeded', progress };
    } catch (error) {
      // Stopped or taken over: whoever comes next does it again.
      if (signal.aborted || lease.lost.aborted) return;
      end = { state: 'failed', progress: this.failed(run, error) };
    } finally {
      lease.end();
      await report.settled();
    }
    if (end.state === 'failed') await this.postpone(run);
    const { problems, ...progress } = end.progress;
    const finished = await store.runs.finish(run.id, {
      worker,
      state: end.state,
      progress: { done: progress.done, total: progress.total },
      problems,
      now: now(),
    });
    const stored = await store.runs.get(run.id);
    if (finished && stored) this.emit({ type: 'run', run: toView(stored) });
    if (finished && end.state === 'succeeded') await this.emitScorecard(run);
  }

  private failed(run: RunRow, error: unknown): Progress {
    const message = isError(error) ? error.message : String(error);
    this.options.logger.warn(
      `Run ${run.id} of ${run.subjectRef} (${run.checklistId}) failed: ${message}`,
    );
    const known = this.underWay.get(run.id) ?? run;
    return { ...known.progress, problems: [...known.problems, message] };
  }

  /** Without this a run that always fails would be due again at once, for ever. */
  private async postpone(run: RunRow): Promise<void> {
    const { store, worker, now } = this.options;
    await store.subjects.postpone(run, {
      by: worker,
      dueAt: new Date(now().getTime() + RETRY_FAILED_MS),
    });
  }

  private progressReporter(run: RunRow) {
    const { store, worker, now } = this.options;
    let persistedAt = 0;
    let persisting: Promise<void> = Promise.resolve();
    const onProgress = ({ done, total, problems }: Progress) => {
      const current = { ...run, progress: { done, total }, problems };
      this.underWay.set(run.id, current);
      const at = now().getTime();
      if (at - persistedAt < PERSIST_EVERY_MS) return;
      persistedAt = at;
      this.emit({ type: 'run', run: toView(current) });
      persisting = persisting
        .then(() =>
          store.runs.progress(run.id, { worker, done, total, problems }),
        )
        .catch(error => {
          this.options.logger.warn(
            `Progress of run ${run.id} could not be stored: ${error}`,
          );
        });
    };
    return { onProgress, settled: () => persisting };
  }

  /** Renews the lease while the run goes on; `lost` aborts once another process has it. */
  private keepClaim(key: SubjectKey) {
    const { store, worker, now } = this.options;
    const lost = new AbortController();
    const renew = async () => {
      const claim = { by: worker, now: now(), leaseMs: LEASE_MS };
      if (await store.subjects.claim(key, claim)) return;
      const error = new Error(
        `Another process took over the run of '${key.subjectRef}'`,
      );
      lost.abort(error);
      throw error;
    };
    // A failed renewal has aborted already, or is tried again before the lease ends.
    const timer = setInterval(() => renew().catch(() => {}), LEASE_MS / 4);
    timer.unref();
    return { renew, lost: lost.signal, end: () => clearInterval(timer) };
  }

  private async emitScorecard(key: SubjectKey): Promise<void> {
    const row = await this.options.store.scorecards.getRow(key);
    const { subjectRef, checklistId } = key;
    this.emit({
      type: 'scorecard',
      subjectRef,
      checklistId,
      verdict: row?.verdict ?? null,
    });
  }

  private emit(event: RunEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.options.logger.warn(`A listener to runs failed: ${error}`);
      }
    }
  }
}

function toJob(run: RunRow): RunJob {
  return {
    runId: run.id,
    key: `${run.subjectRef}|${run.checklistId}`,
    priority: run.priority,
  };
}

function toView({
  id,
  subjectRef,
  checklistId,
  state,
  reason,
  requestedAt,
  startedAt,
  finishedAt,
  progress,
  problems,
}: RunRow): RunView {
  return {
    id,
    subjectRef,
    checklistId,
    state,
    reason,
    requestedAt,
    startedAt,
    finishedAt,
    progress,
    problems,
  };
}
