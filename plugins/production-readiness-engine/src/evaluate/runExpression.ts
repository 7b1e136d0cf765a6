import type {
  JsonValue,
  Read,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  CompiledCondition,
  CompiledLeaf,
  CompiledValue,
  Quantifier,
} from '../expression/compile';
import { runSkeleton } from '../expression/kleene';
import type { Kleene, LeafRunner } from '../expression/kleene';
import { isInside } from '../expression/factUses';
import type { FactRead } from '../expression/factUses';
import { memberVariable } from '../expression/translate';
import type { FactUse } from '../expression/translate';
import { foremost, whoEnds } from './causes';
import type { Unknown } from './causes';
import { storedPath, viewReport } from './reportView';
import type { EntityState, FactState, MissingFact, World } from './world';

/** On what an expression is evaluated, and for whom. */
export interface Asking {
  entity: EntityState;
  /** Criterion or row that asks, for warnings. */
  about: string;
  /** Role that acts on it. */
  role: string;
}

/** What a condition says, or why it cannot. */
export interface Answer {
  value: Kleene;
  /** For want of what; empty where the value is known. */
  missing: readonly Missing[];
  /**
   * All that was found missing for an unknown, though something else settled the
   * part that reads it. By this people are kept silent (semantics 4.1): were a
   * lost fact forgotten where another member is ill, what is ill would let them
   * speak (5.6).
   */
  found: readonly Missing[];
}

export type Missing = Unknown & { entityRef: string };

/** What a part of an expression yields that cannot be evaluated. */
const UNKNOWN = Symbol('unknown');

/** One evaluation of an expression; gathers what is missing for it. */
class ExpressionRun implements LeafRunner {
  readonly missing: Missing[] = [];
  readonly found: Missing[] = [];
  /** Whether a member was not asked, for another one had settled it. */
  isCut = false;
  /** Those that quantifiers ask at the moment, by the names of their variables. */
  private asked: Map<string, EntityState> | undefined;

  /** `thorough`: all members are asked, whatever is settled. */
  constructor(
    private readonly world: World,
    private readonly asking: Asking,
    private readonly source: string,
    private readonly thorough: boolean = false,
  ) {}

  get missingCount(): number {
    return this.missing.length;
  }

  settle(missingCount: number): void {
    this.missing.length = missingCount;
  }

  eachMember({ target, member }: Quantifier, ask: () => boolean): boolean {
    const { context } = this.asking.entity;
    const members = this.world.inTarget.get(target) ?? [];
    if (members.length === 0) return this.mayBeEmpty(target);
    const asked = (this.asked ??= new Map());
    const outer = asked.get(member);
    for (const one of members) {
      asked.set(member, one);
      context[member] = one.context;
      const goesOn = ask();
      if (!goesOn && !this.thorough) {
        this.isCut = true;
        break;
      }
    }
    if (outer) asked.set(member, outer);
    context[member] = outer?.context;
    return true;
  }

  run(leaf: CompiledLeaf): Kleene {
    const value = this.valueOf(leaf);
    if (typeof value === 'boolean') return value;
    if (value !== UNKNOWN) {
      this.failed(`${this.source} is neither true nor false`);
    }
    return undefined;
  }

  valueOf(leaf: CompiledLeaf): unknown {
    const { entity } = this.asking;
    const before = this.missing.length;
    for (const use of leaf.uses) this.read(use);
    for (const target of leaf.memberTargets) this.list(target);
    if (this.missing.length > before) return UNKNOWN;
    try {
      return leaf.run(entity.context);
    } catch (error) {
      this.failed(describe(error));
      return UNKNOWN;
    }
  }

  /** Puts a fact where the expression finds it, or notes that it is missing. */
  private read(use: FactUse): void {
    const { world } = this;
    const { entity } = this.asking;
    const { scope, member: asked } = use;
    if (asked !== undefined) {
      const one = this.asked!.get(asked)!;
      this.put(one.context, use, one);
    } else if (scope === 'own') this.put(entity.context, use, entity);
    else if (scope === 'subject') {
      this.put(entity.context, use, world.subject);
    } else {
      for (const member of world.inTarget.get(scope.members) ?? []) {
        this.put(member.context, use, member);
      }
    }
  }

  private put(
    context: Record<string, unknown>,
    { slot, variable, paths }: FactUse,
    holder: EntityState,
  ): void {
    const { world, asking } = this;
    const state = world.fact(holder, slot);
    if (state.missing) this.lacks(missingOf(state.missing, asking));
    else if (!world.isReport(slot)) context[variable] = state.value;
    else {
      const view = viewReport(state.value, { paths, criterion: asking.about });
      if ('value' in view) context[variable] = view.value;
      else this.lacks(awaitedOf(world, { slot, state, ...view }));
    }
  }

  private list(target: string): void {
    const contexts = this.world.contextsOf(target);
    if (contexts.length === 0) this.mayBeEmpty(target);
    this.asking.entity.context[memberVariable(target)] = contexts;
  }

  /** Whether a target without a member is an empty list; else notes that it misses one. */
  private mayBeEmpty(target: string): boolean {
    const { world } = this;
    if (!world.checklist.targets[target]?.required) return true;
    this.lacks(noEntity(world, target));
    return false;
  }

