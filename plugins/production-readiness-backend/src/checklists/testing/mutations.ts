import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';

const DATE = /^\d{4}-\d{2}-\d{2}/;

/** What an expression names: keys that it may read, words that it compares with. */
export interface Mentions {
  keys: ReadonlySet<string>;
  words: readonly string[];
}

/** Keys and words of an expression's text; those of parameters are given. */
export function mentionsOf(source: string, parameters: string[]): Mentions {
  const quoted = [...source.matchAll(/'([^']*)'/g)].map(match => match[1]);
  return {
    keys: new Set([...(source.match(/[A-Za-z0-9_]+/g) ?? []), ...quoted]),
    words: [...new Set([...quoted, ...parameters])],
  };
}

/** A value with one part of it changed, one after the other. */
export function* mutationsOf(
  value: JsonValue,
  mentions: Mentions,
): Generator<JsonValue> {
  yield* replacementsFor(value, mentions.words);
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      for (const changed of mutationsOf(entry, mentions)) {
        yield value.map((kept, at) => (at === index ? changed : kept));
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of keysWorthChanging(value, mentions)) {
      for (const changed of mutationsOf(value[key], mentions)) {
        yield { ...value, [key]: changed };
      }
    }
  }
}

/** Keys that are read; all of them where the expression computes the key. */
function keysWorthChanging(
  value: Record<string, JsonValue>,
  { keys }: Mentions,
): string[] {
  const named = Object.keys(value).filter(key => keys.has(key));
  return named.length > 0 ? named : Object.keys(value);
}

function replacementsFor(
  value: JsonValue,
  words: readonly string[],
): JsonValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') {
    return [0, 1, -1, 1e9, null].filter(other => other !== value);
  }
  if (typeof value === 'string') {
    return DATE.test(value)
      ? ['2001-01-01T00:00:00Z', '2099-01-01T00:00:00Z', null]
      : ['something else', '', null, ...words];
  }
  if (value === null) return ['something', 1e9];
  if (Array.isArray(value)) {
    return value.length > 0 ? [[]] : [['something'], [...words]];
  }
  return [{}, null];
}
