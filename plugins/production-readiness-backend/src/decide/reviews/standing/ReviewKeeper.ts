import type { LoggerService } from '@backstage/backend-plugin-api';
import { canonicalJson } from '@production-readiness/backstage-plugin-production-readiness-engine';
import type { ChecklistService } from '../../../checklists/types';
import type { CollectorPool } from '../../../runs/CollectorPool';
import { planSubject } from '../../../runs/planSubject';
import type { ResolvedSubject } from '../../../runs/resolveSubject';
import {
  UNDER_WAY,
  type StoredCheck,
  type StoredReview,
} from '../../../store/reviewTypes';
import type {
  EvaluationInputSource,
  Store,
  SubjectKey,
} from '../../../store/types';
import { isJudged } from '../postLaunch/settleCheck';
import { endOfLaunch, verifyLaunch } from '../postLaunch/verifyLaunch';
import { keepChecks } from '../postLaunch/keepChecks';
import { rollbackLink } from '../rollbackLink';
import { closeItems } from './closeItems';
import { expireGo, isExpired } from './expireGo';
import { judgeReview, type JudgedReview } from './judgeReview';
import { record, type KeepContext } from './keepContext';
import { pinnedSubject } from './pinnedSubject';
import { readPinned, type PinnedInput, type PinnedPlan } from './readPinned';
import { voidSignOffs } from './voidSignOffs';
import { withdrawGo } from './withdrawGo';

/** So often may inputs change under our hands; then another run is due anyhow. */
const MAX_ATTEMPTS = 5;
/** A subject is never due again at once: that would be a loop. */
const LEAST_PAUSE_MS = 1000;

export interface KeepOptions {
  /** As `plan` answered. */
  plans: PinnedPlan[];
  /** As the catalog has it. */
  resolved: ResolvedSubject;
  /** Whether what is due was collected just now. */
  collected: boolean;
}

/**
 * What evaluations do to launch reviews: each is judged by what it has pinned,
 * and that voids sign-offs, withdraws a GO, settles what is checked after the
 * launch. Each of these is done once, whoever else evaluates the same.
 */
