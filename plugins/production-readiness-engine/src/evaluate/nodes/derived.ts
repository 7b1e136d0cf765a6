import type {
  Status,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { rollUp } from '../../score/rollUp';
import type { CompiledTree } from '../../checklist/compileTree';
import { foremost } from '../causes';
import { leafProof, machineView, NONE, weaker } from '../proof';
import type {
  CriterionOnEntity,
  LeafShown,
  MachineView,
  Proof,
  TreeContext,
} from '../proof';
import { combinedMachines } from './combine';

/** What a criterion or an item that is referred to came to. */
export interface Referred {
  /** The results that are meant. */
  sources: CriterionOnEntity[];
  /** Its title or text. */
  title: string;
}

/** A criterion or item that is inherited: before waivers, unless it may be waived (semantics 4.4, 5.1). */
export function proveDerived(
  tree: Extract<CompiledTree, { kind: 'criterion' | 'item' }>,
  { sources, title }: Referred,
  context: TreeContext,
  isWaivable: (source: CriterionOnEntity) => boolean,
): Proof {
  const statusOf = (source: CriterionOnEntity) =>
    context.whole && isWaivable(source)
      ? source.result.status
      : source.result.rawStatus;
  const status = rollUp(sources.map(statusOf));
  const truth = truthOf(status);
  const deciding = sources.filter(source => statusOf(source) === status);
  const unknown =
    truth === 'unknown'
      ? foremost(deciding.map(source => source.unknown!))
      : undefined;
  const shown: LeafShown = {
    kind: tree.kind,
    truth,
    counted: true,
    ref: tree.id,
    strength: strengthOf(status, deciding),
  };
  if (truth === 'false') {
    shown.message = `${title}: ${deciding[0]?.result.message ?? 'fails'}`;
  }
  const machines = combinedMachines(sources.map(machineOf));
  return leafProof(tree, shown, {
    unknown,
    sources,
    // What is derived never drops out: its source is a result.
    machine: { ...machines, unconnected: false },
  });
}

/** What machines alone say of a criterion on an entity. */
export function machineOf({
  proof,
  result,
  unknown,
  open,
}: CriterionOnEntity): MachineView {
  if (proof) return proof.machine;
  // Were it known, it might not apply, and no machine would be asked.
  if (open) return { ...machineView('unknown', [open], false), waits: true };
  return machineView(
    truthOf(result.rawStatus),
    unknown ? [unknown] : NONE,
    false,
  );
}

function truthOf(status: Status): Truth {
  switch (status) {
    case 'pass':
    case 'waived':
      return 'true';
    case 'fail':
      return 'false';
    default:
      return status;
  }
}

/** Inherits: as strong as the weakest result that it rests on (semantics 4.5). */
function strengthOf(status: Status, deciding: readonly CriterionOnEntity[]) {
  return status === 'not-applicable'
    ? 'derived'
    : deciding.map(source => source.result.strength).reduce(weaker, 'measured');
}
