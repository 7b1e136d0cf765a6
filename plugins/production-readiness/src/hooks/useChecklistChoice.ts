import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Which of several checklists the address asks for. */
export function useChecklistChoice(): [
  string | undefined,
  (id: string) => void,
] {
  const [params, setParams] = useSearchParams();
  const choose = useCallback(
    (id: string) => setParams(new URLSearchParams({ checklist: id })),
    [setParams],
  );
  return [params.get('checklist') || undefined, choose];
}
