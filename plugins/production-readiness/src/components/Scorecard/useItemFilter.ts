import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  parseItemFilter,
  withItemFilter,
  type ItemFilter,
} from '../../viewModel/itemFilter';

/** The filter that the address holds. */
export function useItemFilter(): [ItemFilter, (filter: ItemFilter) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => parseItemFilter(params), [params]);
  const setFilter = useCallback(
    (next: ItemFilter) =>
      setParams(before => withItemFilter(before, next), { replace: true }),
    [setParams],
  );
  return [filter, setFilter];
}
