import { useEffect, useRef } from 'react';

/** The newest value that there was, unless the newest fetch failed without one. */
export function useLastShown<T>(
  value: T | undefined,
  error: Error | undefined,
): T | undefined {
  const last = useRef<T>();
  useEffect(() => {
    if (value !== undefined) last.current = value;
    else if (error) last.current = undefined;
  }, [value, error]);
  if (value !== undefined) return value;
  return error ? undefined : last.current;
}
