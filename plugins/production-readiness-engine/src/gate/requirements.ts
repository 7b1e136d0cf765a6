import type { CriterionOnEntity, Proof } from '../evaluate/proof';
import { all, NEVER, some } from './formula';
import type { Formula } from './formula';
import { alternativesIn, roomBeside } from './room';

type Wanted = 'true' | 'false';

/** Who is named for a leaf that a row asks for itself. */
export type Owner = (leaf: Proof, wanted: Wanted) => string;

interface Asking {
  wanted: Wanted;
  nameOf: Owner;
  /** For a row that decides: there a waiver that counts is as good as a pass. */
  whole: boolean;
}

/** Makes formulas of what has to be done; what inherits is followed to its sources. */
export class Requirements {
  private readonly ofResults = new Map<CriterionOnEntity, Formula>();

  /** What has to be done for a row's proof to become what is wanted of it. */
  ofRow(proof: Proof, nameOf: Owner, wanted: Wanted): Formula {
    return this.ofProof(proof, { wanted, nameOf, whole: true });
  }

  /** What has to be done for a criterion to pass on an entity. */
  ofResult(source: CriterionOnEntity): Formula {
    const known = this.ofResults.get(source);
    if (known !== undefined) return known;
    const { rawStatus } = source.result;
    const isOpen = rawStatus === 'fail' || rawStatus === 'unknown';
    const formula = isOpen ? this.ofOpen(source) : true;
    this.ofResults.set(source, formula);
    return formula;
  }

  private ofOpen({ proof, criterion }: CriterionOnEntity): Formula {
    if (!proof) return { atom: criterion };
    return this.ofProof(proof, {
      wanted: 'true',
      nameOf: () => criterion,
      whole: false,
    });
  }

  private ofProof(proof: Proof, asking: Asking): Formula {
    const { wanted, nameOf, whole } = asking;
    const { tree, truth, sources } = proof;
    if (truth === wanted || truth === 'not-applicable') return true;
    // What does not apply is left out: it neither helps nor hinders.
    const parts = proof.parts.filter(part => part.truth !== 'not-applicable');
    const each = () => parts.map(part => this.ofProof(part, asking));
    switch (tree.kind) {
      case 'allOf':
        return wanted === 'true' ? all(each()) : some(1, each());
      case 'anyOf':
        return wanted === 'true'
          ? this.ofAlternatives(proof, asking)
          : all(each());
      case 'atLeast': {
        const spare = parts.length - tree.count + 1;
        return some(wanted === 'true' ? tree.count : spare, each());
      }
      case 'substitute':
        return some(1, each());
      case 'not':
        return this.ofProof(proof.parts[0], {
          ...asking,
          wanted: wanted === 'true' ? 'false' : 'true',
        });
      case 'score':
        return wanted === 'true' ? { score: tree.percent } : NEVER;
      case 'criterion':
      case 'item':
        if (sources.length > 0 && wanted === 'true') {
          return all(
            sources
              .filter(({ result }) => !whole || result.status !== 'waived')
              .map(source => this.ofResult(source)),
          );
        }
        return { atom: nameOf(proof, wanted) };
      default:
        return { atom: nameOf(proof, wanted) };
    }
  }

  /** One of them; of those that count only while nothing is measured, with room for them. */
  private ofAlternatives(proof: Proof, asking: Asking): Formula {
    const guarded = proof.tree.kind === 'anyOf' ? proof.tree.guarded : [];
    const alternatives = alternativesIn(proof);
    const isGuarded = (part: Proof) =>
      proof.alternatives !== undefined && guarded[alternatives.indexOf(part)];
    const room = all(
      alternatives
        .filter(part => !isGuarded(part))
        .map(part => roomBeside(part, leaf => asking.nameOf(leaf, 'true'))),
    );
    return some(
      1,
      alternatives
        .filter(part => part.truth !== 'not-applicable')
        .map(part => {
          const itself = this.ofProof(part, asking);
          return isGuarded(part) ? all([room, itself]) : itself;
        }),
    );
  }
}
