import SwaggerParser from '@apidevtools/swagger-parser';
import {
  isUnreachable,
  notDeclared,
  CannotSay,
  SilenceError,
  type Evidence,
  type OutgoingResponse,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { parse } from 'yaml';
import { answerEvidence, silenceEvidence, type Ask } from '../http/client';

/** Coverage map, section 2. */
const MAX_BYTES = 5 * 1024 * 1024;

/** A document as it was found; `document` only where it is a valid one. */
export interface ReadSpec {
  url: string;
  found: boolean;
  document?: SpecDocument;
  /** Why it is not valid, or not there. */
  problem?: string;
  evidence: Evidence;
}

/** The parts of OpenAPI 3.0 and 3.1, and Swagger 2.0, that are read; references resolved. */
export interface SpecDocument {
  openapi?: string;
  swagger?: string;
  servers?: { url?: string }[];
  basePath?: string;
  security?: unknown[];
  components?: { securitySchemes?: Record<string, unknown> };
  securityDefinitions?: Record<string, unknown>;
  paths?: Record<string, Record<string, any>>;
}

/**
 * Fetches, parses and validates the document at a URL. Throws SilenceError
 * where the service does not answer.
 */
export async function readSpec(url: string, ask: Ask): Promise<ReadSpec> {
  const request = { url, maxBytes: MAX_BYTES };
  let response: OutgoingResponse;
  try {
    response = await ask(request);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new SilenceError(error.message, [silenceEvidence(request, error)]);
  }
  const piece = answerEvidence(request, response);
  if (response.status >= 500) {
    throw new SilenceError(`${url} answers ${response.status}`, [piece]);
  }
  if (response.status !== 200) {
    const problem = `${url} answers ${response.status}`;
    return { url, found: false, problem, evidence: piece };
  }
  try {
    const document = await validated(response.body.toString('utf8'));
    return { url, found: true, document, evidence: piece };
  } catch (error) {
    const [first] = String((error as Error).message).split('\n');
    const problem = `the document is not valid: ${first.slice(0, 200)}`;
    return {
      url,
      found: true,
      problem,
      evidence: { ...piece, response: `${piece.response}; ${problem}` },
    };
  }
}

/** Throws a miss that the owner ends where there is no valid document. */
export function requireDocument(spec: ReadSpec): SpecDocument {
  if (spec.document) return spec.document;
  throw new CannotSay(
    notDeclared(
      `${spec.problem}; serve an OpenAPI document there, or name its place with production-readiness/openapi`,
    ),
    [spec.evidence],
  );
}

async function validated(text: string): Promise<SpecDocument> {
  // JSON is YAML; aliases are bounded against bombs.
  const parsed = parse(text, { maxAliasCount: 100 });
  if (typeof parsed !== 'object' || parsed === null) {
    throw new Error('it is neither JSON nor YAML of an object');
  }
  return (await SwaggerParser.validate(parsed, {
    // What the document points to outside of itself is not fetched.
    resolve: { external: false },
    dereference: { circular: 'ignore' },
  })) as SpecDocument;
}
