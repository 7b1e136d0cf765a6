import { OutgoingError, type OutgoingResponse } from '../outgoing';
import { MINUTE_MS, SECOND_MS } from '../times';
import { retryAfterMs, type RateLimit } from './RateLimit';
import { VendorError } from './VendorError';

const ATTEMPTS = 3;
const PAUSE_WITHOUT_WORD_MS = 2 * SECOND_MS;
const LIMITED = [429, 503];

/** Longest pause that is waited for, in milliseconds. */
export const MAX_PAUSE_MS = 20 * SECOND_MS;

/**
 * Sends a request when there is room, and again after the pause that the vendor
 * asks for, three times at most. A pause beyond `maxPauseMs` is not waited for:
 * the refusal is the answer then, with the milliseconds that were asked for.
 * Throws a VendorError where there is no answer at all.
 */
export async function sendPatiently(options: {
  vendor: string;
  limit: RateLimit;
  /** The signal is not a caller's: others may wait for the same answer. */
  send: (signal: AbortSignal) => Promise<OutgoingResponse>;
  maxPauseMs: number;
  now: () => number;
}): Promise<{ response: OutgoingResponse; waitMs: number | undefined }> {
  const { vendor, limit, send, maxPauseMs, now } = options;
  const signal = AbortSignal.timeout(3 * maxPauseMs + MINUTE_MS);
  for (let attempt = 1; ; attempt += 1) {
    const response = await limit
      .run(() => send(signal), signal)
      .catch(error => {
        throw noAnswer(error, vendor);
      });
    const waitMs = waitOf(response, now());
    if (!LIMITED.includes(response.status)) return { response, waitMs };
    const pause = waitMs ?? PAUSE_WITHOUT_WORD_MS;
    // Even where we give up, others must not ask at once.
    limit.pause(Math.min(pause, maxPauseMs));
    if (attempt === ATTEMPTS || pause > maxPauseMs) return { response, waitMs };
  }
}

function waitOf(response: OutgoingResponse, now: number): number | undefined {
  const { headers } = response;
  const named = retryAfterMs(headers['retry-after'], now);
  if (named !== undefined) return named;
  const reset = headers['ratelimit-reset'];
  return reset && /^\d{1,5}$/.test(reset) ? Number(reset) * 1000 : undefined;
}

function noAnswer(error: unknown, vendor: string): Error {
  if (error instanceof OutgoingError) {
    return new VendorError('no-answer', `${vendor}: ${error.message}`, {
      cause: error,
    });
  }
  if ((error as { name?: unknown }).name === 'TimeoutError') {
    return new VendorError(
      'no-answer',
      `${vendor} could not be asked in time: other requests wait for it; it is asked again at the next run`,
      { cause: error },
    );
  }
  return error as Error;
}
