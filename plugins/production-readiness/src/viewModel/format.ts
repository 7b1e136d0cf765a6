import type {
  JsonValue,
  Score,
} from '@production-readiness/backstage-plugin-production-readiness-common';

const LONGEST = 160;

/** A value as one line of text; long ones are cut with an ellipsis. */
export function formatValue(value: JsonValue | undefined): string {
  const text = fullValue(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

export function isCut(value: JsonValue | undefined): boolean {
  return fullValue(value).length > LONGEST;
}

/** All of it over several lines. */
export function prettyValue(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** The same, uncut. Text stands without quotes unless it is empty. */
export function fullValue(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value === '' ? '""' : value;
  return JSON.stringify(value);
}

/** Where a value was read: `http.health.status`, `http.home.headers["x-frame-options"]`. */
export function readPath(fact: string, path: string): string {
  if (!path) return fact;
  return path.startsWith(fact) ? path : `${fact}.${path}`;
}

/** One decimal as the server cut it; null where nothing applies. */
export function scorePercent(score: Pick<Score, 'percent'>): string | null {
  return score.percent === null ? null : cutPercent(score.percent);
}

function cutPercent(percent: number): string {
  return Number.isInteger(percent) ? String(percent) : percent.toFixed(1);
}
