import { randomUUID } from 'node:crypto';
import { UNDER_WAY } from '../store/reviewTypes';
import type { Store, SubjectKey } from '../store/types';

/** How long a person waits for a run that holds the launch unit; then its result follows. */
const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 50;
const LEASE_MS = 60_000;

/**
 * Judges a subject anew over what is stored, before a person's act is answered
 * (semantics 7.1). A run that goes on does it in our place: what was changed
 * under its hands makes it evaluate again. False: it holds the subject still.
 */
export async function evaluateNow(
  key: SubjectKey,
  options: {
    store: Store;
    /** Names this process. */
    worker: string;
    judge: (
      key: SubjectKey,
      context: { worker: string; renewClaim: () => Promise<void> },
    ) => Promise<void>;
    now: () => Date;
  },
): Promise<boolean> {
  const { store, judge, now } = options;
  const wanted = (await store.subjects.get(key))?.revision;
  if (wanted === undefined) return false;
  // Another name than that of this process's runs: these hold claims too.
  const worker = `${options.worker}/${randomUUID()}`;
  const claim = () =>
    store.subjects.claim(key, { by: worker, now: now(), leaseMs: LEASE_MS });
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await claim())) {
    if (await isJudged(key, wanted, store)) return true;
    if (Date.now() >= deadline) return false;
    await new Promise(resolve => {
      setTimeout(resolve, LOOK_AGAIN_MS);
    });
  }
  try {
    await judge(key, {
      worker,
      renewClaim: async () => {
        if (await claim()) return;
        throw new Error(`Another process took over '${key.subjectRef}'`);
      },
    });
  } finally {
    await store.subjects.release(key, worker);
  }
  return true;
}

/** Launch reviews are judged after the scorecard, and a person may act on them. */
async function isJudged(
  key: SubjectKey,
  wanted: number,
  store: Store,
): Promise<boolean> {
  const row = await store.subjects.get(key);
  if ((row?.evaluatedRevision ?? -1) < wanted) return false;
  const reviews = await store.reviews.listOf(key, UNDER_WAY);
  return reviews.every(
    ({ standingRevision }) => (standingRevision ?? -1) >= wanted,
  );
}
