import { createContext, useContext } from 'react';

/** What items and criteria are called, and where they open. */
export interface ReferenceTarget {
  titleOf(ref: string): string;
  linkTo(itemId: string): string;
}

const ReferencesContext = createContext<ReferenceTarget | undefined>(undefined);

export const References = ReferencesContext.Provider;

export function useReferences(): ReferenceTarget | undefined {
  return useContext(ReferencesContext);
}
