import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { itemOfRef } from './itemOfRef';

export interface PathStep {
  id: string;
  title: string;
  /** A NO-GO trigger, which has to be known not to hold. */
  trigger?: true;
  /** Absent for a row of the gate that is no item's. */
  itemId?: string;
}

type Gate = Pick<GateView, 'titles' | 'critical' | 'go' | 'noGo'>;

/** What the ids of a path stand for: items, criteria, or rows of the gate itself. */
export function pathSteps(ids: string[], gate: Gate): PathStep[] {
  const rows = new Map(
    [...gate.critical, ...gate.go].map(row => [row.id, row.title]),
  );
  const triggers = new Map(gate.noGo.map(row => [row.id, row.title]));
  return ids.map(id => {
    const trigger = triggers.get(id);
    if (trigger !== undefined) return { id, title: trigger, trigger: true };
    const row = rows.get(id);
    return row === undefined
      ? { id, title: gate.titles[id] ?? id, itemId: itemOfRef(id) }
      : { id, title: row };
  });
}
