import { useCallback, useState } from 'react';

/** Which lines of a list are open. */
export function useOpenSet() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (id: string) =>
      setOpen(before => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const add = useCallback(
    (id: string) => setOpen(before => new Set([...before, id])),
    [],
  );
  const replace = useCallback((ids: string[]) => setOpen(new Set(ids)), []);
  return { open, toggle, add, replace };
}
