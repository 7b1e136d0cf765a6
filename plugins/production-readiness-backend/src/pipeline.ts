import type { ChecklistService } from './checklists/types';
import type { CatalogReader } from './runs/catalog';
import { collectFacts, type Progress } from './runs/collectFacts';
import type { CollectorPool } from './runs/CollectorPool';
import { evaluateSubject } from './runs/evaluateSubject';
import { planSubject } from './runs/planSubject';
import { requireChecklist } from './runs/requireChecklist';
import { resolveSubject } from './runs/resolveSubject';
import type { EvaluationInputSource, RunRow, Store } from './store/types';

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
  { store, checklists, catalog, pool, inputs, now }: PipelineDependencies,
  run: RunRow,
  { worker, renewClaim, signal, onProgress }: RunContext,
): Promise<Progress> {
  const key = { subjectRef: run.subjectRef, checklistId: run.checklistId };

  // 1. By which version, and of what is the subject made?
  const checklist = await requireChecklist(checklists, key.checklistId);
  const resolved = await resolveSubject({
    key,
    catalog,
    members: store.members,
  });

  // 2. Which facts does the checklist want of which entity, and who has them?
  const { plan, notConnected, members } = planSubject({
    key,
    checklist,
    resolved,
    pool,
  });
  await store.members.replace(key, members, now());

  // 3. Collect what is due. The only step that touches the outside.
  const progress = await collectFacts({
    plan: resolved.problem === undefined ? plan : [],
    stored: await store.facts.listForSubject(key),
    resolved,
    anewBefore: run.asked ? run.requestedAt : undefined,
    pool,
    facts: store.facts,
    now,
    signal,
    onProgress,
  });

  // 4. Judge what is stored, and write it if it changed.
  signal.throwIfAborted();
  await renewClaim();
  const retryAt = resolved.problem
    ? new Date(now().getTime() + CATALOG_RETRY_MS)
    : null;
  await evaluateSubject({
    key,
    checklist,
    resolved,
    plan,
    notConnected,
    store,
    inputs,
    claimedBy: worker,
    renewClaim,
    retryAt,
    now,
  });
  return resolved.problem === undefined
    ? progress
    : { ...progress, problems: [resolved.problem, ...progress.problems] };
}
