import type {
  CriterionResult,
  EntityResult,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledCriterion } from '../checklist/compile';
import { rollUp } from '../score/rollUp';
import { whoEnds } from './causes';
import type { Unknown } from './causes';
import { applies } from './condition';
import { proveDerived } from './nodes/derived';
import type { Referred } from './nodes/derived';
import { leafProof } from './proof';
import type { CriterionOnEntity, LeafShown, Proof, TreeContext } from './proof';
import { proveTree } from './proveTree';
import type { References } from './proveTree';
import { noEntity } from './runExpression';
import type { EntityState, World } from './world';

const STATUS_OF = {
  true: 'pass',
  false: 'fail',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
} as const;

/** A criterion on all entities that it applies to. */
export interface CriterionOutcome {
  criterion: CompiledCriterion;
  result: CriterionResult;
  onEntities: CriterionOnEntity[];
}

/**
 * Evaluates criteria, each once, those that another one refers to before it.
 * The linter refuses cycles; should there be one all the same, what closes it is
 * unknown.
 */
export class Criteria {
  private readonly done = new Map<string, CriterionOutcome>();
  private readonly running = new Set<string>();
  private readonly references: References = {
    derived: (tree, context) => this.derived(tree, context),
    score: tree => notHere(tree, 'the score is known only to rows that decide'),
  };

  constructor(private readonly world: World) {}

  outcome(criterion: CompiledCriterion): CriterionOutcome {
    const { id } = criterion.criterion;
    const known = this.done.get(id);
    if (known) return known;
    this.running.add(id);
    const outcome = this.evaluate(criterion);
    this.running.delete(id);
    this.done.set(id, outcome);
    return outcome;
  }

  /** Whether a critical row reads an item, or a criterion of it. */
  isCritical(item: string): boolean {
    return this.world.program.deciding.criticalItems.has(item);
  }

  /** What a leaf that refers to a criterion or item comes to. */
  derived(
    tree: Parameters<References['derived']>[0],
    context: TreeContext,
  ): Proof {
    const referred =
      tree.kind === 'criterion'
        ? this.referredCriterion(tree.id, context)
        : this.referredItem(tree.id, context);
    if (!referred) return notHere(tree, `${tree.id} cannot be evaluated here`);
    return proveDerived(tree, referred, context, source =>
      this.isWaivable(source),
    );
  }

  private referredCriterion(
    id: string,
    context: TreeContext,
  ): Referred | undefined {
    const compiled = this.world.program.criteria.get(id);
    if (!compiled || this.running.has(id)) return undefined;
    return {
      title: compiled.criterion.text,
      sources: this.meant(this.outcome(compiled), context),
    };
  }

  private referredItem(id: string, context: TreeContext): Referred | undefined {
    const compiled = this.world.program.itemsById.get(id);
    if (
      !compiled ||
      compiled.criteria.some(one => this.running.has(one.criterion.id))
    ) {
      return undefined;
    }
    return {
      title: compiled.item.title,
      sources: compiled.criteria.flatMap(criterion =>
        this.meant(this.outcome(criterion), context),
      ),
    };
  }

  /** On the same entity where both apply, else all that the source applies to (semantics 4.4). */
  private meant(
    { onEntities }: CriterionOutcome,
    context: TreeContext,
  ): CriterionOnEntity[] {
    if (context.whole || onEntities.length === 1) return onEntities;
    const ref = context.entity.input.ref;
    const same = onEntities.filter(one => one.result.entityRef === ref);
    return same.length > 0 ? same : onEntities;
  }

  private isWaivable({ criterion }: CriterionOnEntity): boolean {
    return !this.world.program.deciding.unwaivable.has(criterion);
  }

  private evaluate(compiled: CompiledCriterion): CriterionOutcome {
    const onEntities = this.onEntities(compiled);
    const { id, text } = compiled.criterion;
    return {
      criterion: compiled,
      onEntities,
      result: {
        id,
        text,
        status: rollUp(onEntities.map(one => one.result.status)),
        rawStatus: rollUp(onEntities.map(one => one.result.rawStatus)),
        decides: this.world.program.deciding.read.has(id),
        entities: onEntities.map(one => one.result),
      },
    };
  }

  private onEntities(compiled: CompiledCriterion): CriterionOnEntity[] {
    const { world } = this;
    const targets = compiled.criterion.for;
    const results = world
      .inTargets(targets)
      .map(entity => this.onEntity(compiled, entity));
    for (const target of targets) {
      const isEmpty = (world.inTarget.get(target) ?? []).length === 0;
      if (isEmpty && world.checklist.targets[target]?.required) {
        results.push(
          this.unknownOn(compiled, world.subject, noEntity(world, target)),
        );
      }
    }
    return results;
  }

