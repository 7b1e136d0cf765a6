import type {
  JsonValue,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { isObject } from './silence';

/** A value that is known to be why an expression is false. */
export interface Culprit {
  /** Steps from the fact, or from the element of a list that the fact holds. */
  path: string[];
  value: JsonValue;
  /** The element of a list that the value is in. */
  element?: { [key: string]: JsonValue };
  /** The fact, as `<entityRef>|<fact>`. */
  of?: string;
  /** What was found, in a term that cannot be followed here: not known to be why. */
  suspected?: true;
}

interface Finding {
  truth: 'true' | 'false' | 'unknown';
  at: Culprit[];
}

type Scope = (path: string[]) => Culprit | undefined;

const PATH = String.raw`[A-Za-z_]\w*(?:\.\w+(?!\w*\()|\['[^']*'\])*`;
const LITERAL = String.raw`-?\d+(?:\.\d+)?|'[^']*'|true|false|null`;
const BARE = new RegExp(`^(${PATH})$`);
const COMPARED = new RegExp(
  `^(${PATH})\\s*(==|!=|>=|<=|>|<)\\s*(?:(${LITERAL})|(${PATH}))$`,
);
const LISTED = new RegExp(`^(${PATH})\\s+in\\s+\\[([^\\]]*)\\]$`);
const EMPTY = new RegExp(`^(${PATH})\\.size\\(\\)\\s*(?:>\\s*0|>=\\s*1)$`);
const ALL = new RegExp(`^(${PATH})\\.all\\((\\w+),(.*)\\)$`, 's');
const EXISTS = new RegExp(`^(${PATH})\\.exists\\((\\w+),(.*)\\)$`, 's');
const HOLDS_TEXT = new RegExp(
  `^(${PATH})\\.(contains|startsWith|endsWith)\\('([^']*)'\\)$`,
);
const AGED = new RegExp(
  `^(?:age|until)\\((${PATH})\\)\\s*(?:>=|<=|>|<)[^?&|]+$`,
);
const NOTHING_KNOWN: Finding = { truth: 'unknown', at: [] };

/**
 * The values for which a leaf that is known false is false, as far as its
 * expression can be followed without the engine: and, or, not, comparisons with
 * what is written down, lists. Whatever else it holds makes nothing a culprit.
 */
export function culpritsOf(
  leaf: Pick<LeafView, 'expression' | 'values'>,
): Culprit[] {
  return leaf.expression
    ? weigh(leaf.expression, scopeOf(leaf.values ?? [])).at
    : [];
}

function weigh(expression: string, scope: Scope): Finding {
  const text = withoutParentheses(expression.trim());
  const [, ...branches] = ternary(text);
  if (branches.length) {
    const found = branches.map(each => weigh(each, scope));
    return { truth: 'unknown', at: blamed(found) };
  }
  const either = split(text, '||');
  if (either.length > 1) {
    const found = either.map(each => weigh(each, scope));
    if (found.some(each => each.truth === 'true')) {
      return { truth: 'true', at: [] };
    }
    return {
      truth: found.every(each => each.truth === 'false') ? 'false' : 'unknown',
      at: blamed(found),
    };
  }
  const both = split(text, '&&');
  if (both.length > 1) {
    const found = both.map(each => weigh(each, scope));
    if (found.some(each => each.truth === 'false')) {
      return { truth: 'false', at: blamed(found) };
    }
    return {
      truth: found.every(each => each.truth === 'true') ? 'true' : 'unknown',
      at: blamed(found),
    };
  }
  if (text.startsWith('!')) return negated(text.slice(1).trim(), scope);
  return atom(text, scope);
}

function blamed(found: Finding[]): Culprit[] {
  return found.filter(each => each.truth !== 'true').flatMap(each => each.at);
}

function negated(text: string, scope: Scope): Finding {
  const guard = holdsText(text, scope);
  if (guard) {
    return { truth: guard.truth === 'true' ? 'false' : 'true', at: [] };
  }
  const [, path] = BARE.exec(text) ?? [];
  const read = path && scope(steps(path));
  if (!read || typeof read.value !== 'boolean') return NOTHING_KNOWN;
  return settled(!read.value, read);
}

function atom(text: string, scope: Scope): Finding {
  return (
    bare(text, scope) ??
    compared(text, scope) ??
    listed(text, scope) ??
    empty(text, scope) ??
    holdsText(text, scope) ??
    aged(text, scope) ??
    all(text, scope) ??
    exists(text, scope) ??
    NOTHING_KNOWN
  );
}

function bare(text: string, scope: Scope): Finding | undefined {
  const [, path] = BARE.exec(text) ?? [];
  const read = path && scope(steps(path));
  return read && typeof read.value === 'boolean'
    ? settled(read.value, read)
    : undefined;
}

function compared(text: string, scope: Scope): Finding | undefined {
  const [, path, operator, literal, other] = COMPARED.exec(text) ?? [];
  const read = path && scope(steps(path));
  if (!read) return undefined;
  const beside = other && scope(steps(other));
  if (literal === undefined && !beside) return undefined;
  const wanted = beside ? beside.value : valueOf(literal!);
  const holds = compare(read.value, operator, wanted);
  return holds === undefined ? undefined : settled(holds, read);
}

function compare(
  value: JsonValue,
  operator: string,
  wanted: JsonValue,
): boolean | undefined {
  if (wanted !== null && typeof wanted === 'object') return undefined;
  if (operator === '==') return value === wanted;
  if (operator === '!=') return value !== wanted;
  if (typeof value !== 'number' || typeof wanted !== 'number') return undefined;
  if (operator === '>=') return value >= wanted;
  if (operator === '<=') return value <= wanted;
  return operator === '>' ? value > wanted : value < wanted;
}

function listed(text: string, scope: Scope): Finding | undefined {
  const [, path, list] = LISTED.exec(text) ?? [];
  const read = path && scope(steps(path));
  if (!read) return undefined;
  const words = split(list, ',').map(each => each.trim());
  if (!words.every(each => new RegExp(`^(?:${LITERAL})$`).test(each))) {
    return undefined;
  }
  return settled(words.map(valueOf).includes(read.value), read);
}

/** Lists may arrive cut: only that nothing at all is in one is sure. */
function empty(text: string, scope: Scope): Finding | undefined {
  const [, path] = EMPTY.exec(text) ?? [];
  const read = path && scope(steps(path));
  if (!read || !Array.isArray(read.value) || read.value.length) {
    return undefined;
  }
  return settled(false, { ...read, value: null });
}

/** Which elements a rule is about, more often than what is wrong: it makes nothing a culprit. */
function holdsText(text: string, scope: Scope): Finding | undefined {
  const [, path, test, wanted] = HOLDS_TEXT.exec(text) ?? [];
  const read = path && scope(steps(path));
  if (!read || typeof read.value !== 'string') return undefined;
  const holds = {
    contains: read.value.includes(wanted),
    startsWith: read.value.startsWith(wanted),
    endsWith: read.value.endsWith(wanted),
  }[test];
  return { truth: holds ? 'true' : 'false', at: [] };
}

/** How long is asked for is a parameter as a rule, which does not come with the values. */
function aged(text: string, scope: Scope): Finding | undefined {
  const [, path] = AGED.exec(text) ?? [];
  const read = path && scope(steps(path));
  return read
    ? { truth: 'unknown', at: [{ ...read, suspected: true }] }
    : undefined;
}

function all(text: string, scope: Scope): Finding | undefined {
  const found = weighElements(ALL.exec(text), scope);
  const failing = found?.find(each => each.truth === 'false');
  if (failing) return failing;
  const suspected = (found ?? [])
    .filter(each => each.truth === 'unknown')
    .flatMap(each => each.at.filter(culprit => culprit.suspected));
  return suspected.length ? { truth: 'unknown', at: suspected } : undefined;
}

/** One of several that might have held is no culprit more than another. */
function exists(text: string, scope: Scope): Finding | undefined {
  const found = weighElements(EXISTS.exec(text), scope);
  if (found?.some(each => each.truth === 'true')) {
    return { truth: 'true', at: [] };
  }
  return found?.length === 1 && found[0].truth === 'false'
    ? found[0]
    : undefined;
}

/** What a macro's body comes to for each element of its list, as far as they are objects. */
function weighElements(
  macro: RegExpExecArray | null,
  scope: Scope,
): Finding[] | undefined {
  const [, path, name, body] = macro ?? [];
  const list = path && scope(steps(path));
  if (!list || !Array.isArray(list.value)) return undefined;
  return list.value.filter(isObject).map(element =>
    weigh(body, ([first, ...rest]) => {
      if (first !== name) return scope([first, ...rest]);
      const value = walk(element, rest);
      return value === undefined ? undefined : { path: rest, value, element };
    }),
  );
}

function settled(holds: boolean, read: Culprit): Finding {
  return holds ? { truth: 'true', at: [] } : { truth: 'false', at: [read] };
}

/** Paths of what was read; nothing where two entities were read at the same place. */
function scopeOf(values: NonNullable<LeafView['values']>): Scope {
  const entities = new Set(values.map(each => each.entityRef));
  if (entities.size > 1) return () => undefined;
  const places = values.map(({ entityRef, fact, path, value }) => ({
    of: `${entityRef}|${fact}`,
    at: [...fact.split('.'), ...(path ? path.split('.') : [])],
    depth: fact.split('.').length,
    value,
  }));
  return path => {
    for (const { of, at, depth, value } of places) {
      if (!at.every((step, index) => path[index] === step)) continue;
      const found = walk(value, path.slice(at.length));
      if (found !== undefined) {
        return { path: path.slice(depth), value: found, of };
      }
    }
    return undefined;
  };
}

function walk(value: JsonValue, path: string[]): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const step of path) {
    if (!isObject(at) || !Object.hasOwn(at, step)) return undefined;
    at = at[step];
  }
  return at;
}

