import { compareText } from '../evaluate/causes';
import {
  all,
  atLeastNeeded,
  conjuncts,
  holds,
  namesIn,
  NEVER,
  simplify,
} from './formula';
import type { Formula } from './formula';

/** What is to be achieved. */
export interface Aim {
  /** Has to be made true. */
  formula: Formula;
  /** Of these as many as are wanted should become true on the way. */
  gains: readonly Formula[];
  /** For each that is missing something else has to be done. */
  wanted: number;
}

/**
 * The set of names that makes a formula true with the least to do in all: its
 * own names, and one thing more for each gain that is missing of those wanted.
 * Of equal ones the smallest set, then the one that gains most, then by name.
 * Undefined where nothing makes the formula true.
 */
export function least({
  formula,
  gains,
  wanted,
}: Aim): Set<string> | undefined {
  const { names: forced, rest } = force(formula);
  if (rest === NEVER) return undefined;
  const open = gains
    .map(gain => assume(gain, forced))
    .filter(gain => gain !== NEVER);
  const left = open.filter(gain => gain !== true);
  const missing = Math.max(0, wanted - (open.length - left.length));
  const parts = [
    ...conjuncts(rest).map(part => ({ part, isGain: false })),
    ...worthwhile(left, rest).map(part => ({ part, isGain: true })),
  ];
  const chosen = combine(
    independent(parts).map(component => optionsOf(component, missing)),
    missing,
  );
  return new Set([...forced, ...chosen]);
}

/** Names that are needed whatever else is, and what is left once they are there. */
function force(formula: Formula): { names: Set<string>; rest: Formula } {
  const names = new Set<string>();
  let rest = formula;
  for (;;) {
    const found = conjuncts(rest).flatMap(part =>
      'atom' in part ? [part.atom] : [],
    );
    if (found.length === 0) return { names, rest };
    for (const name of found) names.add(name);
    rest = assume(rest, names);
  }
}

function assume(formula: Formula, names: ReadonlySet<string>): Formula {
  return simplify(formula, leaf =>
    'atom' in leaf && names.has(leaf.atom) ? true : leaf,
  );
}

/**
 * Gains for which more may be done than the formula asks. A name that serves a
 * single gain, and nothing else, costs as much as it brings: it is never the
 * better way.
 */
function worthwhile(gains: readonly Formula[], needed: Formula): Formula[] {
  const elsewhere = namesIn(needed);
  let left = [...gains];
  for (;;) {
    const uses = new Map<string, number>();
    for (const gain of left) {
      for (const name of namesIn(gain)) {
        uses.set(name, (uses.get(name) ?? 0) + 1);
      }
    }
    const serves = (name: string) => elsewhere.has(name) || uses.get(name)! > 1;
    if ([...uses.keys()].every(serves)) return left;
    left = left
      .map(gain =>
        simplify(gain, leaf =>
          'atom' in leaf && !serves(leaf.atom) ? NEVER : leaf,
        ),
      )
      .filter(gain => gain !== NEVER);
  }
}

interface Part {
  part: Formula;
  isGain: boolean;
}

interface Group {
  names: Set<string>;
  parts: Part[];
}