  private lacks(missing: Missing): void {
    this.missing.push(missing);
    this.found.push(missing);
  }

  private failed(reason: string): void {
    const { entity, about, role } = this.asking;
    const entityRef = entity.input.ref;
    this.world.warnings.add(`${about} on ${entityRef}: ${reason}`);
    this.lacks({
      cause: 'check-error',
      who: whoEnds('check-error', role),
      message: `the check cannot be evaluated: ${reason}`,
      entityRef,
    });
  }
}

const HOLDS: Answer = { value: true, missing: [], found: [] };
const DOES_NOT_HOLD: Answer = { value: false, missing: [], found: [] };

/** Evaluates a condition in Kleene's logic (semantics 3.2). */
export function runCondition(
  world: World,
  condition: CompiledCondition,
  asking: Asking,
): Answer {
  const run = new ExpressionRun(world, asking, condition.source);
  world.enter(asking.entity);
  const value = runSkeleton(condition.skeleton, run);
  if (value !== undefined) return value ? HOLDS : DOES_NOT_HOLD;
  const { missing, found, isCut } = run;
  if (!isCut) return { value, missing, found };
  const again = new ExpressionRun(world, asking, condition.source, true);
  runSkeleton(condition.skeleton, again);
  return { value, missing, found: again.found };
}

/** Evaluates an expression for its value. */
export function runValue(
  world: World,
  { leaf, source }: CompiledValue,
  asking: Asking,
): { value: JsonValue } | { unknown: Unknown } {
  const run = new ExpressionRun(world, asking, source);
  world.enter(asking.entity);
  const value = run.valueOf(leaf);
  return value === UNKNOWN
    ? { unknown: foremost(run.missing)! }
    : { value: value as JsonValue };
}

/** A required target without a member (semantics 1.3). */
export function noEntity(world: World, target: string): Missing {
  return {
    cause: 'no-entity',
    who: whoEnds('no-entity', 'owner'),
    message: `no entity for target ${target}`,
    entityRef: world.subject.input.ref,
  };
}

export function missingOf(missing: MissingFact, { role }: Asking): Missing {
  const { cause, source } = missing;
  const isOldReport = cause === 'expired' && source.startsWith('report:');
  return { ...missing, who: isOldReport ? 'owner' : whoEnds(cause, role) };
}

/** The report is there, and says nothing of what is read. */
function awaitedOf(
  world: World,
  { slot, state, awaited }: { slot: number; state: FactState; awaited: string },
): Missing {
  const cause = 'waiting-for-report';
  return {
    cause,
    who: whoEnds(cause, 'owner'),
    message: `${world.reportTitle(slot)}: ${awaited}`,
    source: world.sourceOf(slot),
    entityRef: state.holder.input.ref,
  };
}

const MAX_MESSAGE = 300;

function describe(error: unknown): string {
  const { summary, message } = error as { summary?: string; message?: string };
  return (summary ?? message ?? String(error)).slice(0, MAX_MESSAGE);
}

/** What a condition reads on an entity, for the record: each place once. */
export function readsOf(
  world: World,
  uses: readonly FactRead[],
  { entity, about }: Pick<Asking, 'entity' | 'about'>,
): Read[] {
  const [only] = uses;
  if (uses.length === 1 && only.scope === 'own') {
    // Most read one fact, and a list that is not grown costs a third.
    const state = world.fact(entity, only.slot);
    const { ref: entityRef } = state.holder.input;
    const { fact } = only;
    return pathsOf(world, only, state, about).map(path => ({
      entityRef,
      fact,
      path,
    }));
  }
  const reads: Read[] = [];
  for (const use of uses) {
    for (const holder of holdersOf(world, use.scope, entity)) {
      const state = world.fact(holder, use.slot);
      addReads(reads, use.fact, pathsOf(world, use, state, about), state);
    }
  }
  return reads;
}

/** Where in a fact it is read: of a report, where the stored one has it. */
function pathsOf(
  world: World,
  { slot, paths }: FactRead,
  { value }: FactState,
  criterion: string,
): string[][] {
  if (!world.isReport(slot)) return paths;
  return paths.map(path => storedPath(path, { value, criterion }));
}

function addReads(
  reads: Read[],
  fact: string,
  paths: readonly string[][],
  { holder }: FactState,
): void {
  const entityRef = holder.input.ref;
  // One use has no path twice: only what was there before can hold it.
  const before = reads.length;
  for (const path of paths) {
    if (!isRead(reads, before, { entityRef, fact, path })) {
      reads.push({ entityRef, fact, path });
    }
  }
}

function isRead(reads: readonly Read[], count: number, asked: Read): boolean {
  for (let index = 0; index < count; index++) {
    const { entityRef, fact, path } = reads[index];
    if (
      fact === asked.fact &&
      entityRef === asked.entityRef &&
      isInside(asked.path, path)
    ) {
      return true;
    }
  }
  return false;
}

/** The entities on which a fact is read. */
export function holdersOf(
  world: World,
  scope: FactRead['scope'],
  entity: EntityState,
): EntityState[] {
  if (scope === 'own') return [entity];
  if (scope === 'subject') return [world.subject];
  return world.inTarget.get(scope.members) ?? [];
}
