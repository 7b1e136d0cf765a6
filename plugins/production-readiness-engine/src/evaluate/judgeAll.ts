import type { CompiledRow } from '../checklist/compile';
import { proveRow } from '../gate/rows';
import type { ProvenRow, RowKind } from '../gate/rows';
import { Criteria } from './criteria';
import { judgeItems } from './items';
import type { JudgedItem } from './items';
import type { World } from './world';

/** Everything of a checklist that is proven, before a verdict is made of it. */
export interface Judged {
  items: JudgedItem[];
  critical: ProvenRow[];
  go: ProvenRow[];
  noGo: ProvenRow[];
  /** All of them, in that order. */
  rows: ProvenRow[];
}

/** Judges all items and proves all rows that decide. */
export function judgeAll(world: World): Judged {
  const { program } = world;
  const criteria = new Criteria(world);
  const items = judgeItems(world, criteria);
  const results = items.map(({ result }) => result);
  const rowsOf = (kind: RowKind, compiled: readonly CompiledRow[]) =>
    compiled.map(row =>
      proveRow(world, { kind, compiled: row }, criteria, results),
    );
  const critical = rowsOf('critical', program.critical);
  const go = rowsOf('go', program.go);
  const noGo = rowsOf('no-go', program.noGo);
  return { items, critical, go, noGo, rows: [...critical, ...go, ...noGo] };
}
