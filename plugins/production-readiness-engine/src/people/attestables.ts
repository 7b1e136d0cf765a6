import type {
  AttestationTask,
  AttestLeaf,
  Checklist,
  Criterion,
  Item,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  CompiledChecklist,
  CompiledCriterion,
} from '../checklist/compile';
import { durationMs } from '../checklist/durations';
import { leavesOf } from '../checklist/tree';

/** Something that people of a role can be asked to state. @public */
export interface Attestable {
  /** Id of a criterion, row or post-launch check, or `document:<key>`. */
  about: string;
  kind: AttestationTask['kind'];
  role: string;
  /** Text of the criterion, or title of the row, check or document. */
  title: string;
  /** Id of the item, of a criterion and its condition. */
  item?: string;
  /** What the person states. */
  statement: string;
  /** ISO 8601; the shortest, where it counts in several places. */
  validFor: string;
  /** Source of the expression that a statement is bound to. */
  boundTo?: string;
  /** Key of the document. */
  document?: string;
  /** Targets of whose entities it is stated. */
  targets: string[];
  /**
   * It is stated of the subject itself: of a row and a post-launch check, and of
   * a document, where one on the subject counts for all.
   */
  ofSubject: boolean;
}

/** Where a leaf stands: whose statements it looks for. */
interface Place {
  about: string;
  targets: readonly string[];
  ofSubject?: boolean;
}

type Named = Pick<Attestable, 'about' | 'kind' | 'title' | 'item'>;

class Collected {
  private readonly found = new Map<string, Attestable>();
  private readonly statable: Map<string, Named>;

  constructor(private readonly checklist: Checklist) {
    this.statable = statableOf(checklist);
  }

  addTree(tree: Tree, place: Place): void {
    for (const leaf of leavesOf(tree)) {
      if ('attest' in leaf) this.addLeaf(leaf.attest, place);
    }
  }

  addCondition(criterion: Criterion, item: Item): void {
    const role = criterion.role ?? item.role;
    this.add({
      about: criterion.id,
      kind: 'condition',
      role,
      title: criterion.text,
      item: item.id,
      statement: 'Not in use',
      validFor: this.validFor(role),
      targets: criterion.for,
      ofSubject: false,
    });
  }

  list(): Attestable[] {
    return [...this.found.values()];
  }

  private addLeaf(leaf: AttestLeaf['attest'], place: Place): void {
    const { role, statement, boundTo, document } = leaf;
    const named =
      document === undefined
        ? this.statable.get(leaf.about ?? place.about)
        : this.document(document);
    // The linter refuses what does not exist.
    if (!named) return;
    this.add({
      ...named,
      role,
      statement: statement ?? named.title,
      validFor: leaf.validFor ?? this.validFor(role),
      ...(boundTo !== undefined && { boundTo }),
      ...(document !== undefined && { document }),
      targets: [...place.targets],
      ofSubject: place.ofSubject === true || document !== undefined,
    });
  }

  private add(one: Attestable): void {
    const key = JSON.stringify([one.about, one.role, one.kind]);
    const known = this.found.get(key);
    this.found.set(key, known ? joined(known, one) : one);
  }

  private document(key: string): Named {
    const title = this.checklist.documents[key]?.title ?? key;
    return { about: `document:${key}`, kind: 'document', title };
  }

  private validFor(role: string): string {
    return this.checklist.roles[role]?.validFor ?? 'P90D';
  }
}

/**
 * Everything that people can be asked to state under a checklist, each once, in
 * the order of the checklist. Whether it is waited for, an evaluation says.
 *
 * @public
 */
export function attestables({
  checklist,
  program,
}: CompiledChecklist): Attestable[] {
  const found = new Collected(checklist);
  for (const { item, criteria } of program.items) {
    for (const compiled of criteria) {
      const { criterion } = compiled;
      const place: Place = { about: criterion.id, targets: criterion.for };
      found.addTree(criterion.verify, place);
      if (canBeUnknown(compiled)) found.addCondition(criterion, item);
    }
  }
  const { critical, go, noGo, postLaunch } = checklist;
  const targets = Object.keys(checklist.targets).filter(
    name => checklist.targets[name].subject,
  );
  const rows = [...critical, ...go, ...noGo];
  const checks = postLaunch.flatMap(window => window.checks);
  for (const { id, verify } of [...rows, ...checks]) {
    found.addTree(verify, { about: id, targets, ofSubject: true });
  }
  return found.list();
}

/** Only an unknown condition is settled by people (semantics 4.3); one that reads no fact is known. */
function canBeUnknown({ when }: CompiledCriterion): boolean {
  return (
    when !== undefined &&
    (when.uses.length > 0 || when.memberTargets.length > 0)
  );
}

/** A statement that counts in several places: as long as in all of them. */
function joined(known: Attestable, other: Attestable): Attestable {
  const isShorter =
    (durationMs(other.validFor) ?? 0) < (durationMs(known.validFor) ?? 0);
  return {
    ...other,
    ...known,
    validFor: isShorter ? other.validFor : known.validFor,
    targets: [...new Set([...known.targets, ...other.targets])],
    ofSubject: known.ofSubject || other.ofSubject,
  };
}

/** What a statement may be about, by id. */
function statableOf(checklist: Checklist): Map<string, Named> {
  const { items, critical, go, noGo, postLaunch } = checklist;
  const named: Named[] = [
    ...items.flatMap(item =>
      item.criteria.map(({ id, text }) => ({
        about: id,
        kind: 'criterion' as const,
        title: text,
        item: item.id,
      })),
    ),
    ...[...critical, ...go, ...noGo].map(({ id, title }) => ({
      about: id,
      kind: 'row' as const,
      title,
    })),
    ...postLaunch
      .flatMap(window => window.checks)
      .map(({ id, title }) => ({
        about: id,
        kind: 'post-launch' as const,
        title,
      })),
  ];
  return new Map(named.map(one => [one.about, one]));
}
