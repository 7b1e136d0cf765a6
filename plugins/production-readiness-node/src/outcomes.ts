import type {
  CollectContext,
  FactMiss,
  FactOutcome,
  FactRequest,
  JsonObject,
} from './collector';
import { z } from 'zod';
import { boundedEvidence, errorSentence } from './evidence/evidence';

type Evidence = Extract<FactOutcome, { value: JsonObject }>['evidence'];

/** What came of one request, before it is given its key. */
export type Finding =
  | { value: JsonObject; evidence: Evidence }
  | { unreachable: JsonObject; evidence: Evidence }
  | { miss: FactMiss; evidence: Evidence };

/** Thrown where a collector ran and cannot say. */
export class CannotSay extends Error {
  readonly miss: FactMiss;
  readonly evidence: Evidence;

  constructor(miss: FactMiss, evidence: Evidence = []) {
    super(miss.message);
    this.name = 'CannotSay';
    this.miss = miss;
    this.evidence = evidence;
  }
}

/** Thrown where the thing itself does not answer, and its answers were asked about. */
export class SilenceError extends Error {
  readonly evidence: Evidence;

  constructor(message: string, evidence: Evidence) {
    super(message);
    this.name = 'SilenceError';
    this.evidence = evidence;
  }
}

/**
 * Collects the requests side by side; what one of them throws is its own
 * error, or its miss, and touches no other. Parameters are parsed here, for
 * their expressions are known only now.
 */
export async function collectEach<TParams>(
  context: CollectContext<TParams>,
  schema: z.ZodType<TParams>,
  collectOne: (request: FactRequest<TParams>) => Promise<Finding>,
): Promise<FactOutcome[]> {
  return Promise.all(
    context.requests.map(async (request): Promise<FactOutcome> => {
      const { key } = request;
      try {
        const params = parseParameters(schema, request.params);
        const finding = await collectOne({ key, params });
        return {
          key,
          ...finding,
          evidence: boundedEvidence(finding.evidence),
        };
      } catch (error) {
        if (error instanceof CannotSay) {
          const { cause } = error.miss;
          const miss = { cause, message: errorSentence(error) };
          return { key, miss, evidence: boundedEvidence(error.evidence) };
        }
        const message = errorSentence(error);
        return error instanceof SilenceError
          ? {
              key,
              error: message,
              cause: 'silent',
              evidence: boundedEvidence(error.evidence),
            }
          : { key, error: message };
      }
    }),
  );
}

/** A miss that a person ends: by declaring a place, or by vouching. */
export function waitsForPerson(message: string): FactMiss {
  return { cause: 'waiting-for-person', message };
}

/** A miss that the entity's owner ends by declaring something. */
export function notDeclared(message: string): FactMiss {
  return { cause: 'not-declared', message };
}

/**
 * Throws a miss where more is declared than is looked at: what is claimed of
 * all is not known of a part (semantics 2.1).
 */
export function requireFew(
  list: unknown[],
  { most, what }: { most: number; what: string },
): void {
  if (list.length <= most) return;
  throw new CannotSay({
    cause: 'check-error',
    message: `${list.length} ${what} are declared and at most ${most} are looked at; declare fewer, or ask for them in several facts`,
  });
}

function parseParameters<TParams>(
  schema: z.ZodType<TParams>,
  params: unknown,
): TParams {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new Error(
    `the parameters do not fit: ${z.prettifyError(parsed.error)}`,
  );
}
