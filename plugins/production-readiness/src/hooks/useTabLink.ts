import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';

/** Address of one of our tabs on any entity's page. */
export function useTabLink() {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    (
      entityRef: string,
      tab: string,
      params: Record<string, string | undefined> = {},
    ): string => {
      const page = entityRoute(entityRouteParams(parseEntityRef(entityRef)));
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(params)) {
        if (value) search.set(name, value);
      }
      const query = search.toString();
      return `${page}${tab}${query ? `?${query}` : ''}`;
    },
    [entityRoute],
  );
}
