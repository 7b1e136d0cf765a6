import type {
  Evaluated,
  RunView,
  Verdict,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { SubjectKey } from '../store/types';

/** What a queue carries: an id, never the work's state, which lives in the store. */
export interface RunJob {
  runId: string;
  /** A second job with the same key is dropped while the first one waits. */
  key: string;
  /** Higher goes first. */
  priority: number;
}

/**
 * Carries out runs. What is due is the store's business: losing a queue's
 * content loses nothing, since it is filled again from the store.
 */
export interface RunQueue {
  /** Begins to work; `work` never throws for the failure of a run. */
  start(
    work: (job: RunJob, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  /**
   * False: a job with this key waits already; its priority is lifted to the
   * higher of both.
   */
  enqueue(job: RunJob): Promise<boolean>;
  /** Takes no new job, aborts those at work and waits for them. */
  stop(): Promise<void>;
}

export type RunEvent =
  /** Queued, begun, got on or ended. */
  | { type: 'run'; run: RunView }
  /** A new scorecard was written. */
  | {
      type: 'scorecard';
      subjectRef: string;
      checklistId: string;
      verdict: Verdict | null;
    };

/** What routes need of the runs. */
export interface RunService {
  /**
   * Queues a run of the subject, or answers the one that waits already.
   * Throws NotFoundError if the checklist does not judge the subject.
   */
  requestRun(key: SubjectKey & { reason: RunView['reason'] }): Promise<RunView>;
  /**
   * Judges anew what is stored before a person's act is answered; where a run
   * holds the subject for long, asks for another one, and `evaluated` is false.
   * Throws NotFoundError if the checklist does not judge the subject.
   */
  evaluateNow(key: SubjectKey): Promise<Evaluated>;
  get(runId: string): Promise<RunView | undefined>;
  /** The newest run, with progress up to the moment if it is this process's own. */
  latest(key: SubjectKey): Promise<RunView | undefined>;
  /** Newest first. */
  list(
    key: SubjectKey,
    options: { limit: number; cursor?: string },
  ): Promise<{ runs: RunView[]; nextCursor: string | null }>;
  /** Calls back on every event of this process; the answer unsubscribes. */
  subscribe(listener: (event: RunEvent) => void): () => void;
}

/**
 * Channel on which signals are broadcast. They name runs and no entities: not
 * everyone who listens may see every entity.
 */
export const SIGNAL_CHANNEL = 'production-readiness:runs';