/** Groups of parts that share no name with another group. */
function independent(parts: readonly Part[]): Group[] {
  const groups = new Set<Group>();
  const groupOf = new Map<string, Group>();
  for (const part of parts) {
    const joined: Group = { names: namesIn(part.part), parts: [part] };
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
  return [...groups];
}

/** A way to make the formula of a group true, and what it gains. */
interface Option {
  names: readonly string[];
  gained: number;
}

// Rows offer a handful of alternatives; a group that takes more steps than this
// keeps what was found, which leads to GO all the same.
const MAX_STEPS = 20_000;

/** Searches the sets of names of a group, the first by name first. */
class Search {
  private steps = 0;

  constructor(
    private readonly formula: Formula,
    private readonly gains: readonly Formula[],
  ) {}

  /** The smallest way; of equally small ones that which gains most. */
  smallest(longest: number): Option | undefined {
    const shortest = atLeastNeeded(this.formula);
    let found = this.gaining(0, shortest, longest);
    while (found && found.gained < this.gains.length) {
      const size = found.names.length;
      const better = this.gaining(found.gained + 1, size, size);
      if (!better) break;
      found = better;
    }
    return found;
  }

  /** The smallest way between two sizes that gains so many. */
  gaining(
    wanted: number,
    shortest: number,
    longest: number,
  ): Option | undefined {
    for (let size = shortest; size <= longest; size++) {
      const names = this.search(this.formula, this.gains, {
        budget: size,
        wanted,
      });
      if (names) {
        const given = new Set(names);
        return { names, gained: gainedBy(this.gains, given) };
      }
      if (this.steps > MAX_STEPS) return undefined;
    }
    return undefined;
  }

  private search(
    formula: Formula,
    gains: readonly Formula[],
    { budget, wanted }: { budget: number; wanted: number },
  ): string[] | undefined {
    this.steps += 1;
    if (this.steps > MAX_STEPS) return undefined;
    if (formula === NEVER || atLeastNeeded(formula) > budget) return undefined;
    const possible = gains.filter(gain => gain !== NEVER);
    if (possible.length < wanted) return undefined;
    const gained = gains.filter(gain => gain === true).length;
    if (formula === true && gained >= wanted) return [];
    if (budget === 0) return undefined;
    const name = firstName(
      gained < wanted ? [formula, ...possible] : [formula],
    );
    if (name === undefined) return undefined;
    const known = (value: Formula) => (part: Formula) =>
      simplify(part, leaf =>
        'atom' in leaf && leaf.atom === name ? value : leaf,
      );
    const done = this.search(known(true)(formula), gains.map(known(true)), {
      budget: budget - 1,
      wanted,
    });
    if (done) return [name, ...done];
    return this.search(known(NEVER)(formula), gains.map(known(NEVER)), {
      budget,
      wanted,
    });
  }
}

/** Ways of a group, each with a better balance of gains and names than those before it. */
function optionsOf({ names, parts }: Group, missing: number): Option[] {
  const formula = all(
    parts.filter(({ isGain }) => !isGain).map(({ part }) => part),
  );
  const gains = parts.filter(({ isGain }) => isGain).map(({ part }) => part);
  const search = new Search(formula, gains);
  const first = search.smallest(names.size);
  if (!first) return [irreducible(formula, gains, names)];
  const options = [first];
  let balance = first.names.length - first.gained;
  for (
    let wanted = first.gained + 1;
    wanted <= gains.length && first.gained < missing;
    wanted++
  ) {
    const longest = Math.min(names.size, wanted + balance - 1);
    const found = search.gaining(wanted, first.names.length + 1, longest);
    if (!found) continue;
    options.push(found);
    balance = found.names.length - found.gained;
    wanted = found.gained;
  }
  return options;
}

function firstName(formulas: readonly Formula[]): string | undefined {
  let first: string | undefined;
  for (const formula of formulas) {
    for (const name of namesIn(formula)) {
      if (first === undefined || compareText(name, first) < 0) first = name;
    }
  }
  return first;
}

/** A way of which nothing can be left out, found without a search. */
function irreducible(
  formula: Formula,
  gains: readonly Formula[],
  names: ReadonlySet<string>,
): Option {
  const given = new Set(names);
  for (const name of [...names].sort(compareText).reverse()) {
    given.delete(name);
    if (!holds(formula, given)) given.add(name);
  }
  return { names: [...given], gained: gainedBy(gains, given) };
}

function gainedBy(gains: readonly Formula[], given: ReadonlySet<string>) {
  return gains.filter(gain => holds(gain, given)).length;
}

/** The best choice of one option of each group. */
function combine(
  groups: readonly Option[][],
  missing: number,
): readonly string[] {
  /** By what is gained of what is missing, the best so far. */
  let best = new Map<number, Option>([[0, { names: [], gained: 0 }]]);
  for (const options of groups) {
    const next = new Map<number, Option>();
    for (const before of best.values()) {
      for (const option of options) {
        const joined: Option = {
          names: [...before.names, ...option.names],
          gained: before.gained + option.gained,
        };
        const key = Math.min(missing, joined.gained);
        const known = next.get(key);
        if (!known || compareOptions(joined, known) < 0) next.set(key, joined);
      }
    }
    best = next;
  }
  const total = ({ names, gained }: Option) =>
    names.length + Math.max(0, missing - gained);
  const [first] = [...best.values()].sort(
    (a, b) => total(a) - total(b) || compareOptions(a, b),
  );
  return first.names;
}

function compareOptions(a: Option, b: Option): number {
  return (
    a.names.length - b.names.length ||
    b.gained - a.gained ||
    compareText(textOf(a), textOf(b))
  );
}

function textOf({ names }: Option): string {
  return [...names].sort(compareText).join('\n');
}
