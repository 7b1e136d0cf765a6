import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledReport } from '../../checklist/compileTree';
import { timeMs } from '../../checklist/durations';
import { foremost, isUnconnected } from '../causes';
import type { Unknown } from '../causes';
import { leafProof, machineView } from '../proof';
import type { LeafShown, Proof, TreeContext } from '../proof';
import { missingOf, readsOf, runCondition } from '../runExpression';
import type { World } from '../world';
import { concerned, onlyUnconnected, truthOf } from './check';

/** The newest report of a type: present, young enough, of the release, and passing. */
export function proveReport(
  world: World,
  tree: CompiledReport,
  context: TreeContext,
): Proof {
  const { leaf, condition } = tree;
  const shown: LeafShown = {
    kind: 'report',
    truth: 'unknown',
    counted: true,
    strength: 'report',
    report: leaf.report.type,
    expression: condition.source,
    reads: readsOf(world, condition.uses, context),
  };
  if (leaf.expected !== undefined) shown.expected = leaf.expected;
  const { holder } = world.fact(context.entity, tree.slot);
  const unfit = whyUnfit(world, tree, context);
  if (unfit) {
    return leafProof(tree, shown, {
      unknown: unfit,
      machine: machineView(
        'unknown',
        [unfit],
        isUnconnected(unfit) && 'wholly',
      ),
      entities: holder.refs,
    });
  }
  const answer = runCondition(world, condition, context);
  const unknown = foremost(answer.missing);
  shown.truth = truthOf(answer.value);
  if (shown.truth === 'false') {
    const title = world.checklist.reports[leaf.report.type]?.title;
    shown.message = `${title ?? leaf.report.type}: expected ${
      leaf.expected ?? condition.source
    }`;
  }
  return leafProof(tree, shown, {
    unknown,
    machine: machineView(
      shown.truth,
      answer.found,
      // The report itself is there.
      onlyUnconnected(answer) && 'partly',
    ),
    entities: concerned(answer, shown.reads!, holder),
  });
}

/** Why the newest report does not speak for what is judged; undefined if it does. */
function whyUnfit(
  world: World,
  tree: CompiledReport,
  context: TreeContext,
): Unknown | undefined {
  const state = world.fact(context.entity, tree.slot);
  if (state.missing) return missingOf(state.missing, context);
  return (
    whyTooOld(world, tree, state.value) ??
    whyOtherRelease(world, tree, context, state.value)
  );
}

function whyTooOld(
  world: World,
  { leaf, maxAge, maxAgeMs, slot }: CompiledReport,
  value: JsonValue,
): Unknown | undefined {
  if (maxAgeMs === undefined) return undefined;
  const source = world.sourceOf(slot);
  const producedAt = timeMs(textAt(value, 'producedAt') ?? '');
  if (producedAt === undefined) {
    return forOwner(
      'waiting-for-report',
      `the ${leaf.report.type} report does not say when it was produced`,
      source,
    );
  }
  const end = producedAt + maxAgeMs;
  world.changesAt(end);
  if (world.now < end) return undefined;
  return forOwner(
    'expired',
    `the newest ${leaf.report.type} report is older than ${maxAge}`,
    source,
  );
}

/** Compared with the release that is judged, not with what happens to be live (semantics 1.4). */
function whyOtherRelease(
  world: World,
  { leaf, sameCommit, slot }: CompiledReport,
  { entity }: TreeContext,
  value: JsonValue,
): Unknown | undefined {
  if (!sameCommit) return undefined;
  const source = world.sourceOf(slot);
  const { releaseCommit, name } = entity.input;
  if (releaseCommit === undefined) {
    return forOwner(
      'not-declared',
      `the commit of the release of ${name} is not known, and a ${leaf.report.type} report has to be of it`,
      source,
    );
  }
  if (textAt(value, 'commit') === releaseCommit) return undefined;
  return forOwner(
    'waiting-for-report',
    `the newest ${leaf.report.type} report is of another commit than the release of ${name}`,
    source,
  );
}

function forOwner(
  cause: Unknown['cause'],
  message: string,
  source: string,
): Unknown {
  return { cause, who: 'owner', message, source };
}

function textAt(value: JsonValue, key: string): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  const found = value[key];
  return typeof found === 'string' ? found : undefined;
}
