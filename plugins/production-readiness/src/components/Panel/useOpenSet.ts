import { useCallback, useState } from 'react';

/** Which lines of a list are open. */
export function useOpenSet(initial: string[] = []) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(initial));
  const toggle = useCallback(
    (id: string) =>
      setOpen(before => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const replace = useCallback((ids: string[]) => setOpen(new Set(ids)), []);
  return { open, toggle, replace };
}
