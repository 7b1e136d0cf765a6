import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';

const MAX_TEXT = 100_000;
const MAX_LIST = 5_000;
const MAX_NODES = 50_000;

/**
 * Why a value is too large for an expression to walk (semantics 3.4); undefined
 * if it is not. Collectors bound what they store; this holds where one does not.
 */
export function tooLarge(value: JsonValue): string | undefined {
  const rest: JsonValue[] = [value];
  for (let nodes = 0; rest.length > 0; nodes++) {
    if (nodes > MAX_NODES) return `holds more than ${MAX_NODES} values`;
    const next = rest.pop()!;
    if (typeof next === 'string') {
      if (next.length > MAX_TEXT) {
        return `holds a text longer than ${MAX_TEXT} characters`;
      }
    } else if (Array.isArray(next)) {
      if (next.length > MAX_LIST) {
        return `holds a list of more than ${MAX_LIST} entries`;
      }
      for (const entry of next) rest.push(entry);
    } else if (next !== null && typeof next === 'object') {
      for (const entry of Object.values(next)) rest.push(entry);
    }
  }
  return undefined;
}
