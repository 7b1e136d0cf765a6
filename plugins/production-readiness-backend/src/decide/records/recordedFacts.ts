import type {
  FactRecord,
  JsonObject,
  JsonValue,
  LeafResult,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { boundedValue, type Bounds } from '../../views/boundedValue';

/** Of what one check read; a cut says so, and the fact's hash is of all of it. */
const KEPT: Bounds = { text: 2_000, entries: 100, depth: 8 };

/**
 * The facts that a document rests on, each with what its checks read of it and
 * no more: a record is kept for ever, and not all that was collected has to be.
 */
export function recordedFacts(
  document: ScorecardDocument,
  facts: readonly FactRecord[],
): FactRecord[] {
  const read = pathsRead(document);
  return facts
    .flatMap(fact => {
      const paths = read.get(keyOf(fact));
      return paths ? [recordedFact(fact, paths)] : [];
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Every leaf of a document, of criteria and of rows that decide. */
export function leavesOf(document: ScorecardDocument): LeafResult[] {
  return [
    ...document.items.flatMap(({ criteria }) =>
      criteria.flatMap(({ entities }) =>
        entities.flatMap(({ leaves }) => leaves),
      ),
    ),
    ...[...document.critical, ...document.go, ...document.noGo].flatMap(
      ({ leaves }) => leaves,
    ),
  ];
}

/** What stands at a path inside a value; undefined where it leads nowhere. */
export function valueAt(
  value: JsonValue | undefined,
  path: readonly string[],
): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (inner, step) => (isObject(inner) ? ownOf(inner, step) : undefined),
    value,
  );
}

function pathsRead(document: ScorecardDocument): Map<string, string[][]> {
  const paths = new Map<string, string[][]>();
  for (const { reads = [] } of leavesOf(document)) {
    for (const read of reads) {
      const key = keyOf(read);
      paths.set(key, [...(paths.get(key) ?? []), read.path]);
    }
  }
  return paths;
}

function keyOf({
  entityRef,
  fact,
}: Pick<FactRecord, 'entityRef' | 'fact'>): string {
  return `${entityRef}|${fact}`;
}

/** Names the fields: what a store keeps beside them is no part of a record. */
function recordedFact(fact: FactRecord, paths: string[][]): FactRecord {
  const { value } = fact;
  return {
    entityRef: fact.entityRef,
    fact: fact.fact,
    ...(value !== undefined && {
      value: boundedValue(onlyAt(value, paths), KEPT),
    }),
    ...(fact.miss && { miss: fact.miss }),
    ...(fact.error && { error: fact.error }),
    evidence: fact.evidence,
    collectedAt: fact.collectedAt,
    refreshAfter: fact.refreshAfter,
    expiresAt: fact.expiresAt,
    hash: fact.hash,
  };
}

/** Of objects only what is at the paths; a list is read as a whole. */
function onlyAt(value: JsonValue, paths: readonly string[][]): JsonValue {
  if (!isObject(value) || paths.some(path => path.length === 0)) return value;
  const kept: JsonObject = {};
  for (const step of new Set(paths.map(([first]) => first))) {
    const inner = ownOf(value, step);
    if (inner === undefined) continue;
    kept[step] = onlyAt(
      inner,
      paths.filter(([first]) => first === step).map(path => path.slice(1)),
    );
  }
  return kept;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownOf(value: JsonObject, step: string): JsonValue | undefined {
  return Object.hasOwn(value, step) ? value[step] : undefined;
}
