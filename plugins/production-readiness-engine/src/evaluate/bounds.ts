import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';

type Container = JsonValue[] | { [key: string]: JsonValue };

const MAX_TEXT = 100_000;
const MAX_LIST = 5_000;
const MAX_NODES = 50_000;

/**
 * Why a value is too large for an expression to walk (semantics 3.4); undefined
 * if it is not. Collectors bound what they store; this holds where one does not.
 */
export function tooLarge(value: JsonValue): string | undefined {
  // Every fact that is read is walked: the walk makes nothing but this list.
  const rest: Container[] = [];
  let nodes = 0;
  let hasLongText = false;
  const look = (entry: JsonValue) => {
    nodes += 1;
    if (typeof entry === 'string') hasLongText ||= entry.length > MAX_TEXT;
    else if (entry !== null && typeof entry === 'object') rest.push(entry);
  };
  look(value);
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (Array.isArray(next)) {
      if (next.length > MAX_LIST) {
        return `holds a list of more than ${MAX_LIST} entries`;
      }
      for (const entry of next) look(entry);
    } else {
      for (const key in next) if (Object.hasOwn(next, key)) look(next[key]);
    }
    if (nodes > MAX_NODES) return `holds more than ${MAX_NODES} values`;
  }
  return hasLongText
    ? `holds a text longer than ${MAX_TEXT} characters`
    : undefined;
}
