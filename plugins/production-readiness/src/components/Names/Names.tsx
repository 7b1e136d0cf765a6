import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useText } from '../../text';
import { namesOf, type Titles } from '../../viewModel/names';

const NamesContext = createContext<Titles>({ sources: {}, reports: {} });

/** Gives everything below the titles of sources and of types of reports. */
export function NamesProvider(props: {
  sources: ScorecardView['sources'];
  reports: Titles['reports'];
  children: ReactNode;
}) {
  const { sources, reports } = props;
  const titles = useMemo(() => ({ sources, reports }), [sources, reports]);
  return (
    <NamesContext.Provider value={titles}>
      {props.children}
    </NamesContext.Provider>
  );
}

/** What sources and reports are called; never an internal id where there is a title. */
export function useNames() {
  const titles = useContext(NamesContext);
  const t = useText();
  return useMemo(() => namesOf(titles, t), [titles, t]);
}
