import type {
  GateRow,
  GateView,
  LeafResult,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Shape } from './headline';
import { itemOfRef } from './itemOfRef';

export type RowKind = 'go' | 'no-go' | 'critical';
export type RowWord =
  | 'met'
  | 'not-met'
  | 'clear'
  | 'trips'
  | 'not-verified'
  | 'not-applicable';

const WANTED: Record<Truth, RowWord> = {
  true: 'met',
  false: 'not-met',
  unknown: 'not-verified',
  'not-applicable': 'not-applicable',
};

/** A NO-GO trigger that is known not to hold is clear. */
const TRIGGER: Record<Truth, RowWord> = {
  true: 'trips',
  false: 'clear',
  unknown: 'not-verified',
  'not-applicable': 'not-applicable',
};

const SHAPES: Record<RowWord, Shape> = {
  met: 'good',
  clear: 'good',
  'not-met': 'bad',
  trips: 'bad',
  'not-verified': 'open',
  'not-applicable': 'none',
};

export function rowWord(kind: RowKind, truth: Truth): RowWord {
  return kind === 'no-go' ? TRIGGER[truth] : WANTED[truth];
}

/** Leaves that a trigger words as the trouble itself, unless under its `not`: true is what is feared. */
const SAYS_THE_TROUBLE: ReadonlySet<LeafResult['kind']> = new Set<
  LeafResult['kind']
>(['check', 'report']);

/**
 * What a leaf came to. A criterion, an item, a score or a person's statement
 * says something wanted wherever it stands, so under a trigger too its truth is
 * its own: the trigger's `not` is not in it.
 */
export function leafWord(
  kind: RowKind,
  leaf: Pick<LeafResult, 'kind' | 'truth' | 'counted' | 'negated'>,
): RowWord {
  if (!leaf.counted) return 'not-applicable';
  const isWanted = leaf.negated || !SAYS_THE_TROUBLE.has(leaf.kind);
  return rowWord(isWanted ? 'go' : kind, leaf.truth);
}

export function rowShape(word: RowWord): Shape {
  return SHAPES[word];
}

/** What the address may narrow the board to. */
export type ShownRows = 'against' | 'open';

const SHOWN: Record<ShownRows, Shape> = { against: 'bad', open: 'open' };

export function parseShownRows(value: string | null): ShownRows | undefined {
  return value === 'against' || value === 'open' ? value : undefined;
}

/** Exactly the rows that the number in the headline counts; all without one. */
export function rowsShown(
  kind: RowKind,
  rows: GateRow[],
  shown: ShownRows | undefined,
): GateRow[] {
  if (!shown) return rows;
  return rows.filter(
    row => rowShape(rowWord(kind, row.truth)) === SHOWN[shown],
  );
}

/**
 * Whether a row asks for all critical rows: its leaves are theirs, one row's
 * after the other's.
 */
export function restsOnCritical(row: GateRow, critical: GateRow[]): boolean {
  const asked = critical.flatMap(each => each.leaves);
  return (
    critical.length > 1 &&
    row.leaves.length === asked.length &&
    row.leaves.every(
      (leaf, index) =>
        leaf.kind === asked[index].kind && leaf.ref === asked[index].ref,
    )
  );
}

const WORST_FIRST: readonly Shape[] = ['bad', 'open', 'good', 'none'];

/** What fails first, then what is open; else in the order of the checklist. */
export function worstRowsFirst(kind: RowKind, rows: GateRow[]): GateRow[] {
  const rank = (row: GateRow) =>
    WORST_FIRST.indexOf(rowShape(rowWord(kind, row.truth)));
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

export interface RowTally {
  good: number;
  bad: number;
  open: number;
  /** Rows that apply. */
  total: number;
}

export function tallyRows(kind: RowKind, rows: GateRow[]): RowTally {
  const shapes = rows.map(row => rowShape(rowWord(kind, row.truth)));
  const count = (shape: Shape) => shapes.filter(each => each === shape).length;
  return {
    good: count('good'),
    bad: count('bad'),
    open: count('open'),
    total: rows.length - count('none'),
  };
}

/** All that decides, in the order of the board. */
export function tallyGate(
  gate: Pick<GateView, 'go' | 'noGo' | 'critical'>,
): RowTally {
  const tallies = [
    tallyRows('go', gate.go),
    tallyRows('no-go', gate.noGo),
    tallyRows('critical', gate.critical),
  ];
  const sum = (pick: (tally: RowTally) => number) =>
    tallies.reduce((all, tally) => all + pick(tally), 0);
  return {
    good: sum(each => each.good),
    bad: sum(each => each.bad),
    open: sum(each => each.open),
    total: sum(each => each.total),
  };
}

/** Rows under their group, groups in the order of their first row; rows without one come first. */
export function groupRows(
  rows: GateRow[],
): { group: string | null; rows: GateRow[] }[] {
  const groups = new Map<string | null, GateRow[]>();
  if (rows.some(row => !row.group)) groups.set(null, []);
  for (const row of rows) {
    const group = row.group ?? null;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups].map(([group, own]) => ({ group, rows: own }));
}

/**
 * Whether it is known that a member holds the launch back through a row, and not
 * only that the row is not met: another member may be why, while of this one
 * something is not verified.
 */
export function isKnownThrough(
  gate: Pick<GateView, 'holdsBack' | 'share'>,
  kind: RowKind,
  row: GateRow,
): boolean {
  if (gate.holdsBack !== 'yes') return false;
  if (rowShape(rowWord(kind, row.truth)) !== 'bad') return false;
  const own = gate.share?.items ?? {};
  const asked = row.leaves.flatMap(({ ref }) => (ref ? itemOfRef(ref) : []));
  // A row that asks for no item in particular, as the score does, asks for all.
  const items = asked.length ? asked : Object.keys(own);
  return items.some(item => own[item] === 'fail');
}

/** The rows through which a member holds the launch back, or may. */
export function throughRows(
  gate: Pick<GateView, 'go' | 'noGo' | 'critical' | 'share'>,
): { kind: RowKind; row: GateRow }[] {
  const ids = new Set(gate.share?.through ?? []);
  const of = (kind: RowKind, rows: GateRow[]) =>
    rows.filter(row => ids.has(row.id)).map(row => ({ kind, row }));
  return [
    ...of('no-go', gate.noGo),
    ...of('critical', gate.critical),
    ...of('go', gate.go),
  ];
}
