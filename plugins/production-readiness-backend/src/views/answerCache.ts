import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { FoundScorecard } from './findScorecard';
import type { ScorecardState } from './parts';

const MAX_BYTES = 64 * 1024 * 1024;
/** Facts that another subject shares may get new times without a change here. */
const MAX_AGE_MS = 15_000;
/** Half the time of the default level, for a fifth more bytes. */
const GZIP_LEVEL = 3;

const compress = promisify(gzip);

/** A serialized answer, as it goes over the wire. */
export interface Answer {
  plain: Buffer;
  /** Compressed once, however often it is asked for. */
  gzipped(): Promise<Buffer>;
}

/**
 * Serialized answers: the pages of a launch unit are read many times between
 * two runs, and writing and compressing a megabyte of JSON is what a read costs
 * most. Only what readers may see alike shares an answer.
 */
export interface AnswerCache {
  /** `variant`: what else of the request the answer depends on. */
  get(
    asked: { found: FoundScorecard; state: ScorecardState; variant: string },
    compute: () => Promise<object>,
  ): Promise<Answer>;
}

export function createAnswerCache(): AnswerCache {
  const answers = new LRUCache<string, Answer>({
    maxSize: MAX_BYTES,
    // Compressed it takes a sixth more, or a little less.
    sizeCalculation: ({ plain }, key) =>
      Math.ceil(1.2 * plain.length) + 2 * key.length,
    ttl: MAX_AGE_MS,
  });
  return {
    async get(asked, compute) {
      const key = keyOf(asked);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = answerOf(JSON.stringify(await compute()));
      answers.set(key, answer);
      return answer;
    },
  };
}

function answerOf(text: string): Answer {
  const plain = Buffer.from(text);
  let gzipped: Promise<Buffer> | undefined;
  return {
    plain,
    gzipped() {
      gzipped ??= compress(plain, { level: GZIP_LEVEL });
      return gzipped;
    },
  };
}

/** Everything of an answer that may change from one read to the next, but facts' times. */
function keyOf({
  found: { key, entityRef, row, all, aliases },
  state: { subject, run, inForce, broken },
  variant,
}: Parameters<AnswerCache['get']>[0]): string {
  return JSON.stringify([
    key,
    entityRef,
    variant,
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
