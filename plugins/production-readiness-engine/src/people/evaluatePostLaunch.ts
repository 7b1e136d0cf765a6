import type {
  LeafResult,
  Truth,
  UnknownCause,
  Who,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { CompiledPostLaunchCheck } from '../checklist/compile';
import { Criteria } from '../evaluate/criteria';
import type { EvaluateInput } from '../evaluate/input';
import { judgeItems } from '../evaluate/items';
import { proveTree } from '../evaluate/proveTree';
import type { References } from '../evaluate/proveTree';
import { World } from '../evaluate/world';
import { proveScore } from '../gate/rows';
import { sinceLaunch } from './sinceLaunch';

/** What a post-launch check comes to now. @public */
export interface PostLaunchResult {
  id: string;
  /** Id of its window. */
  window: string;
  truth: Truth;
  /** One entry for each leaf, in order. */
  leaves: LeafResult[];
  message?: string;
  /** For unknown: why, and who can end it. */
  cause?: UnknownCause;
  who?: Who;
  /** A person is asked to state it, and has not yet. */
  waitsForPerson: boolean;
}

/** @public */
export interface PostLaunchEvaluation {
  /** In the order of the checklist. */
  checks: PostLaunchResult[];
  /** Milliseconds since the epoch at which an answer may change by time alone; null: never. */
  validUntil: number | null;
}

/**
 * What the post-launch checks of a checklist come to on its subject, by the
 * rules of what is wanted. When a window is over is for the caller to say.
 *
 * With `launchedAt`, what a check reads itself counts only if it is younger than
 * the launch: facts and reports, and what people stated of the check. A
 * criterion that it refers to stands as it does on the scorecard.
 *
 * @public
 */
export function evaluatePostLaunch(input: EvaluateInput): PostLaunchEvaluation {
  const world = new World(input);
  const since = new World(sinceLaunch(input));
  const references = referencesIn(world);
  const checks = since.within(() =>
    since.program.postLaunch.flatMap(window =>
      window.checks.map(compiled => ({
        ...prove(since, compiled, references),
        window: window.id,
      })),
    ),
  );
  return { checks, validUntil: earliest(world.validUntil, since.validUntil) };
}

/** Results as the scorecard has them; its items are judged only if a check asks for the score. */
function referencesIn(world: World): References {
  const criteria = new Criteria(world);
  return {
    derived: (tree, context) =>
      world.within(() =>
        criteria.derived(tree, { ...context, entity: world.subject }),
      ),
    score: tree =>
      world.within(() =>
        proveScore(
          tree,
          judgeItems(world, criteria).map(({ result }) => result),
        ),
      ),
  };
}

function prove(
  world: World,
  { check, verify }: CompiledPostLaunchCheck,
  references: References,
): Omit<PostLaunchResult, 'window'> {
  const { truth, leaves, message, unknown } = proveTree(
    world,
    verify,
    {
      entity: world.subject,
      about: check.id,
      role: check.role,
      mode: 'wanted',
      whole: true,
    },
    references,
  );
  return {
    id: check.id,
    truth,
    leaves,
    ...(message !== undefined && { message }),
    ...(unknown && { cause: unknown.cause, who: unknown.who }),
    waitsForPerson: truth === 'unknown' && leaves.some(isUnstated),
  };
}

function isUnstated({ kind, counted, truth }: LeafResult): boolean {
  return kind === 'attest' && counted && truth === 'unknown';
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
