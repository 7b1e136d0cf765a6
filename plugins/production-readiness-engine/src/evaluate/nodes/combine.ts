import type {
  LeafResult,
  Truth,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledTree } from '../../checklist/compileTree';
import { foremost } from '../causes';
import type { Unknown } from '../causes';
import { strongest, weakest } from '../proof';
import type { Proof } from '../proof';

const NOT_APPLICABLE = 'not-applicable';

/** All that applies must be true. */
export function combineAllOf(tree: CompiledTree, parts: Proof[]): Proof {
  const truths = applicable(parts);
  let truth: Truth = 'true';
  if (parts.length > 0 && truths.length === 0) truth = NOT_APPLICABLE;
  else if (truths.includes('false')) truth = 'false';
  else if (truths.includes('unknown')) truth = 'unknown';
  return combined(tree, truth, parts, leavesOf(parts));
}

/** One that applies must be true. */
export function combineAnyOf(
  tree: CompiledTree,
  parts: Proof[],
  leaves: LeafResult[] = leavesOf(parts),
): Proof {
  const truths = applicable(parts);
  let truth: Truth = 'false';
  if (parts.length > 0 && truths.length === 0) truth = NOT_APPLICABLE;
  else if (truths.includes('true')) truth = 'true';
  else if (truths.includes('unknown')) truth = 'unknown';
  return combined(tree, truth, parts, leaves);
}

/** So many of those that apply must be true. */
export function combineAtLeast(
  tree: Extract<CompiledTree, { kind: 'atLeast' }>,
  parts: Proof[],
): Proof {
  const truths = applicable(parts);
  const held = truths.filter(truth => truth === 'true').length;
  const possible = truths.filter(truth => truth !== 'false').length;
  let truth: Truth = 'unknown';
  if (truths.length === 0) truth = NOT_APPLICABLE;
  else if (held >= tree.count) truth = 'true';
  else if (possible < tree.count) truth = 'false';
  return combined(tree, truth, parts, leavesOf(parts));
}

const OPPOSITE: Record<Truth, Truth> = {
  true: 'false',
  false: 'true',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
};

/** True where its argument is known false. */
export function combineNot(tree: CompiledTree, part: Proof): Proof {
  return {
    ...combined(tree, OPPOSITE[part.truth], [part], part.leaves),
    // What is wrong is what the argument says; it is why the trigger holds.
    message: part.message,
    dropsOut: false,
  };
}

function combined(
  tree: CompiledTree,
  truth: Truth,
  parts: Proof[],
  leaves: LeafResult[],
): Proof {
  const deciding = parts.filter(part => part.truth === truth);
  const strengths = deciding.map(part => part.strength);
  const unknown: Unknown | undefined =
    truth === 'unknown'
      ? foremost(deciding.map(part => part.unknown!))
      : undefined;
  return {
    tree,
    truth,
    leaves,
    parts,
    unknown,
    strength: tree.kind === 'anyOf' ? strongest(strengths) : weakest(strengths),
    message: unknown?.message ?? deciding[0]?.message,
    warning:
      truth === 'true'
        ? deciding.find(part => part.warning !== undefined)?.warning
        : undefined,
    dropsOut: truth === 'unknown' && dropsOut(tree, deciding),
    sources: [],
    entities: [],
  };
}

/** Of what is unknown, every machine's part is not connected, and there is one. */
function dropsOut(tree: CompiledTree, unknown: readonly Proof[]): boolean {
  const machines = unknown.filter(part => !isGuarded(part.tree));
  const hasPerson = machines.length < unknown.length;
  // Beside an alternative that a person can give, nothing is lost for good.
  if (tree.kind === 'anyOf' && hasPerson) return false;
  return machines.length > 0 && machines.every(part => part.dropsOut);
}

/**
 * Whether a part of an `anyOf` counts only while nothing can be measured: a
 * person's word, or what stands in until there is traffic (semantics 4.1).
 */
export function isGuarded(tree: CompiledTree): boolean {
  switch (tree.kind) {
    case 'attest':
      return true;
    case 'check':
    case 'report':
      return tree.leaf.untilTraffic === true;
    case 'allOf':
    case 'anyOf':
    case 'substitute':
    case 'atLeast':
      return tree.of.length > 0 && tree.of.every(isGuarded);
    default:
      return false;
  }
}

function applicable(parts: readonly Proof[]): Truth[] {
  return parts
    .map(part => part.truth)
    .filter(truth => truth !== NOT_APPLICABLE);
}

function leavesOf(parts: readonly Proof[]): LeafResult[] {
  return parts.length === 1
    ? parts[0].leaves
    : parts.flatMap(part => part.leaves);
}
