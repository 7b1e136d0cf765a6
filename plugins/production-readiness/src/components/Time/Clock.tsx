import { createContext, useContext, useState, type ReactNode } from 'react';
import useInterval from 'react-use/esm/useInterval';

const TICK_MS = 30_000;

const ClockContext = createContext<number | undefined>(undefined);

/** One clock a screen, so that relative times move together; `now` stops it for tests. */
export function Clock(props: { now?: number; children: ReactNode }) {
  const inherited = useContext(ClockContext);
  const fixed = props.now ?? inherited;
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), fixed === undefined ? TICK_MS : null);
  return (
    <ClockContext.Provider value={fixed ?? now}>
      {props.children}
    </ClockContext.Provider>
  );
}

/** Milliseconds since the epoch, moving every half minute. */
export function useNow(): number {
  return useContext(ClockContext) ?? Date.now();
}
