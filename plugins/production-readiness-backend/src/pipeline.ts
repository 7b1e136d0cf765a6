import type { ChecklistService, LoadedChecklist } from './checklists/types';
import type { CatalogReader } from './runs/catalog';
import { collectFacts, type Progress } from './runs/collectFacts';
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
  //    checklist want of which entity?
  const planned = await plan(dependencies, key);
  const { resolved } = planned;

  // 2. Collect what is due. The only step that touches the outside.
  const progress = await collectFacts({
    plan: resolved.problem === undefined ? planned.plan : [],
    stored: await store.facts.listForSubject(key),
    resolved,
    anewBefore: run.asked ? run.requestedAt : undefined,
    pool,
    facts: store.facts,
    now,
    signal,
    onProgress,
  });

  // 3. Judge what is stored, and write it if it changed.
  signal.throwIfAborted();
  await renewClaim();
  await judge(dependencies, key, planned, { worker, renewClaim });
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
  await judge(dependencies, key, await plan(dependencies, key), context);
}

type Planned = SubjectPlan & {
  checklist: LoadedChecklist;
  resolved: ResolvedSubject;
};

async function plan(
  { store, checklists, catalog, pool, now }: PipelineDependencies,
  key: SubjectKey,
): Promise<Planned> {
  const checklist = await requireChecklist(checklists, key.checklistId);
  const resolved = await resolveSubject({
    key,
    catalog,
    members: store.members,
  });
  const planned = planSubject({ key, checklist, resolved, pool });
  await store.members.replace(key, planned.members, now());
  return { ...planned, checklist, resolved };
}

async function judge(
  { store, inputs, now }: PipelineDependencies,
  key: SubjectKey,
  { checklist, resolved, plan: facts, notConnected }: Planned,
  { worker, renewClaim }: Pick<RunContext, 'worker' | 'renewClaim'>,
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
}
