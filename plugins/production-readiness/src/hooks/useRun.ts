import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import type {
  RunView,
  ScorecardSelector,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import useInterval from 'react-use/esm/useInterval';
import { messageOf } from '../api/failure';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';

const POLL_MS = 1_500;
const RUNS_CHANNEL = 'production-readiness:runs';

export interface RunState {
  run: RunView | null;
  /** Queued, running, or being asked for. */
  busy: boolean;
  error: { at: 'start' | 'poll'; message: string } | undefined;
  start(): void;
}

export interface RunOptions extends ScorecardSelector {
  /** The run that the page found under way, if any. */
  initial: RunView | null;
  onFinished(): void;
}

/**
 * Starts a run and follows it to its end: asks every 1.5 s, and at once when a
 * signal says that the run moved. A failed poll is shown and tried again.
 */
export function useRun(options: RunOptions): RunState {
  const { entityRef, checklist, subject, initial, onFinished } = options;
  const api = useApi(productionReadinessApiRef);
  const [run, setRun] = useState<RunView | null>(initial);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<RunState['error']>();
  const finished = useRef(onFinished);
  finished.current = onFinished;

  // A run that someone else started while this page was open is followed too.
  const initialId = initial && isUnderWay(initial) ? initial.id : undefined;
  useEffect(() => {
    if (initialId) setRun(initial);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the id stands for the run
  }, [initialId]);

  const start = useCallback(async () => {
    setStarting(true);
    setError(undefined);
    try {
      const started = await api.requestRun({ entityRef, checklist, subject });
      setRun(started);
      if (!isUnderWay(started)) finished.current();
    } catch (cause) {
      setError({ at: 'start', message: messageOf(cause) });
    } finally {
      setStarting(false);
    }
  }, [api, entityRef, checklist, subject]);

  const underWay = run !== null && isUnderWay(run);
  const runId = run?.id;
  const poll = useCallback(async () => {
    if (!runId) return;
    try {
      const next = await api.getRun({ entityRef, runId });
      setError(undefined);
      setRun(next);
      if (!isUnderWay(next)) finished.current();
    } catch (cause) {
      setError({ at: 'poll', message: messageOf(cause) });
    }
  }, [api, entityRef, runId]);

  useInterval(poll, underWay ? POLL_MS : null);

  const { lastSignal } = useSignal<{ runId?: string }>(RUNS_CHANNEL);
  useEffect(() => {
    if (underWay && lastSignal?.runId === runId) poll();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new signal asks again
  }, [lastSignal]);

  return { run, busy: starting || underWay, error, start };
}

export function isUnderWay(run: RunView): boolean {
  return run.state === 'queued' || run.state === 'running';
}
