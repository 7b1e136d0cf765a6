import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<T> {
  /** The last answer for this key; stays while it is fetched again, and when that fails. */
  value: T | undefined;
  /** Why the newest fetch failed. */
  error: Error | undefined;
  loading: boolean;
  /** Fetches again without taking away what is shown. */
  reload(): void;
}

interface State<T> {
  key: string;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Fetches whenever the key changes. Unlike `useAsync` it never shows the answer
 * to another key, and keeps its own while it refreshes, so that nothing jumps.
 */
export function useKeyedAsync<T>(
  key: string,
  fetch: () => Promise<T>,
): Loaded<T> {
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(fetch);
  latest.current = fetch;

  useEffect(() => {
    let current = true;
    setState(before =>
      before.key === key
        ? { ...before, loading: true }
        : { key, loading: true },
    );
    latest.current().then(
      value => current && setState({ key, value, loading: false }),
      error =>
        current && setState(before => ({ ...before, error, loading: false })),
    );
    return () => {
      current = false;
    };
  }, [key, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  const own: State<T> = state.key === key ? state : { key, loading: true };
  return {
    value: own.value,
    error: own.error,
    loading: own.loading,
    reload,
  };
}