export class ReviewKeeper {
  constructor(
    private readonly options: {
      store: Store;
      checklists: Pick<ChecklistService, 'getVersion'>;
      pool: CollectorPool;
      inputs: EvaluationInputSource;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /** What the reviews of a subject want to be collected. */
  async plan(
    key: SubjectKey,
    resolved: ResolvedSubject,
  ): Promise<PinnedPlan[]> {
    const { store, now } = this.options;
    const reviews = await store.reviews.listOf(key, UNDER_WAY);
    const over = reviews.filter(review => isExpired(review, now()));
    for (const review of over) await expireGo(store, review, now());
    const plans = await Promise.all(
      reviews
        .filter(review => !over.includes(review))
        .map(review => this.planOne(review, resolved)),
    );
    return plans.filter(plan => plan !== undefined);
  }

  /** Judges the reviews, after the subject was evaluated. */
  async keep(key: SubjectKey, options: KeepOptions): Promise<void> {
    for (const plan of options.plans) await this.keepOne(key, plan, options);
  }

  private async planOne(
    review: StoredReview,
    current: ResolvedSubject,
  ): Promise<PinnedPlan | undefined> {
    const { store, checklists, pool, logger, now } = this.options;
    const { subjectRef, checklistId, pinned, launch } = review;
    const checklist = await checklists
      .getVersion(checklistId, review.digest)
      .catch(error => {
        logger.error(`Launch review ${review.id} cannot be judged`, error);
        return undefined;
      });
    if (!checklist) return undefined;
    const resolved = pinnedSubject(current, {
      checklist: checklist.checklist,
      pinned,
    });
    const at = now().toISOString();
    const over = (launch ? await store.reviews.checks(review.id) : [])
      .filter(check => check.dueAt <= at && !isJudged(check))
      .map(check => check.dueAt);
    return {
      review,
      checklist,
      resolved,
      ...planSubject({
        key: { subjectRef, checklistId },
        checklist,
        resolved,
        pool,
        launchedAt: launch?.at,
      }),
      anewBefore: over.sort().pop() ?? null,
    };
  }

  private async keepOne(
    key: SubjectKey,
    plan: PinnedPlan,
    options: KeepOptions,
  ): Promise<void> {
    const { store, inputs } = this.options;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const now = this.options.now();
      const read = await store.knex.transaction(tx =>
        readPinned(plan, { store, inputs, now, tx }),
      );
      // What was pinned anew is due again, and judged by another plan.
      if (!read || !isStillPlanned(plan, read.review)) return;
      const judged = judgeReview({
        ...read,
        checklist: plan.checklist,
        resolved: options.resolved,
      });
      if (await this.write(key, { plan, read, judged, options, now })) return;
    }
  }

  /** False: something changed since it was read, and nothing was written. */
  private async write(
    key: SubjectKey,
    {
      plan,
      read,
      judged,
      options,
      now,
    }: {
      plan: PinnedPlan;
      read: PinnedInput;
      judged: JudgedReview;
      options: KeepOptions;
      now: Date;
    },
  ): Promise<boolean> {
    const { store } = this.options;
    const { revision } = read;
    const { checklist } = plan.checklist;
    return store.knex.transaction(async tx => {
      if (!(await store.subjects.hold(key, revision, tx))) return false;
      const review = await store.reviews.get(read.review.id, tx);
      if (review?.revision !== read.review.revision) return false;
      await store.reviews.writeStanding(tx, review.id, {
        standing: judged.standing,
        subjectRevision: revision,
        now,
      });
      const { title } = plan.resolved.subject.columns;
      const context: KeepContext = {
        tx,
        store,
        review,
        checklist,
        judged,
        title,
        now,
      };
      await voidSignOffs(context);
      await closeItems(context);
      const { checks, records } = await keepChecks(context, {
        results: judged.checks,
        collected: options.collected,
        rollback: rollbackLink(checklist, read.facts),
      });
      const end =
        (await withdrawGo(context)) ?? (await verifyLaunch(context, checks));
      await record(context, end ? [...records, end] : records);
      // Once it is over, evidence is compared with what is live again.
      if (end) await store.subjects.bump(key, now, tx);
      const due = dueAt({ plan, read, judged, checks, options, now });
      if (due !== null) await store.subjects.dueBy(key, due, tx);
      return true;
    });
  }
}

function isStillPlanned({ review }: PinnedPlan, now: StoredReview): boolean {
  return (
    UNDER_WAY.includes(now.state) &&
    now.digest === review.digest &&
    now.launch?.at === review.launch?.at &&
    canonicalJson(now.pinned) === canonicalJson(review.pinned)
  );
}

/** When the review may change by itself, or what it reads is to be collected; null: never. */
function dueAt({
  plan,
  read,
  judged,
  checks,
  options,
  now,
}: {
  plan: PinnedPlan;
  read: PinnedInput;
  judged: JudgedReview;
  checks: StoredCheck[];
  options: KeepOptions;
  now: Date;
}): string | null {
  const { review } = read;
  const times = [
    judged.validUntil,
    ...checks.filter(check => !isJudged(check)).map(check => check.dueAt),
    review.state === 'decided' ? review.decision?.validUntil : null,
    review.launch && endOfLaunch(review.launch.at, checks),
    // While the catalog does not answer nothing is collected.
    ...(options.resolved.problem === undefined
      ? collectionTimes(plan, read, options)
      : []),
  ].filter(time => time !== null && time !== undefined);
  const [first] = times.sort();
  if (first === undefined) return null;
  const least = new Date(now.getTime() + LEAST_PAUSE_MS).toISOString();
  return first < least ? least : first;
}

function collectionTimes(
  { plan }: PinnedPlan,
  { facts, input }: PinnedInput,
  { collected }: KeepOptions,
): string[] {
  const asked = plan.filter(({ ask }) => ask.kind !== 'not-connected');
  const stored = new Map(facts.map(fact => [idOf(fact), fact.refreshAfter]));
  return asked.flatMap(planned => {
    const at = stored.get(idOf(planned));
    if (at !== undefined) return [at];
    // New to the plan: the next run collects it.
    return collected ? [] : [new Date(input.now).toISOString()];
  });
}

function idOf({ entityRef, fact }: { entityRef: string; fact: string }) {
  return `${entityRef}|${fact}`;
}
