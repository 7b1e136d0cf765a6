import type {
  GateRow,
  GateView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { itemOfRef } from './itemOfRef';

export interface PathStep {
  id: string;
  title: string;
  /** A NO-GO trigger, which has to be known not to hold. */
  trigger?: true;
  /** Of a row: what is wanted of it beside its criteria. */
  wanted?: string;
  /** Absent for a row of the gate that is no item's. */
  itemId?: string;
  /** Absent where the server does not say. */
  known?: 'fails' | 'unknown';
  who?: string;
}

type Gate = Pick<
  GateView,
  'titles' | 'critical' | 'go' | 'noGo' | 'steps' | 'path'
>;

/** What the ids of a path stand for: items, criteria, or rows of the gate itself. */
export function pathSteps(ids: string[], gate: Gate): PathStep[] {
  const rows = new Map(
    [...gate.critical, ...gate.go].map(row => [row.id, row]),
  );
  const triggers = new Map(gate.noGo.map(row => [row.id, row.title]));
  return ids.map(id => {
    const about = { id, ...gate.steps[id] };
    const trigger = triggers.get(id);
    if (trigger !== undefined) {
      return { ...about, title: trigger, trigger: true };
    }
    const row = rows.get(id);
    if (!row) {
      return { ...about, title: gate.titles[id] ?? id, itemId: itemOfRef(id) };
    }
    const wanted = wantedOf(row);
    return { ...about, title: row.title, ...(wanted && { wanted }) };
  });
}

/** What a row asks for itself and does not have. */
function wantedOf(row: GateRow): string {
  return row.leaves
    .filter(leaf => leaf.counted && !leaf.ref && leaf.truth !== 'true')
    .flatMap(leaf => (leaf.kind !== 'score' && leaf.expected) || [])
    .join('; ');
}

export interface StepGroup {
  /** `fails`: known to fail, whoever acts; else whose the open steps are. */
  key: string;
  who?: string;
  steps: PathStep[];
}

/** Known failures first, then what is open, by whoever can end it; whoever has most first. */
export function groupSteps(steps: PathStep[]): StepGroup[] {
  const fails = steps.filter(step => step.known === 'fails');
  const open = steps.filter(step => step.known !== 'fails');
  const groups = countByWho(open).map(({ who }) => ({
    key: `open:${who ?? ''}`,
    who,
    steps: open.filter(step => step.who === who),
  }));
  return fails.length ? [{ key: 'fails', steps: fails }, ...groups] : groups;
}

/** How many steps are whose, the most first. */
export function countByWho(
  steps: PathStep[],
): { who: string | undefined; count: number }[] {
  const counts = new Map<string | undefined, number>();
  for (const { who } of steps) counts.set(who, (counts.get(who) ?? 0) + 1);
  return [...counts]
    .map(([who, count]) => ({ who, count }))
    .sort(
      (a, b) => b.count - a.count || (a.who ?? '').localeCompare(b.who ?? ''),
    );
}
