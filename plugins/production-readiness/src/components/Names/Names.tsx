import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { createContext, useContext, useMemo } from 'react';
import { useText } from '../../text';
import { namesOf } from '../../viewModel/names';

const SourcesContext = createContext<ScorecardView['sources']>({});

/** Gives everything below the titles of sources and of types of reports. */
export const SourceTitles = SourcesContext.Provider;

/** What sources and reports are called; never an internal id where there is a title. */
export function useNames() {
  const sources = useContext(SourcesContext);
  const t = useText();
  return useMemo(() => namesOf(sources, t), [sources, t]);
}
