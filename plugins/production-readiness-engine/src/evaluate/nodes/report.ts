import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledReport } from '../../checklist/compileTree';
import { durationMs, timeMs } from '../../checklist/durations';
import { foremost, isUnconnected } from '../causes';
import type { Unknown } from '../causes';
import { leafProof } from '../proof';
import type { Proof, TreeContext } from '../proof';
import { missingOf, readsOf, runCondition } from '../runExpression';
import { World } from '../world';
import { concerned, onlyUnconnected, truthOf } from './check';

/** The newest report of a type: present, young enough, of the release, and passing. */
export function proveReport(
  world: World,
  tree: CompiledReport,
  context: TreeContext,
): Proof {
  const { leaf, condition, fact } = tree;
  const written = {
    kind: 'report' as const,
    strength: 'report' as const,
    report: leaf.report.type,
    expression: condition.source,
    ...(leaf.expected !== undefined && { expected: leaf.expected }),
    reads: readsOf(world, condition.uses, context.entity),
  };
  const unfit = whyUnfit(world, tree, context);
  if (unfit) {
    return leafProof(
      tree,
      { ...written, truth: 'unknown' },
      {
        unknown: unfit,
        machine: {
          truth: 'unknown',
          unknown: unfit,
          unconnected: isUnconnected(unfit),
        },
        entities: [world.fact(context.entity, fact).holder.input.ref],
      },
    );
  }
  const answer = runCondition(world, condition, context);
  const truth = truthOf(answer.value);
  const unknown = foremost(answer.missing);
  const title = world.checklist.reports[leaf.report.type]?.title;
  return leafProof(
    tree,
    {
      ...written,
      truth,
      ...(truth === 'false' && {
        message: `${title ?? fact}: expected ${
          leaf.expected ?? condition.source
        }`,
      }),
    },
    {
      unknown,
      machine: { truth, unknown, unconnected: onlyUnconnected(answer) },
      entities: concerned(answer, written.reads),
    },
  );
}

/** Why the newest report does not speak for what is judged; undefined if it does. */
function whyUnfit(
  world: World,
  tree: CompiledReport,
  context: TreeContext,
): Unknown | undefined {
  const state = world.fact(context.entity, tree.fact);
  if (state.missing) return missingOf(state.missing, context);
  return (
    whyTooOld(world, tree, state.value) ??
    whyOtherRelease(tree, state.value, context)
  );
}

function whyTooOld(
  world: World,
  { leaf, maxAge, fact }: CompiledReport,
  value: JsonValue,
): Unknown | undefined {
  if (maxAge === undefined) return undefined;
  const producedAt = timeMs(textAt(value, 'producedAt') ?? '');
  if (producedAt === undefined) {
    return forOwner(
      'waiting-for-report',
      `the ${leaf.report.type} report does not say when it was produced`,
      fact,
    );
  }
  const end = producedAt + durationMs(maxAge)!;
  world.changesAt(end);
  if (world.now < end) return undefined;
  return forOwner(
    'expired',
    `the newest ${leaf.report.type} report is older than ${maxAge}`,
    fact,
  );
}

/** Compared with the release that is judged, not with what happens to be live (semantics 1.4). */
function whyOtherRelease(
  { leaf, sameCommit, fact }: CompiledReport,
  value: JsonValue,
  { entity }: TreeContext,
): Unknown | undefined {
  if (!sameCommit) return undefined;
  const { releaseCommit, name } = entity.input;
  if (releaseCommit === undefined) {
    return forOwner(
      'not-declared',
      `the commit of the release of ${name} is not known, and a ${leaf.report.type} report has to be of it`,
      fact,
    );
  }
  if (textAt(value, 'commit') === releaseCommit) return undefined;
  return forOwner(
    'waiting-for-report',
    `the newest ${leaf.report.type} report is of another commit than the release of ${name}`,
    fact,
  );
}

function forOwner(
  cause: Unknown['cause'],
  message: string,
  fact: string,
): Unknown {
  return { cause, who: 'owner', message, source: World.sourceOf(fact) };
}

function textAt(value: JsonValue, key: string): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  const found = value[key];
  return typeof found === 'string' ? found : undefined;
}
