import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  defaultEntityPresentation,
} from '@backstage/plugin-catalog-react';
import useAsync from 'react-use/esm/useAsync';

const SHOWN = 20;

export interface Person {
  entityRef: string;
  title: string;
}

/** Users and groups of the catalog whose names hold the text; a help, so that failures are silent. */
export function usePeople(text: string): Person[] {
  const catalog = useApi(catalogApiRef);
  const { value } = useAsync(async () => {
    const { items } = await catalog.queryEntities({
      filter: [{ kind: 'user' }, { kind: 'group' }],
      fullTextFilter: {
        term: text.trim(),
        fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
      },
      orderFields: [{ field: 'metadata.name', order: 'asc' }],
      limit: SHOWN,
    });
    return items.map(entity => ({
      entityRef: stringifyEntityRef(entity),
      title: defaultEntityPresentation(entity).primaryTitle,
    }));
  }, [catalog, text.trim()]);
  return value ?? [];
}
