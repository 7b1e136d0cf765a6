import type {
  FactView,
  JsonValue,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

export interface Silence {
  /** What was asked. */
  what?: string;
  since: string | null;
}

/** Set where a fact is that its service does not answer: then no other value of it was read. */
export function silenceOf(
  fact: Pick<FactView, 'silent' | 'evidence'> | undefined,
): Silence | undefined {
  if (!fact?.silent) return undefined;
  return { what: fact.evidence[0]?.request, since: fact.silent.since };
}

/** The first silent service among the facts that a leaf read. */
export function silenceOfLeaf(
  leaf: Pick<LeafView, 'reads'>,
  facts: Record<string, FactView>,
): Silence | undefined {
  const silences = (leaf.reads ?? []).map(read =>
    silenceOf(facts[`${read.entityRef}|${read.fact}`]),
  );
  return silences.find(Boolean);
}

/** A silent one among several that one fact is about. */
export function silentElement(
  leaf: Pick<LeafView, 'values'>,
): Silence | undefined {
  for (const { value } of leaf.values ?? []) {
    for (const each of Array.isArray(value) ? value : []) {
      if (isObject(each) && each.reachable === false) {
        return { what: placeOf(each), since: sinceOf(each) };
      }
    }
  }
  return undefined;
}

/** What an element of a list is about. */
export function placeOf(element: {
  [key: string]: JsonValue;
}): string | undefined {
  return [
    element.url,
    element.path,
    element.host,
    element.origin,
    element.name,
  ].find((each): each is string => typeof each === 'string');
}

function sinceOf(value: { [key: string]: JsonValue }): string | null {
  return typeof value.failingSince === 'string' ? value.failingSince : null;
}

/** An object of JSON: neither null nor a list. */
export function isObject(
  value: unknown,
): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
