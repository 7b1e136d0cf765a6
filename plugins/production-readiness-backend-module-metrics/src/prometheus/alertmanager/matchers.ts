import { RE2JS } from 're2js';

/** What is known of the labels of an alert before it fires. */
export type KnownLabels = ReadonlyMap<string, string>;

/** `maybe`: it hangs on a label that only the firing alert has. */
export type Verdict = 'yes' | 'no' | 'maybe';

/** One condition on a label, as routes and silences have them. */
export interface Matcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

const OPERATOR = /^\s*"?([a-zA-Z_:][\w:]*)"?\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/;

/**
 * Reads the text form of a matcher: `severity="critical"`, `team=~"a|b"`. Throws
 * on a form that it does not know: a route that is not understood must not count.
 */
export function readMatcher(text: string): Matcher {
  const [, name, operator, raw] = OPERATOR.exec(text) ?? [];
  if (!name) throw new Error('a matcher of Alertmanager cannot be read');
  const isQuoted = /^"[\s\S]*"$/.test(raw) && raw.length > 1;
  const value = isQuoted
    ? raw.slice(1, -1).replaceAll(/\\(["\\n])/g, unescaped)
    : raw;
  return {
    name,
    value,
    isRegex: operator.endsWith('~'),
    isEqual: operator.startsWith('='),
  };
}

/** All have to hold; none: it holds. */
export function judgeAll(matchers: Matcher[], labels: KnownLabels): Verdict {
  const verdicts = matchers.map(matcher => judge(matcher, labels));
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('maybe') ? 'maybe' : 'yes';
}

function judge(matcher: Matcher, labels: KnownLabels): Verdict {
  const known = labels.get(matcher.name);
  if (known === undefined) return 'maybe';
  const { value, isRegex, isEqual } = matcher;
  const holds = isRegex
    ? RE2JS.compile(`^(?:${value})$`, RE2JS.DOTALL).matcher(known).matches()
    : known === value;
  return holds === isEqual ? 'yes' : 'no';
}

function unescaped(_match: string, character: string): string {
  return character === 'n' ? '\n' : character;
}
