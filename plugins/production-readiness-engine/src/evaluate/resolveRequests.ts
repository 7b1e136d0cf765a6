import type {
  FactMiss,
  JsonObject,
  JsonValue,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type {
  CompiledChecklist,
  CompiledParam,
  CompiledRequest,
} from '../checklist/compile';
import { durationMs } from '../checklist/durations';
import { enterScope } from '../expression/scope';
import type { Scope } from '../expression/scope';
import type { EntityInput } from './input';
import { targetsOf } from './targets';

/** A fact that a checklist wants of an entity, its expressions resolved. @public */
export interface ResolvedRequest {
  /** `<collector>.<key>`. */
  fact: string;
  collector: string;
  key: string;
  params: JsonObject;
  /** Milliseconds; absent: the collector's own. */
  refreshAfterMs?: number;
}

/** A fact that cannot be fetched, because the entity does not declare what it takes. @public */
export interface UndeclaredFact {
  fact: string;
  collector: string;
  key: string;
  miss: FactMiss;
}

/** @public */
export interface ResolvedRequests {
  requests: ResolvedRequest[];
  undeclared: UndeclaredFact[];
}

/**
 * What to fetch for an entity: the facts of the targets that it is in, with the
 * `=` expressions of their parameters evaluated over its annotations. One that
 * yields nothing makes the fact a miss that names the annotation.
 *
 * With `launchedAt` (ISO 8601) a fact that is wanted `since: launch` is asked
 * for since that time; without it collectors see the word, and answer that they
 * wait for a launch.
 *
 * @public
 */
export function resolveRequests(
  compiled: CompiledChecklist,
  entity: EntityInput,
  subject: EntityInput,
  { launchedAt }: { launchedAt?: string } = {},
): ResolvedRequests {
  const targets = targetsOf(
    compiled.checklist,
    entity,
    entity.ref === subject.ref,
  );
  const resolved: ResolvedRequests = { requests: [], undeclared: [] };
  for (const request of compiled.program.requests) {
    const { definition } = request;
    if (!definition.for.some(target => targets.includes(target))) continue;
    const { fact, collector, key, refreshAfter } = definition;
    const result = resolveParams(compiled, request, entity, subject);
    if ('miss' in result) {
      resolved.undeclared.push({ fact, collector, key, miss: result.miss });
      continue;
    }
    const refreshAfterMs =
      refreshAfter === undefined ? undefined : durationMs(refreshAfter);
    resolved.requests.push({
      fact,
      collector,
      key,
      params: sinceLaunch(result.params, launchedAt),
      ...(refreshAfterMs !== undefined && { refreshAfterMs }),
    });
  }
  return resolved;
}

function sinceLaunch(
  params: JsonObject,
  launchedAt: string | undefined,
): JsonObject {
  return launchedAt !== undefined && params.since === 'launch'
    ? { ...params, since: launchedAt }
    : params;
}

function resolveParams(
  { checklist }: CompiledChecklist,
  { params, definition }: CompiledRequest,
  entity: EntityInput,
  subject: EntityInput,
): { params: JsonObject } | { miss: FactMiss } {
  const scope: Scope = { now: 0, entity, subject, flipsAt: Infinity };
  const context = {
    param: checklist.params,
    entity: viewOf(entity),
    subjectEntity: viewOf(subject),
  };
  const before = enterScope(scope);
  try {
    const resolved = resolve(params, context, scope);
    return { params: resolved as JsonObject };
  } catch (error) {
    const cause =
      scope.undeclared === undefined ? 'check-error' : 'not-declared';
    return {
      miss: {
        cause,
        message:
          scope.undeclared === undefined
            ? `${definition.fact} cannot be requested: ${messageOf(error)}`
            : `not declared: ${scope.undeclared}`,
      },
    };
  } finally {
    enterScope(before);
  }
}

function resolve(
  param: CompiledParam,
  context: Record<string, unknown>,
  scope: Scope,
): JsonValue {
  switch (param.kind) {
    case 'constant':
      return param.value;
    case 'list':
      return param.of.map(entry => resolve(entry, context, scope));
    case 'object':
      return Object.fromEntries(
        param.of.map(([key, entry]) => [key, resolve(entry, context, scope)]),
      );
    default: {
      const value = withoutBlanks(param.value.leaf.run(context));
      if (isNothing(value)) {
        scope.undeclared ??= annotationIn(param.value.source);
        throw new Error(`${param.value.source} yields nothing`);
      }
      return value as JsonValue;
    }
  }
}

/** Parts of an annotation that was not set are no entries of a list. */
function withoutBlanks(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value
    .map(entry => (typeof entry === 'string' ? entry.trim() : entry))
    .filter(entry => entry !== '' && entry !== null);
}

function isNothing(value: unknown): boolean {
  return (
    value === '' ||
    value === null ||
    value === undefined ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The annotation to set, as the expression names it; else the expression. */
function annotationIn(source: string): string {
  return /annotation\(\s*(['"])(.*?)\1\s*\)/.exec(source)?.[2] ?? source;
}

function viewOf({ name, kind, type }: EntityInput) {
  return { name, kind, type };
}

function messageOf(error: unknown): string {
  const { summary, message } = error as { summary?: string; message: string };
  return summary ?? message;
}
