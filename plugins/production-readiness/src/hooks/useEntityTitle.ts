import { useEntityPresentation } from '@backstage/plugin-catalog-react';

/** The name by which people know an entity. */
export function useEntityTitle(entityRef: string): string {
  return useEntityPresentation(entityRef).primaryTitle;
}
