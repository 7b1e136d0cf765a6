import type { ChecklistService, LoadedChecklist } from './checklists/types';
import type { CatalogReader } from './runs/catalog';
import type { ReviewKeeper } from './decide/reviews/standing/ReviewKeeper';
import type { PinnedPlan } from './decide/reviews/standing/readPinned';
import type { Progress } from './runs/collectFacts';
import { collectPlans } from './runs/collectPlans';
import type { CollectorPool } from './runs/CollectorPool';
import { evaluateSubject } from './runs/evaluateSubject';
import { planSubject, type SubjectPlan } from './runs/planSubject';
import { requireChecklist } from './runs/requireChecklist';
import { resolveSubject, type ResolvedSubject } from './runs/resolveSubject';
import type {
  EvaluationInputSource,
  RunRow,
  Store,
  SubjectKey,
} from './store/types';

/** What a run needs of the world. */
export interface PipelineDependencies {
  store: Store;
  checklists: ChecklistService;
  catalog: Pick<CatalogReader, 'getSubject'>;
  pool: CollectorPool;
  inputs: EvaluationInputSource;
  reviews: Pick<ReviewKeeper, 'plan' | 'keep'>;
  now: () => Date;
}

/** What a run needs of the one who started it. */
export interface RunContext {
  /** Holds the claim on the subject. */
  worker: string;
  /** Throws if the claim is lost. */
  renewClaim: () => Promise<void>;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Look again this soon where the catalog did not answer. */
const CATALOG_RETRY_MS = 60_000;

/**
 * One run of one subject under one checklist, from the catalog to the stored
 * scorecard. Each step leaves its result in the store: a run that is killed is
 * done again and finds what was collected. Throws where there is nothing to
 * evaluate, the claim is lost, or `signal` aborts.
 */
export async function runPipeline(
  dependencies: PipelineDependencies,
  run: RunRow,
  { worker, renewClaim, signal, onProgress }: RunContext,
): Promise<Progress> {
  const { store, pool, now } = dependencies;
  const key = { subjectRef: run.subjectRef, checklistId: run.checklistId };

  // 1. By which version, of what is the subject made, and which facts does the
  //    checklist want of which entity, and launch reviews besides?
  const planned = await plan(dependencies, key);
  const { resolved, pinned } = planned;

  // 2. Collect what is due. The only step that touches the outside.
  const progress = await collectPlans(
    key,
    resolved.problem === undefined
      ? [planned, ...pinned]
      : [{ plan: [], resolved }],
    {
      anewBefore: anewBefore(run, pinned),
      pool,
      store,
      now,
      signal,
      onProgress,
    },
  );

  // 3. Judge what is stored, write it if it changed, and act on launch reviews.
  signal.throwIfAborted();
  await renewClaim();
  await judge(dependencies, key, planned, {
    worker,
    renewClaim,
    collected: true,
  });
  return resolved.problem === undefined
    ? progress
    : { ...progress, problems: [resolved.problem, ...progress.problems] };
}

/** The same without collecting: what is stored is judged anew, after a person's act. */
export async function judgeStored(
  dependencies: PipelineDependencies,
  key: SubjectKey,
  context: Pick<RunContext, 'worker' | 'renewClaim'>,
): Promise<void> {
  await judge(dependencies, key, await plan(dependencies, key), {
    ...context,
    collected: false,
  });
}

type Planned = SubjectPlan & {
  checklist: LoadedChecklist;
  resolved: ResolvedSubject;
  /** What launch reviews have pinned. */
  pinned: PinnedPlan[];
};

/** What is looked at anew: all that a person asks for, and what settles a window that is over. */
function anewBefore(run: RunRow, pinned: PinnedPlan[]): string | undefined {
  return [run.asked ? run.requestedAt : null, ...pinned.map(p => p.anewBefore)]
    .filter(at => at !== null)
    .sort()
    .pop();
}

async function plan(
  { store, checklists, catalog, pool, reviews, now }: PipelineDependencies,
  key: SubjectKey,
): Promise<Planned> {
  const checklist = await requireChecklist(checklists, key.checklistId);
  const resolved = await resolveSubject({
    key,
    catalog,
    members: store.members,
  });
  const pinned = await reviews.plan(key, resolved);
  const launched = pinned.find(({ review }) => review.state === 'launched');
  const planned = planSubject({
    key,
    checklist,
    resolved,
    pool,
    launchedAt: launched?.review.launch?.at,
  });
  await store.members.replace(key, planned.members, now());
  return { ...planned, checklist, resolved, pinned };
}

async function judge(
  { store, inputs, reviews, now }: PipelineDependencies,
  key: SubjectKey,
  { checklist, resolved, plan: facts, notConnected, pinned }: Planned,
  {
    worker,
    renewClaim,
    collected,
  }: Pick<RunContext, 'worker' | 'renewClaim'> & {
    /** What is due was collected just now. */
    collected: boolean;
  },
): Promise<void> {
  const retryAt = resolved.problem
    ? new Date(now().getTime() + CATALOG_RETRY_MS)
    : null;
  await evaluateSubject({
    key,
    checklist,
    resolved,
    plan: facts,
    notConnected,
    store,
    inputs,
    claimedBy: worker,
    renewClaim,
    retryAt,
    now,
  });
  await reviews.keep(key, { plans: pinned, resolved, collected });
}
