import { machineOf } from '../evaluate/nodes/derived';
import type { CriterionOnEntity, Proof } from '../evaluate/proof';
import { all, NEVER, some } from './formula';
import type { Formula } from './formula';

/** Name of what is to be done for a leaf to become well. */
export type NameOf = (leaf: Proof) => string;

/**
 * What has to be done so that people are heard beside an alternative (semantics
 * 4.1): each machine in it that is open waits. Where all that machines can say
 * is well, only the alternative itself is left.
 */
export function roomBeside(proof: Proof, nameOf: NameOf): Formula {
  return proof.machine.truth === 'true' ? NEVER : roomIn(proof, nameOf);
}

/** What has to be done so that each machine waits, or says that it is well. */
function roomIn(proof: Proof, nameOf: NameOf): Formula {
  const { tree, truth, machine, parts, sources } = proof;
  if (truth === 'not-applicable' || machine.room || machine.truth === 'true') {
    return true;
  }
  const each = (of: readonly Proof[]) =>
    all(of.map(part => roomIn(part, nameOf)));
  switch (tree.kind) {
    case 'attest':
      return true;
    case 'criterion':
    case 'item':
      return sources.length > 0
        ? all(sources.map(roomInResult))
        : { atom: nameOf(proof) };
    case 'allOf':
    case 'substitute':
      return each(parts);
    case 'anyOf':
      return some(1, [
        each(alternativesIn(proof)),
        ...listed(measured(proof, nameOf)),
      ]);
    case 'atLeast': {
      const applicable = parts.filter(part => part.truth !== 'not-applicable');
      return some(1, [
        // Where too few apply it is ill, whatever they say.
        applicable.length < tree.count ? NEVER : each(parts),
        ...listed(measured(proof, nameOf)),
      ]);
    }
    default:
      return { atom: nameOf(proof) };
  }
}

function roomInResult(source: CriterionOnEntity): Formula {
  const { criterion, proof } = source;
  if (proof) return roomIn(proof, () => criterion);
  const { room, truth } = machineOf(source);
  return room || truth === 'true' ? true : { atom: criterion };
}

/** What has to be done so that machines alone say that it is well; undefined where none is asked. */
function measured(proof: Proof, nameOf: NameOf): Formula | undefined {
  const { tree, machine, parts, sources } = proof;
  if (machine.truth === 'true') return true;
  if (machine.truth === 'not-applicable') return undefined;
  const each = (of: readonly Proof[]) =>
    of.flatMap(part => listed(measured(part, nameOf)));
  switch (tree.kind) {
    case 'criterion':
    case 'item':
      return sources.length > 0
        ? all(sources.flatMap(source => listed(measuredResult(source))))
        : { atom: nameOf(proof) };
    case 'allOf':
      return all(each(parts));
    case 'substitute':
      return some(1, each(parts));
    case 'anyOf':
      // What counts only while nothing is measured makes no measurement.
      return some(
        1,
        each(alternativesIn(proof).filter((_, index) => !tree.guarded[index])),
      );
    case 'atLeast':
      return some(tree.count, each(parts));
    default:
      return { atom: nameOf(proof) };
  }
}

function measuredResult(source: CriterionOnEntity): Formula | undefined {
  const { criterion, proof } = source;
  if (proof) return measured(proof, () => criterion);
  const { truth } = machineOf(source);
  if (truth === 'not-applicable') return undefined;
  return truth === 'true' ? true : { atom: criterion };
}

/** All alternatives of an `anyOf`, heard or not; the parts of anything else. */
export function alternativesIn({
  alternatives,
  parts,
}: Proof): readonly Proof[] {
  return alternatives ?? parts;
}

function listed<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
