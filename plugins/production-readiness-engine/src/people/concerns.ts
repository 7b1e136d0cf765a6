import type { CompiledCriterion } from '../checklist/compile';
import type { CompiledTree } from '../checklist/compileTree';
import type { World } from '../evaluate/world';

/**
 * Whom what is verified concerns: the role that states it, or that acts on the
 * criterion. A check that a row makes itself is nobody's.
 */
export class Concerns {
  private readonly signOffs: ReadonlySet<string>;
  private readonly decides: string;
  /** By criterion, with all that it refers to. */
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly world: World) {
    const { signOffs, decides } = world.checklist.review;
    this.signOffs = new Set(signOffs);
    this.decides = decides;
  }

  /**
   * Whether the sign-off of a role covers what concerns some roles. What no role
   * that signs is concerned with is left to the one that decides; where that
   * does not sign, to all who do: nothing may be nobody's.
   */
  covers(role: string, concerned: readonly string[]): boolean {
    if (concerned.includes(role)) return true;
    const isLeft =
      concerned.length === 0 || concerned.some(one => !this.signOffs.has(one));
    return (
      isLeft && (role === this.decides || !this.signOffs.has(this.decides))
    );
  }

  /** `whole`: with what its conjuncts refer to, which else stand for themselves. */
  ofCriterion(
    { criterion, item, verify }: CompiledCriterion,
    { whole }: { whole: boolean },
  ): readonly string[] {
    if (!whole) {
      return [criterion.role ?? item.role, ...this.ofTree(verify, true)];
    }
    const known = this.known.get(criterion.id);
    if (known) return known;
    // Marked first: a checklist may not loop, and we must not either.
    this.known.set(criterion.id, []);
    const roles = [criterion.role ?? item.role, ...this.ofTree(verify, false)];
    this.known.set(criterion.id, roles);
    return roles;
  }

  /** `conjunct`: what it refers to stands for itself. */
  ofTree(tree: CompiledTree, conjunct: boolean): readonly string[] {
    const { criteria, itemsById } = this.world.program;
    switch (tree.kind) {
      case 'attest':
        return [tree.leaf.role];
      case 'allOf':
        return tree.of.flatMap(part => this.ofTree(part, conjunct));
      case 'anyOf':
      case 'atLeast':
      case 'substitute':
        return tree.of.flatMap(part => this.ofTree(part, false));
      case 'not':
        return this.ofTree(tree.of, false);
      case 'criterion':
        return conjunct ? [] : this.ofCriteria([criteria.get(tree.id)]);
      case 'item':
        return conjunct
          ? []
          : this.ofCriteria(itemsById.get(tree.id)?.criteria ?? []);
      default:
        return [];
    }
  }

  /** Of an item, a criterion or a row, by its id. */
  ofId(id: string): readonly string[] {
    const { criteria, itemsById, critical, go, noGo } = this.world.program;
    const item = itemsById.get(id);
    if (item) return [item.item.role, ...this.ofCriteria(item.criteria)];
    const row = [...critical, ...go, ...noGo].find(
      ({ rule }) => rule.id === id,
    );
    return row
      ? this.ofTree(row.verify, false)
      : this.ofCriteria([criteria.get(id)]);
  }

  private ofCriteria(
    criteria: readonly (CompiledCriterion | undefined)[],
  ): readonly string[] {
    return criteria.flatMap(criterion =>
      criterion ? this.ofCriterion(criterion, { whole: true }) : [],
    );
  }
}
