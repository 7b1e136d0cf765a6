import { CannotSay, notDeclared, type Finding } from '../outcomes';
import type { HttpParams } from './params';

/**
 * What a fact with `silence: error` is about is inside the answers: of a
 * service that is silent it says nothing, and the last fact stands until it
 * expires. Throws then. A fact that lacks a field of `required` is a miss.
 */
export function requireContent(params: HttpParams, finding: Finding): Finding {
  if ('unreachable' in finding) {
    if ('silence' in params && params.silence === 'error') {
      const [last] = finding.evidence.slice(-1);
      throw new Error(`${last.request}: ${last.response}`);
    }
    return finding;
  }
  if ('value' in finding && params.kind === 'default') {
    requireFields(params, finding.value.fields as Record<string, unknown>);
  }
  return finding;
}

function requireFields(
  params: Extract<HttpParams, { kind: 'default' }>,
  fields: Record<string, unknown>,
): void {
  const missing = params.required.filter(
    name => (fields[name] ?? null) === null,
  );
  if (missing.length === 0) return;
  throw new CannotSay(
    notDeclared(
      `the answer has nothing at ${missing
        .map(name => params.fields[name] ?? name)
        .join(', ')}; report it there, so that it can be judged`,
    ),
  );
}
