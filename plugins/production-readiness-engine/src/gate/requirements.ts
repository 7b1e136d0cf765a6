import type { CriterionOnEntity, Proof } from '../evaluate/proof';
import { all, some } from './formula';
import type { Formula } from './formula';

/** Who is named for a leaf that is no criterion's. */
export type Owner = string | ((leaf: Proof, wanted: Wanted) => string);
type Wanted = 'true' | 'false';

/**
 * What has to pass for a proof to become what is wanted of it: names of
 * criteria, or `owner` for what the tree asks for itself. What inherits is
 * followed to its sources.
 */
export function requirementsOf(
  proof: Proof,
  owner: Owner,
  wanted: Wanted = 'true',
): Formula {
  if (proof.truth === wanted || proof.truth === 'not-applicable') return true;
  const { tree } = proof;
  const parts = (side: Wanted) =>
    proof.parts.map(part => requirementsOf(part, owner, side));
  switch (tree.kind) {
    case 'allOf':
      return wanted === 'true' ? all(parts('true')) : some(1, parts('false'));
    case 'anyOf':
      return wanted === 'true' ? some(1, parts('true')) : all(parts('false'));
    case 'atLeast': {
      const needed =
        wanted === 'true' ? tree.count : proof.parts.length - tree.count + 1;
      return some(needed, parts(wanted));
    }
    case 'substitute':
      return some(1, parts(wanted));
    case 'not':
      return requirementsOf(
        proof.parts[0],
        owner,
        wanted === 'true' ? 'false' : 'true',
      );
    case 'criterion':
    case 'item':
      if (proof.sources.length > 0 && wanted === 'true') {
        return all(proof.sources.map(requirementsOfResult));
      }
      return { atom: nameOf(proof, owner, wanted) };
    default:
      return { atom: nameOf(proof, owner, wanted) };
  }
}

function nameOf(leaf: Proof, owner: Owner, wanted: Wanted): string {
  return typeof owner === 'string' ? owner : owner(leaf, wanted);
}

/** What has to pass for a criterion to pass on an entity. */
export function requirementsOfResult(source: CriterionOnEntity): Formula {
  const { rawStatus } = source.result;
  if (rawStatus !== 'fail' && rawStatus !== 'unknown') return true;
  return source.proof
    ? requirementsOf(source.proof, source.criterion)
    : { atom: source.criterion };
}
