import { setTimeout } from 'node:timers/promises';

/** Whoever is told something answers sooner, or did not get it. */
const ANSWERS_WITHIN_MS = 20_000;

/** The answer, or an error where it takes too long. */
export async function withinTime<T>(answer: Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const late = setTimeout(ANSWERS_WITHIN_MS, undefined, {
    signal: waiting.signal,
    ref: false,
  }).then(() => {
    throw new Error(`No answer within ${ANSWERS_WITHIN_MS / 1000} s`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    waiting.abort();
    late.catch(() => {});
  }
}
