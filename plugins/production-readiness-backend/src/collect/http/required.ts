import {
  CannotSay,
  notDeclared,
  type Finding,
  refuseSilence,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { HttpParams } from './params';

/** Throws where silence is an error; a fact that lacks a field of `required` is a miss. */
export function requireContent(params: HttpParams, finding: Finding): Finding {
  refuseSilence(params.silence, finding);
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