  private onEntity(
    compiled: CompiledCriterion,
    entity: EntityState,
  ): CriterionOnEntity {
    const { criterion, item } = compiled;
    const condition = applies(this.world, compiled, entity);
    if (condition.answer === 'no') {
      const finished = this.finish(compiled, entity, {
        rawStatus: 'not-applicable',
        strength: criterion.strength,
        message: condition.message,
        leaves: [],
      });
      return condition.open ? { ...finished, open: condition.open } : finished;
    }
    if (condition.answer === 'unknown') {
      const { unknown, open } = condition;
      return { ...this.unknownOn(compiled, entity, unknown), open };
    }
    const proof = proveTree(
      this.world,
      compiled.verify,
      {
        entity,
        about: criterion.id,
        role: criterion.role ?? item.role,
        mode: 'wanted',
        whole: false,
      },
      this.references,
    );
    return this.fromProof(compiled, entity, proof);
  }

  private fromProof(
    compiled: CompiledCriterion,
    entity: EntityState,
    proof: Proof,
  ): CriterionOnEntity {
    const rawStatus = STATUS_OF[proof.truth];
    return this.finish(
      compiled,
      entity,
      {
        rawStatus,
        strength: isKnown(rawStatus)
          ? proof.strength
          : compiled.criterion.strength,
        message: proof.message,
        warning: proof.warning,
        leaves: proof.leaves,
      },
      { proof, unknown: proof.unknown },
    );
  }

  private unknownOn(
    compiled: CompiledCriterion,
    entity: EntityState,
    unknown: Unknown,
  ): CriterionOnEntity {
    return this.finish(
      compiled,
      entity,
      {
        rawStatus: 'unknown',
        strength: compiled.criterion.strength,
        message: unknown.message,
        leaves: [],
      },
      { unknown },
    );
  }

  private finish(
    { criterion, item }: CompiledCriterion,
    entity: EntityState,
    found: Pick<
      EntityResult,
      'rawStatus' | 'strength' | 'message' | 'warning' | 'leaves'
    >,
    rest: Pick<CriterionOnEntity, 'proof' | 'unknown'> = {},
  ): CriterionOnEntity {
    const { rawStatus, strength, message, warning, leaves } = found;
    const { unknown } = rest;
    const waiver = this.waiverFor(criterion.id, item.id, entity, rawStatus);
    const result: EntityResult = {
      entityRef: entity.input.ref,
      status: waiver === undefined ? rawStatus : 'waived',
      rawStatus,
      strength,
      leaves,
    };
    if (message !== undefined) result.message = message;
    if (warning !== undefined) result.warning = warning;
    if (unknown) {
      result.cause = unknown.cause;
      result.who = unknown.who;
      if (unknown.source !== undefined) result.collector = unknown.source;
    }
    if (waiver !== undefined) result.waiver = waiver;
    return {
      criterion: criterion.id,
      item: item.id,
      result,
      unknown,
      proof: rest.proof,
    };
  }

  /** The waiver in force; none on what a decision reads (semantics 5.2). */
  private waiverFor(
    criterion: string,
    item: string,
    entity: EntityState,
    rawStatus: EntityResult['rawStatus'],
  ): string | undefined {
    if (rawStatus !== 'fail' && rawStatus !== 'unknown') return undefined;
    if (this.world.program.deciding.unwaivable.has(criterion)) return undefined;
    const { statements } = this.world;
    const ref = entity.input.ref;
    return (
      statements.waiver(criterion, ref)?.id ?? statements.waiver(item, ref)?.id
    );
  }
}

/** Only what is known rests on something. */
function isKnown(rawStatus: EntityResult['rawStatus']): boolean {
  return rawStatus === 'pass' || rawStatus === 'fail';
}

function notHere(
  tree:
    | Parameters<References['derived']>[0]
    | { kind: 'score'; percent: number },
  message: string,
): Proof {
  const shown: LeafShown = {
    kind: tree.kind,
    truth: 'unknown',
    counted: true,
    strength: 'derived',
  };
  if ('id' in tree) shown.ref = tree.id;
  const who = whoEnds('check-error', 'owner');
  return leafProof(tree, shown, {
    unknown: { cause: 'check-error', who, message },
  });
}
