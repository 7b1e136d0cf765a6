import { compareText } from '../evaluate/causes';

/** What has to be made true, over the names of what can be. */
export type Formula =
  | true
  | { atom: string }
  | { all: Formula[] }
  | { some: { count: number; of: Formula[] } };

export function all(of: readonly Formula[]): Formula {
  const open = of.filter(part => part !== true);
  if (open.length === 0) return true;
  return open.length === 1 ? open[0] : { all: open };
}

/** So many of them; with none to choose from it stays open for ever. */
export function some(count: number, of: readonly Formula[]): Formula {
  const needed = count - of.filter(part => part === true).length;
  const open = of.filter(part => part !== true);
  if (needed <= 0) return true;
  return needed === open.length
    ? all(open)
    : { some: { count: needed, of: open } };
}

/** Whether a set of names makes a formula true. */
export function holds(formula: Formula, given: ReadonlySet<string>): boolean {
  if (formula === true) return true;
  if ('atom' in formula) return given.has(formula.atom);
  if ('all' in formula) return formula.all.every(part => holds(part, given));
  const { count, of } = formula.some;
  return of.filter(part => holds(part, given)).length >= count;
}

// Alternatives multiply; beyond this many, the smallest are kept. Checklists
// offer a handful a row, and rows that share nothing are solved by themselves.
const MAX_SOLUTIONS = 512;

/**
 * The smallest set of names that makes a formula true; of equally small ones
 * that which `prefer` puts first, then by name.
 */
export function smallest(
  formula: Formula,
  prefer: (names: ReadonlySet<string>) => number = () => 0,
): Set<string> {
  const components = independent(formula === true ? [] : conjuncts(formula));
  const chosen = new Set<string>();
  for (const component of components) {
    const [best] = minimal(solutions(all(component))).sort(
      (a, b) => a.size - b.size || prefer(a) - prefer(b) || byNames(a, b),
    );
    for (const name of best ?? []) chosen.add(name);
  }
  return chosen;
}

function conjuncts(formula: Exclude<Formula, true>): Formula[] {
  return 'all' in formula
    ? formula.all.flatMap(part => (part === true ? [] : conjuncts(part)))
    : [formula];
}

interface Group {
  names: Set<string>;
  parts: Formula[];
}

/** Groups of conjuncts that share no name with another group. */
function independent(parts: readonly Formula[]): Formula[][] {
  const groups = new Set<Group>();
  const groupOf = new Map<string, Group>();
  for (const part of parts) {
    const joined: Group = { names: namesIn(part), parts: [part] };
    const touching = new Set<Group>();
    for (const name of joined.names) {
      const group = groupOf.get(name);
      if (group) touching.add(group);
    }
    for (const group of touching) {
      for (const name of group.names) joined.names.add(name);
      joined.parts.push(...group.parts);
      groups.delete(group);
    }
    for (const name of joined.names) groupOf.set(name, joined);
    groups.add(joined);
  }
  return [...groups].map(group => group.parts);
}

function namesIn(formula: Formula, names = new Set<string>()): Set<string> {
  if (formula === true) return names;
  if ('atom' in formula) return names.add(formula.atom);
  const parts = 'all' in formula ? formula.all : formula.some.of;
  for (const part of parts) namesIn(part, names);
  return names;
}

function solutions(formula: Formula): Set<string>[] {
  if (formula === true) return [new Set()];
  if ('atom' in formula) return [new Set([formula.atom])];
  if ('all' in formula) {
    // Single names first: they are in every solution and prune the rest.
    const parts = [...formula.all].sort(
      (a, b) => namesIn(a).size - namesIn(b).size,
    );
    return parts.reduce(
      (found, part) => product(found, solutions(part)),
      [new Set<string>()],
    );
  }
  return combinations(formula.some.of, formula.some.count).flatMap(chosen =>
    solutions(all(chosen)),
  );
}

function product(
  left: readonly Set<string>[],
  right: readonly Set<string>[],
): Set<string>[] {
  return minimal(left.flatMap(a => right.map(b => new Set([...a, ...b]))));
}

function minimal(sets: readonly Set<string>[]): Set<string>[] {
  const sorted = [...sets].sort((a, b) => a.size - b.size || byNames(a, b));
  const kept: Set<string>[] = [];
  for (const set of sorted) {
    if (kept.length === MAX_SOLUTIONS) break;
    if (!kept.some(smaller => isSubset(smaller, set))) kept.push(set);
  }
  return kept;
}

function combinations<T>(of: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return of.flatMap((first, index) =>
    combinations(of.slice(index + 1), count - 1).map(rest => [first, ...rest]),
  );
}

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every(name => b.has(name));
}

function byNames(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return compareText([...a].sort().join('\n'), [...b].sort().join('\n'));
}
