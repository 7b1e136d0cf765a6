import {
  type Evidence,
  type JsonObject,
  isUnreachable,
  type OutgoingRequest,
  type OutgoingResponse,
  CannotSay,
  notDeclared,
  requireFew,
  type Finding,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  answerEvidence,
  refuseChallenge,
  silenceEvidence,
  type Ask,
} from './client';

/** Requests that one fact may make. */
const MAX_REQUESTS = 20;

export type Wanted = Pick<
  OutgoingRequest,
  'url' | 'method' | 'headers' | 'follow' | 'body'
>;

/** One request of several, and its answer; undefined: the thing was silent. */
export interface Answered<T> {
  wanted: T;
  response: OutgoingResponse | undefined;
}

/**
 * Asks for each entry; more than the limit are a miss. One that is refused or fails on our side throws; one
 * that does not answer leaves its response undefined.
 */
export async function askForEach<T extends { request: Wanted }>(
  entries: T[],
  ask: Ask,
): Promise<{ answers: Answered<T>[]; pieces: Evidence[] }> {
  requireFew(entries, { most: MAX_REQUESTS, what: 'requests' });
  const results = await Promise.all(
    entries.map(async wanted => {
      const { request } = wanted;
      try {
        const response = await ask(request);
        const piece = answerEvidence(request, response);
        refuseChallenge(request.url, response, [piece]);
        return { answer: { wanted, response }, piece };
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        return {
          answer: { wanted, response: undefined },
          piece: silenceEvidence(request, error),
        };
      }
    }),
  );
  const silent = results.filter(({ answer }) => !answer.response);
  const answered = results.filter(({ answer }) => answer.response);
  return {
    answers: results.map(result => result.answer),
    // The first one says why the whole is unreachable.
    pieces: [...silent, ...answered].map(result => result.piece),
  };
}

/**
 * The value with its reachability: one silent request makes the whole
 * unreachable, for what is claimed of all is then not known to hold.
 */
export function reachableFinding(
  value: JsonObject,
  { answers, pieces }: { answers: Answered<unknown>[]; pieces: Evidence[] },
): Finding {
  const reachable = answers.every(({ response }) => response !== undefined);
  const whole = { reachable, failingSince: null, ...value };
  return reachable
    ? { value: whole, evidence: pieces }
    : { unreachable: whole, evidence: pieces };
}

/** Throws a miss where a list that has to be declared is empty. */
export function requireSome(list: unknown[], message: string): void {
  if (list.length === 0) throw new CannotSay(notDeclared(message));
}

/** `base` joined with a path; throws on a base that is no URL. */
export function urlAt(base: string, path: string): string {
  if (!URL.canParse(path, base)) {
    throw new Error(`'${path}' does not make a URL with ${base}`);
  }
  return new URL(path, base).href;
}
