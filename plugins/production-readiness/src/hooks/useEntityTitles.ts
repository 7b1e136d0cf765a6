import { useApiHolder } from '@backstage/core-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import useAsync from 'react-use/esm/useAsync';

/** The names by which people know several entities, by ref; those not yet known are absent. */
export function useEntityTitles(entityRefs: string[]): Record<string, string> {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const { value } = useAsync(async () => {
    if (!presentation) return {};
    const titles = await Promise.all(
      entityRefs.map(async ref => {
        const { primaryTitle } = await presentation.forEntity(ref).promise;
        return [ref, primaryTitle] as const;
      }),
    );
    return Object.fromEntries(titles);
  }, [presentation, entityRefs.join()]);
  return value ?? {};
}
