import { LRUCache } from 'lru-cache';
import type { FoundScorecard } from './findScorecard';
import type { ScorecardState } from './parts';

const MAX_BYTES = 64 * 1024 * 1024;
/** Facts that another subject shares may get new times without a change here. */
const MAX_AGE_MS = 15_000;

/**
 * Serialized answers: the pages of a launch unit are read many times between
 * two runs, and writing a megabyte of JSON is what a read costs most. Only what
 * readers may see alike shares an answer.
 */
export interface AnswerCache {
  get(
    found: FoundScorecard,
    state: ScorecardState,
    compute: () => Promise<object>,
  ): Promise<string>;
}

export function createAnswerCache(): AnswerCache {
  const answers = new LRUCache<string, string>({
    maxSize: MAX_BYTES,
    sizeCalculation: (text, key) => 2 * (text.length + key.length),
    ttl: MAX_AGE_MS,
  });
  return {
    async get(found, state, compute) {
      const key = keyOf(found, state);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const text = JSON.stringify(await compute());
      answers.set(key, text);
      return text;
    },
  };
}

/** Everything of an answer that may change from one read to the next, but facts' times. */
function keyOf(
  { key, entityRef, row, all, aliases }: FoundScorecard,
  { subject, run, inForce, broken }: ScorecardState,
): string {
  return JSON.stringify([
    key,
    entityRef,
    row.evaluatedAt,
    all,
    [...aliases],
    subject?.revision,
    subject?.evaluatedAt,
    subject?.dueAt,
    subject?.digest,
    run,
    broken,
    inForce.map(({ digest, loadedAt }) => [digest, loadedAt]),
  ]);
}