function steps(path: string): string[] {
  return path
    .replace(/\['([^']*)'\]/g, '.$1')
    .split('.')
    .filter(Boolean);
}

function valueOf(literal: string): JsonValue {
  return literal.startsWith("'") ? literal.slice(1, -1) : JSON.parse(literal);
}

function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || closing(text) !== text.length - 1) return text;
  return withoutParentheses(text.slice(1, -1).trim());
}

/** Where the parenthesis closes with which the text begins. */
function closing(text: string): number {
  let end = -1;
  scan(text, (at, depth) => {
    if (end < 0 && depth === 0 && text[at] === ')') end = at;
  });
  return end;
}

function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  scan(text, (at, depth) => {
    if (depth === 0 && at >= from && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
    }
  });
  return [...parts, text.slice(from)];
}

/** Condition and both branches, or the text alone. */
function ternary(text: string): string[] {
  const [condition, ...rest] = split(text, '?');
  if (rest.length !== 1) return [text];
  const branches = split(rest[0], ':');
  return branches.length === 2 ? [condition, ...branches] : [text];
}

/** Visits what stands outside quotes, with the depth of parentheses after it. */
function scan(text: string, visit: (at: number, depth: number) => void) {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quote) {
      if (char === quote) quote = '';
      continue;
    }
    if (char === "'" || char === '"') {
      quote = char;
      continue;
    }
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    visit(at, depth);
  }
}
