import type { FactUse, ReadScope } from './translate';

/** A fact that an expression reads, and where in it: no path lies inside another. */
export interface FactRead {
  scope: ReadScope;
  fact: string;
  slot: number;
  paths: string[][];
}

/** What the parts of an expression read, each fact once, in order of appearance. */
export function mergeUses(uses: readonly FactUse[]): FactRead[] {
  const merged = new Map<string, FactRead>();
  for (const { scope, fact, slot, paths } of uses) {
    const id = `${JSON.stringify(scope)}|${fact}`;
    const known = merged.get(id)?.paths ?? [];
    merged.set(id, {
      scope,
      fact,
      slot,
      paths: outermost([...known, ...paths]),
    });
  }
  return [...merged.values()];
}

/** The paths that lie inside no other, each once. */
function outermost(paths: readonly string[][]): string[][] {
  return paths.filter(
    (path, index) =>
      !paths.some(
        (other, at) =>
          at !== index &&
          isInside(path, other) &&
          (other.length < path.length || at < index),
      ),
  );
}

/** Whether a path is another one, or leads further into what it reads. */
export function isInside(
  path: readonly string[],
  outer: readonly string[],
): boolean {
  return (
    path.length >= outer.length &&
    outer.every((key, index) => key === path[index])
  );
}
