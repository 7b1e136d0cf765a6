import type {
  FactView,
  JsonValue,
  LeafResult,
  LeafView,
  Read,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { NEVER } from '../reports/never';
import type { StoredFact } from '../store/types';
import { BESIDE_A_CHECK, boundedValue, WHOLE_FACT } from './boundedValue';
import type { Aliases } from './hideEntities';

/** The facts that results were read from, with what the reader may see of them. */
export interface FactIndex {
  /** The leaf with the values that it read. */
  withValues(leaf: LeafResult): LeafView;
  /** Newest time at which a fact of these was collected. */
  checkedAt(leaves: LeafResult[]): string | null;
  /** The facts that these leaves read, keyed `<entityRef>|<fact>`. */
  views(leaves: LeafResult[]): Record<string, FactView>;
}

/** Reads name hidden entities by their alias: nothing is found for them. */
export function indexFacts(options: {
  facts: StoredFact[];
  aliases: Aliases;
  /** With its whole value each. */
  full: boolean;
  now: Date;
}): FactIndex {
  const now = options.now.toISOString();
  const hidden = new Set(options.aliases.values());
  const facts = new Map(
    options.facts
      .filter(fact => !options.aliases.has(fact.entityRef))
      .map(fact => [keyOf(fact), fact]),
  );
  return {
    withValues(leaf) {
      const values = (leaf.reads ?? []).flatMap(read => {
        const value = valueAt(facts.get(keyOf(read)), read.path);
        if (value === undefined) return [];
        return [
          {
            fact: read.fact,
            entityRef: read.entityRef,
            path: read.path.join('.'),
            value: boundedValue(value, BESIDE_A_CHECK),
          },
        ];
      });
      return values.length > 0 ? { ...leaf, values } : leaf;
    },
    checkedAt(leaves) {
      let newest: string | null = null;
      for (const read of leaves.flatMap(leaf => leaf.reads ?? [])) {
        const at = collectedAt(facts.get(keyOf(read)));
        if (at !== null && (newest === null || at > newest)) newest = at;
      }
      return newest;
    },
    views(leaves) {
      const views: Record<string, FactView> = {};
      for (const read of leaves.flatMap(leaf => leaf.reads ?? [])) {
        const key = keyOf(read);
        if (key in views) continue;
        const fact = facts.get(key);
        views[key] = fact
          ? viewOf(fact, { now, full: options.full })
          : missingView(read, hidden.has(read.entityRef));
      }
      return views;
    },
  };
}

function keyOf({ entityRef, fact }: Pick<Read, 'entityRef' | 'fact'>): string {
  return `${entityRef}|${fact}`;
}

/** Undefined where there is no value, or the path leads nowhere. */
function valueAt(
  fact: StoredFact | undefined,
  path: string[],
): JsonValue | undefined {
  let value = fact?.value;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.hasOwn(value, step)
      ? (value as Record<string, JsonValue>)[step]
      : undefined;
  }
  return value;
}

/** Null where every attempt failed: then only the error has a time. */
function collectedAt(fact: StoredFact | undefined): string | null {
  return fact && (fact.value !== undefined || fact.miss !== undefined)
    ? fact.collectedAt
    : null;
}

function viewOf(
  fact: StoredFact,
  { now, full }: { now: string; full: boolean },
): FactView {
  const silent = silenceOf(fact.value);
  return {
    entityRef: fact.entityRef,
    fact: fact.fact,
    collector: fact.collector,
    ...(full && fact.value !== undefined
      ? { value: boundedValue(fact.value, WHOLE_FACT) }
      : {}),
    ...(silent ? { silent } : {}),
    ...(fact.miss ? { miss: fact.miss } : {}),
    ...(fact.error ? { error: fact.error } : {}),
    evidence: fact.evidence,
    collectedAt: collectedAt(fact),
    expiresAt:
      collectedAt(fact) === null || fact.expiresAt === NEVER
        ? null
        : fact.expiresAt,
    stale:
      collectedAt(fact) !== null &&
      (fact.error !== undefined || fact.refreshAfter <= now),
  };
}

/** Set where a fact is that the thing itself does not answer (semantics 2.3). */
function silenceOf(value: JsonValue | undefined): FactView['silent'] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  if (value.reachable !== false) return undefined;
  const { failingSince } = value;
  return { since: typeof failingSince === 'string' ? failingSince : null };
}

function missingView(read: Read, hidden: boolean): FactView {
  return {
    entityRef: read.entityRef,
    fact: read.fact,
    collector: read.fact.split('.')[0],
    evidence: [],
    collectedAt: null,
    expiresAt: null,
    stale: false,
    ...(hidden ? { hidden } : {}),
  };
}
