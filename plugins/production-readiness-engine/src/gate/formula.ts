/**
 * What has to be made true, over the names of what can be. Nothing in it asks
 * that something is not done: what is done more never makes it false.
 */
export type Formula =
  | true
  | { atom: string }
  /** The score is at least so many percent. */
  | { score: number }
  | { all: Formula[] }
  | { some: { count: number; of: Formula[] } };

/** Stays open for ever. */
export const NEVER: Formula = { some: { count: 1, of: [] } };

export function all(of: readonly Formula[]): Formula {
  const open = of.filter(part => part !== true);
  if (open.some(part => part === NEVER)) return NEVER;
  if (open.length === 0) return true;
  return open.length === 1 ? open[0] : { all: open };
}

/** So many of them; with too few to choose from it stays open for ever. */
export function some(count: number, of: readonly Formula[]): Formula {
  const needed = count - of.filter(part => part === true).length;
  const open = of.filter(part => part !== true && part !== NEVER);
  if (needed <= 0) return true;
  if (needed > open.length) return NEVER;
  return needed === open.length
    ? all(open)
    : { some: { count: needed, of: open } };
}

/** Whether a set of names, and a score, makes a formula true. */
export function holds(
  formula: Formula,
  given: ReadonlySet<string>,
  score: (percent: number) => boolean = () => false,
): boolean {
  if (formula === true) return true;
  if ('atom' in formula) return given.has(formula.atom);
  if ('score' in formula) return score(formula.score);
  if ('all' in formula) {
    return formula.all.every(part => holds(part, given, score));
  }
  const { count, of } = formula.some;
  return of.filter(part => holds(part, given, score)).length >= count;
}

/** What is left of a formula once of some names, or of scores, it is known. */
export function simplify(
  formula: Formula,
  known: (leaf: { atom: string } | { score: number }) => Formula,
): Formula {
  if (formula === true) return true;
  if ('atom' in formula || 'score' in formula) return known(formula);
  if ('all' in formula) {
    return all(formula.all.map(part => simplify(part, known)));
  }
  const { count, of } = formula.some;
  return some(
    count,
    of.map(part => simplify(part, known)),
  );
}

/** Parts that all have to hold. */
export function conjuncts(formula: Formula): Exclude<Formula, true>[] {
  if (formula === true) return [];
  return 'all' in formula ? formula.all.flatMap(conjuncts) : [formula];
}

export function namesIn(
  formula: Formula,
  names: Set<string> = new Set(),
): Set<string> {
  if (formula === true || 'score' in formula) return names;
  if ('atom' in formula) return names.add(formula.atom);
  const parts = 'all' in formula ? formula.all : formula.some.of;
  for (const part of parts) namesIn(part, names);
  return names;
}

export function scoresIn(
  formula: Formula,
  scores: Set<number> = new Set(),
): Set<number> {
  if (formula === true || 'atom' in formula) return scores;
  if ('score' in formula) return scores.add(formula.score);
  const parts = 'all' in formula ? formula.all : formula.some.of;
  for (const part of parts) scoresIn(part, scores);
  return scores;
}

/** At least so many names are needed; never more than are. */
export function atLeastNeeded(formula: Formula): number {
  if (formula === true || 'score' in formula) return 0;
  if ('atom' in formula) return 1;
  if ('all' in formula) return apart(formula.all);
  const { count, of } = formula.some;
  const needed = of.map(atLeastNeeded).sort((a, b) => a - b);
  const cheapest = needed.slice(0, count);
  // Where several share a name one may serve them all: then no more than the
  // last of them is sure.
  return areApart(of)
    ? cheapest.reduce((sum, one) => sum + one, 0)
    : cheapest[cheapest.length - 1] ?? 0;
}

/** Of those that share no name each needs its own. */
function apart(parts: readonly Formula[]): number {
  const taken = new Set<string>();
  let needed = 0;
  const costly = parts
    .map(part => ({ names: namesIn(part), least: atLeastNeeded(part) }))
    .sort((a, b) => b.least / b.names.size - a.least / a.names.size);
  for (const { names, least } of costly) {
    if ([...names].some(name => taken.has(name))) continue;
    for (const name of names) taken.add(name);
    needed += least;
  }
  return needed;
}

function areApart(parts: readonly Formula[]): boolean {
  const taken = new Set<string>();
  return parts.every(part =>
    [...namesIn(part)].every(name => {
      const isNew = !taken.has(name);
      taken.add(name);
      return isNew;
    }),
  );
}
