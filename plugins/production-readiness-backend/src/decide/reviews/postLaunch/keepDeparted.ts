import type { ChecklistService } from '../../../checklists/types';
import type { StoredReview } from '../../../store/reviewTypes';
import type { Store } from '../../../store/types';
import { record, type ReviewChange } from '../standing/keepContext';
import { keepChecks } from './keepChecks';
import { endOfLaunch, verifyLaunch } from './verifyLaunch';

const GONE = {
  truth: 'unknown' as const,
  message: 'The launch unit left the catalog',
  waitsForPerson: false,
  saidAt: null,
};

/** Nothing is evaluated of a launch unit that left the catalog: its windows end with what is not known. */
export async function keepDeparted(
  review: StoredReview,
  {
    store,
    checklists,
    now,
  }: {
    store: Store;
    checklists: Pick<ChecklistService, 'getVersion'>;
    now: Date;
  },
): Promise<void> {
  const { launch } = review;
  if (!launch || !(await isDue(review, { store, now }))) return;
  const version = await checklists.getVersion(
    review.checklistId,
    review.digest,
  );
  if (!version) return;
  await store.knex.transaction(async tx => {
    const current = await store.reviews.get(review.id, tx);
    if (current?.revision !== review.revision) return;
    const change: ReviewChange = {
      tx,
      store,
      review: current,
      checklist: version.checklist,
      title: null,
      now,
    };
    const stored = await store.reviews.checks(review.id, tx);
    const { checks, records } = await keepChecks(change, {
      results: new Map(stored.map(({ id }) => [id, GONE])),
      collected: true,
      rollback: null,
    });
    const outcome = await verifyLaunch(change, checks);
    await record(change, outcome ? [...records, outcome] : records);
  });
}

async function isDue(
  { id, launch }: StoredReview,
  { store, now }: { store: Store; now: Date },
): Promise<boolean> {
  const at = now.toISOString();
  const checks = await store.reviews.checks(id);
  const end = endOfLaunch(launch!.at, checks);
  return end === null ? checks.some(({ dueAt }) => dueAt <= at) : end <= at;
}
