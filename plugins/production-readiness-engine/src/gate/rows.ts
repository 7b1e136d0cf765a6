import type { GateRow } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledRow } from '../checklist/compile';
import type { Criteria } from '../evaluate/criteria';
import { leafProof } from '../evaluate/proof';
import type { Proof, TreeContext } from '../evaluate/proof';
import { proveTree } from '../evaluate/proveTree';
import type { World } from '../evaluate/world';
import { scoreTruth } from '../score/score';
import type { ItemStatus } from '../score/score';

export type RowKind = 'critical' | 'go' | 'no-go';

/** A row that decides, with its proof. */
export interface ProvenRow {
  kind: RowKind;
  id: string;
  title: string;
  proof: Proof;
  row: GateRow;
  /** True by a waiver, whatever its proof came to. */
  waived: boolean;
}

/** Proves a row on the subject, from raw statuses and the score. */
export function proveRow(
  world: World,
  { kind, compiled }: { kind: RowKind; compiled: CompiledRow },
  criteria: Criteria,
  items: readonly ItemStatus[],
): ProvenRow {
  const { rule, verify } = compiled;
  const context: TreeContext = {
    entity: world.subject,
    about: rule.id,
    role: 'owner',
    mode: kind === 'no-go' ? 'trigger' : 'wanted',
    whole: true,
  };
  const proof = proveTree(world, verify, context, {
    derived: (tree, at) => criteria.derived(tree, at),
    score: tree => proveScore(tree, items),
  });
  const waived = waiverReason(world, kind, rule);
  const isOpen = proof.truth === 'false' || proof.truth === 'unknown';
  const isWaived = waived !== undefined && isOpen;
  const truth = isWaived ? 'true' : proof.truth;
  const message = truth === proof.truth ? proof.message : `Waived: ${waived}`;
  return {
    kind,
    id: rule.id,
    title: rule.title,
    waived: isWaived,
    proof: { ...proof, truth },
    row: {
      id: rule.id,
      title: rule.title,
      ...(rule.group !== undefined && { group: rule.group }),
      truth,
      leaves: proof.leaves,
      ...(message !== undefined && truth !== 'not-applicable' && { message }),
    },
  };
}

/** Only a row that says so may be waived, and no trigger ever (semantics 5.2). */
function waiverReason(
  world: World,
  kind: RowKind,
  rule: CompiledRow['rule'],
): string | undefined {
  if (kind === 'no-go' || !rule.waivable) return undefined;
  return world.statements.waiver(rule.id, world.subject.input.ref)?.reason;
}

/** What the score comes to, for a row or a post-launch check. */
export function proveScore(
  tree: Extract<Proof['tree'], { kind: 'score' }>,
  items: readonly ItemStatus[],
): Proof {
  const truth = scoreTruth(items, tree.percent);
  const below = `Score below ${tree.percent} %`;
  const leaf = {
    kind: 'score' as const,
    truth,
    counted: true,
    strength: 'derived' as const,
    expected: `at least ${tree.percent} %`,
    ...(truth === 'false' && { message: below }),
  };
  const proof = leafProof(tree, leaf, {});
  if (truth !== 'unknown') return proof;
  // Its causes are those of the items; the score itself has none.
  const message = `${below}, unless what is unknown passes`;
  return {
    ...proof,
    message,
    leaves: proof.leaves.map(one => ({ ...one, message })),
    unknown: { cause: 'waiting-for-person', who: 'owner', message },
  };
}
