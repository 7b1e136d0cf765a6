import {
  evaluate,
  inputHash,
  type EvaluateInput,
  type NotConnected,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { LoadedChecklist } from '../checklists/types';
import { NEVER } from '../reports/never';
import { digestOf } from '../store/digest';
import type {
  EvaluationInputSource,
  Store,
  StoredFact,
  SubjectKey,
  SubjectRow,
  WriteOutcome,
} from '../store/types';
import type { PlannedFact } from './planCollection';
import { readInput } from './readInput';
import { withReleases } from './releases';
import { releasesUnderReview } from './releasesUnderReview';
import type { ResolvedSubject } from './resolveSubject';

/** So often may inputs change under our hands before the run is given up. */
const MAX_ATTEMPTS = 20;
/** A subject is never due again at once: that would be a loop. */
const LEAST_PAUSE_MS = 1000;

export interface EvaluateOptions {
  key: SubjectKey;
  checklist: LoadedChecklist;
  resolved: ResolvedSubject;
  plan: PlannedFact[];
  notConnected: NotConnected[];
  store: Store;
  inputs: EvaluationInputSource;
  /** Who holds the claim; renews it, and throws if it is lost. */
  claimedBy: string;
  renewClaim: () => Promise<void>;
  /** Where nothing could be collected: when to try again, whatever the facts say. */
  retryAt: Date | null;
  now: () => Date;
}

/**
 * Evaluates what is stored and writes the projection; does it again where an
 * input changed in between, so that what stands never rests on old inputs.
 */
export async function evaluateSubject(
  options: EvaluateOptions,
): Promise<Exclude<WriteOutcome, 'outdated'>> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const outcome = await evaluateOnce(options);
    if (outcome !== 'outdated') return outcome;
    await options.renewClaim();
  }
  throw new Error(
    `Inputs of '${options.key.subjectRef}' changed ${MAX_ATTEMPTS} times while it was evaluated`,
  );
}

async function evaluateOnce(options: EvaluateOptions): Promise<WriteOutcome> {
  const { key, checklist, resolved, store, claimedBy } = options;
  const now = options.now();
  const { row, facts, input, release } = await readInputs(options, now);
  const entity = resolved.subject.columns;
  const hash = digestOf([inputHash(input), entity]);
  const common = { ...key, revision: row.revision, claimedBy, now };

  if (isStillValid(row, { hash, digest: checklist.digest, now })) {
    const dueAt = nextDue(options, { facts, validUntil: row.validUntil, now });
    return store.scorecards.touch({ ...common, dueAt });
  }
  const evaluation = evaluate(input);
  const validUntil = earliest(
    evaluation.validUntil === null
      ? null
      : new Date(evaluation.validUntil).toISOString(),
    release.validUntil,
  );
  return store.scorecards.write({
    ...common,
    digest: checklist.digest,
    version: checklist.checklist.version,
    document: evaluation.document,
    categories: checklist.checklist.categories,
    entity,
    inputHash: hash,
    conditions: evaluation.conditions,
    validUntil,
    dueAt: nextDue(options, { facts, validUntil, now }),
  });
}

/** The revision is read first: what changes after it makes the result outdated. */
async function readInputs(
  options: EvaluateOptions,
  now: Date,
): Promise<{
  row: SubjectRow;
  facts: StoredFact[];
  input: EvaluateInput;
  release: { validUntil: string | null };
}> {
  const { key, checklist, resolved, plan, notConnected, store } = options;
  return store.knex.transaction(async tx => {
    const row = await store.subjects.get(key, tx);
    if (!row) throw new Error(`'${key.subjectRef}' is no subject any more`);
    const facts = await store.facts.listForSubject(key, tx);
    const release = withReleases(
      [resolved.subject, ...resolved.members].map(each => each.input),
      {
        facts,
        now,
        pinned: await releasesUnderReview(store.reviews, key, tx),
      },
    );
    const input = await readInput(
      key,
      {
        checklist,
        entities: release.entities,
        plan,
        facts,
        notConnected,
        conditions: row.conditions,
      },
      { inputs: options.inputs, now, tx },
    );
    return { row, facts, release, input };
  });
}

/** Null where nothing changes by time alone. */
function earliest(...times: (string | null)[]): string | null {
  const [first] = times
    .filter(at => at !== null)
    .filter(at => at < NEVER)
    .sort();
  return first ?? null;
}

/** Semantics 3.5: equal inputs give an equal answer until time alone changes it. */
function isStillValid(
  row: SubjectRow,
  current: { hash: string; digest: string; now: Date },
): boolean {
  return (
    row.inputHash === current.hash &&
    row.digest === current.digest &&
    (row.validUntil === null || current.now.toISOString() < row.validUntil)
  );
}

function nextDue(
  { plan, retryAt }: EvaluateOptions,
  {
    facts,
    validUntil,
    now,
  }: { facts: StoredFact[]; validUntil: string | null; now: Date },
): string | null {
  const collected = new Set(
    plan
      .filter(planned => planned.ask.kind !== 'not-connected')
      .map(({ entityRef, fact }) => `${entityRef}|${fact}`),
  );
  const times =
    retryAt === null
      ? facts
          .filter(fact => collected.has(`${fact.entityRef}|${fact.fact}`))
          .map(fact => fact.refreshAfter)
      : [retryAt.toISOString()];
  if (validUntil !== null) times.push(validUntil);
  if (times.length === 0) return null;
  const least = new Date(now.getTime() + LEAST_PAUSE_MS).toISOString();
  const first = times.sort()[0];
  return first < least ? least : first;
}
