import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { FoundScorecard } from './findScorecard';
import type { ScorecardState } from './parts';

const MAX_BYTES = 64 * 1024 * 1024;
/** Half the time of the default level, for a fifth more bytes. */
const GZIP_LEVEL = 3;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A serialized answer, kept as most readers take it. */
export interface Answer {
  gzipped: Buffer;
  plain(): Promise<Buffer>;
}

/** What an answer depends on. */
export interface Asked {
  found: FoundScorecard;
  state: ScorecardState;
  /** With the whole values of facts. */
  full: boolean;
}

/**
 * Serialized answers: the pages of a launch unit are read many times between
 * two runs, and writing and compressing a megabyte of JSON is what a read costs
 * most. Only what readers may see alike shares an answer.
 */
export interface AnswerCache {
  /** `compute` runs once where several ask at the same time. */
  get(asked: Asked, compute: () => Promise<object>): Promise<Answer>;
}

export function createAnswerCache(): AnswerCache {
  const answers = new LRUCache<string, Answer, () => Promise<object>>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ gzipped }, key) => gzipped.length + 2 * key.length,
    // Who asked gets an answer, though another one took its place meanwhile.
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context }) => answerOf(await context()),
  });
  return {
    get: (asked, compute) =>
      answers.forceFetch(keyOf(asked), { context: compute }),
  };
}

async function answerOf(view: object): Promise<Answer> {
  const gzipped = await compress(JSON.stringify(view), { level: GZIP_LEVEL });
  return { gzipped, plain: () => decompress(gzipped) };
}

/** Everything of an answer that may change from one read to the next. */
function keyOf({
  found: { key, entityRef, row, all, aliases },
  state: { subject, run, inForce, broken, facts },
  full,
}: Asked): string {
  return JSON.stringify([
    key,
    entityRef,
    full,
    row.evaluatedAt,
    all,
    [...aliases],
    subject?.revision,
    subject?.evaluatedAt,
    subject?.dueAt,
    subject?.digest,
    run,
    broken,
    facts,
    inForce.map(({ digest, loadedAt }) => [digest, loadedAt]),
  ]);
}
