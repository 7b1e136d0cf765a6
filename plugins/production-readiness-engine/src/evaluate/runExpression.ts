import type {
  JsonValue,
  Read,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledCondition, CompiledLeaf } from '../expression/compile';
import { runSkeleton } from '../expression/kleene';
import type { Kleene } from '../expression/kleene';
import { isInside } from '../expression/factUses';
import type { FactRead } from '../expression/factUses';
import { memberVariable } from '../expression/translate';
import type { FactUse } from '../expression/translate';
import { foremost, whoEnds } from './causes';
import type { Unknown } from './causes';
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
  missing: Missing[];
}

export type Missing = Unknown & { entityRef: string };

/** Evaluates a condition in Kleene's logic (semantics 3.2). */
export function runCondition(
  world: World,
  condition: CompiledCondition,
  asking: Asking,
): Answer {
  const missing: Missing[] = [];
  const value = world.within(asking.entity, () =>
    runSkeleton(condition.skeleton, leaf => {
      const result = runLeaf(world, leaf, asking, missing);
      if (result === undefined || typeof result.value === 'boolean') {
        return result?.value as Kleene;
      }
      missing.push(
        failed(world, asking, `${condition.source} is neither true nor false`),
      );
      return undefined;
    }),
  );
  return { value, missing: value === undefined ? missing : [] };
}

/** Evaluates an expression for its value. */
export function runValue(
  world: World,
  leaf: CompiledLeaf,
  asking: Asking,
): { value: JsonValue } | { unknown: Unknown } {
  const missing: Missing[] = [];
  const result = world.within(asking.entity, () =>
    runLeaf(world, leaf, asking, missing),
  );
  return result
    ? { value: result.value as JsonValue }
    : { unknown: foremost(missing)! };
}

/** One part of an expression; undefined, with the reasons, where it cannot be evaluated. */
function runLeaf(
  world: World,
  leaf: CompiledLeaf,
  asking: Asking,
  missing: Missing[],
): { value: unknown } | undefined {
  const before = missing.length;
  const context: Record<string, unknown> = {
    param: world.checklist.params,
    entity: asking.entity.view,
    subjectEntity: world.subject.view,
  };
  for (const use of leaf.uses) {
    if (typeof use.scope === 'object') continue;
    const holder = use.scope === 'own' ? asking.entity : world.subject;
    const state = world.fact(holder, use.fact);
    if (state.missing) missing.push(missingOf(state.missing, asking));
    else context[use.variable] = state.value;
  }
  for (const target of leaf.memberTargets) {
    context[memberVariable(target)] = membersOf(
      world,
      { target, uses: leaf.uses },
      asking,
      missing,
    );
  }
  if (missing.length > before) return undefined;
  try {
    return { value: leaf.run(context) };
  } catch (error) {
    missing.push(failed(world, asking, describe(error)));
    return undefined;
  }
}

/** The members of a target, each with the facts that are read of it. */
function membersOf(
  world: World,
  { target, uses }: { target: string; uses: readonly FactUse[] },
  asking: Asking,
  missing: Missing[],
): Record<string, unknown>[] {
  const members = world.inTarget.get(target) ?? [];
  if (members.length === 0 && world.checklist.targets[target]?.required) {
    missing.push(noEntity(world, target));
  }
  return members.map(member => {
    const view: Record<string, unknown> = { entity: member.view };
    for (const use of uses) {
      if (typeof use.scope !== 'object' || use.scope.members !== target) {
        continue;
      }
      const state: FactState = world.fact(member, use.fact);
      if (state.missing) missing.push(missingOf(state.missing, asking));
      else view[use.variable] = state.value;
    }
    return view;
  });
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

function failed(world: World, asking: Asking, reason: string): Missing {
  const entityRef = asking.entity.input.ref;
  world.warnings.add(`${asking.about} on ${entityRef}: ${reason}`);
  return {
    cause: 'check-error',
    who: whoEnds('check-error', asking.role),
    message: `the check cannot be evaluated: ${reason}`,
    entityRef,
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
  entity: EntityState,
): Read[] {
  const reads: Read[] = [];
  for (const { scope, fact, paths } of uses) {
    for (const asked of holdersOf(world, scope, entity)) {
      const entityRef = world.fact(asked, fact).holder.input.ref;
      const isKnown = (path: string[]) =>
        reads.some(
          read =>
            read.fact === fact &&
            read.entityRef === entityRef &&
            isInside(path, read.path),
        );
      for (const path of paths) {
        if (!isKnown(path)) reads.push({ entityRef, fact, path });
      }
    }
  }
  return reads;
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
