import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';

/** What is left of a value on a screen; the checks read all of it. */
export interface Bounds {
  /** Characters of a text. */
  text: number;
  /** Elements of a list, or keys of an object. */
  entries: number;
  depth: number;
}

/** Beside one check. */
export const BESIDE_A_CHECK: Bounds = { text: 300, entries: 12, depth: 4 };
/** In the list of facts. */
export const WHOLE_FACT: Bounds = { text: 1_000, entries: 60, depth: 8 };

/** The value, long texts and lists cut with a mark that says so. */
export function boundedValue(value: JsonValue, bounds: Bounds): JsonValue {
  if (typeof value === 'string') {
    return value.length > bounds.text
      ? `${value.slice(0, bounds.text)}… (${value.length} characters)`
      : value;
  }
  if (value === null || typeof value !== 'object') return value;
  if (bounds.depth === 0) return '…';
  const inner = { ...bounds, depth: bounds.depth - 1 };
  return Array.isArray(value)
    ? boundedList(value, inner)
    : boundedObject(value, inner);
}

function boundedList(list: JsonValue[], bounds: Bounds): JsonValue[] {
  const shown = list
    .slice(0, bounds.entries)
    .map(element => boundedValue(element, bounds));
  const left = list.length - shown.length;
  return left > 0 ? [...shown, `… ${left} more`] : shown;
}

function boundedObject(
  object: Record<string, JsonValue>,
  bounds: Bounds,
): JsonValue {
  const entries = Object.entries(object);
  const shown: [string, JsonValue][] = entries
    .slice(0, bounds.entries)
    .map(([key, value]) => [key, boundedValue(value, bounds)]);
  const left = entries.length - shown.length;
  return Object.fromEntries(
    left > 0 ? [...shown, ['…', `${left} more`]] : shown,
  );
}
