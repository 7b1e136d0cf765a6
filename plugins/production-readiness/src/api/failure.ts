import { isError, type ErrorLike } from '@backstage/errors';

/** What the backend said, where it said it; a `ResponseError` wraps it. */
function saidOf(error: unknown): Partial<ErrorLike> | undefined {
  const body = (error as { body?: { error?: ErrorLike } } | null)?.body;
  return body?.error;
}

/** The entity exists and no checklist judges it: an answer, not a failure. */
export function isNotJudged(error: unknown): boolean {
  return saidOf(error)?.code === 'not-judged';
}

export function isNotAllowed(error: unknown): boolean {
  const name = saidOf(error)?.name ?? (isError(error) ? error.name : undefined);
  return name === 'NotAllowedError';
}

/** The backend's own words rather than 'request failed with 500'. */
export function messageOf(error: unknown): string {
  const said = saidOf(error)?.message;
  if (said) return said;
  return error instanceof Error ? error.message : String(error);
}

/** `null` where nothing judges the entity; every other failure is thrown on. */
export async function orNotJudged<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isNotJudged(error)) return null;
    throw error;
  }
}
