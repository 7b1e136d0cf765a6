import type { Environment } from '@marcbachmann/cel-js';
import { durationMs, timeMs } from '../checklist/durations';
import { currentScope } from './scope';

/** A length of time in milliseconds. */
class Span {
  constructor(readonly ms: number) {}
}

/** Time since a moment; grows. */
class Age {
  constructor(readonly moment: number) {}
}

/** Time until a moment; shrinks. */
class Until {
  constructor(readonly moment: number) {}
}

/** @internal */
export type Comparison = '<' | '<=' | '>' | '>=' | '==';

const COMPARE: Record<Comparison, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
};

const MIRRORED: Record<Comparison, Comparison> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
};

/**
 * Adds `age`, `until`, `days`, `hours`, `minutes` and ISO 8601 durations. A
 * comparison tells the scope when its answer flips (semantics 3.5), so that an
 * evaluation knows how long it holds.
 */
export function registerTime(environment: Environment): void {
  environment
    .registerType('span', Span)
    .registerType('age', Age)
    .registerType('until', Until)
    .registerFunction('age(string): age', (at: string) => age(at))
    .registerFunction('until(string): until', (at: string) => until(at))
    .registerFunction('days(double): span', (n: number) => days(n))
    .registerFunction('hours(double): span', (n: number) => days(n / 24))
    .registerFunction('minutes(double): span', (n: number) => days(n / 1440))
    .registerFunction('isoDuration(string): span', isoSpan);
  for (const operator of Object.keys(COMPARE) as Comparison[]) {
    registerComparison(environment, operator);
  }
}

function registerComparison(
  environment: Environment,
  operator: Comparison,
): void {
  const compare = COMPARE[operator];
  const mirrored = MIRRORED[operator];
  environment
    .registerOperator(`span ${operator} span`, (a: Span, b: Span) =>
      compare(a.ms, b.ms),
    )
    .registerOperator(`age ${operator} span`, (a: Age, b: Span) =>
      compareAge(operator, a, b),
    )
    .registerOperator(`until ${operator} span`, (a: Until, b: Span) =>
      compareUntil(operator, a, b),
    );
  // The library mirrors equality by itself.
  if (operator === '==') return;
  environment
    .registerOperator(`span ${operator} age`, (a: Span, b: Age) =>
      compareAge(mirrored, b, a),
    )
    .registerOperator(`span ${operator} until`, (a: Span, b: Until) =>
      compareUntil(mirrored, b, a),
    );
}

function compareAge(operator: Comparison, a: Age, span: Span): boolean {
  const { now } = currentScope();
  flipsAround(a.moment + span.ms);
  return COMPARE[operator](now - a.moment, span.ms);
}

function compareUntil(operator: Comparison, a: Until, span: Span): boolean {
  const { now } = currentScope();
  flipsAround(a.moment - span.ms);
  return COMPARE[operator](a.moment - now, span.ms);
}

/** An answer may flip when a moment is reached, and again when it is over. */
function flipsAround(at: number): void {
  const scope = currentScope();
  const reached = Math.ceil(at);
  const next = reached > scope.now ? reached : Math.floor(at) + 1;
  if (next > scope.now && next < scope.flipsAt) scope.flipsAt = next;
}

/** Time since a moment, written in ISO 8601; throws if it is not. */
export function age(at: string): unknown {
  return new Age(parseMoment(at));
}

/** Time until a moment, written in ISO 8601; throws if it is not. */
export function until(at: string): unknown {
  return new Until(parseMoment(at));
}

/**
 * Compares lengths of time, as the operators of the environment do; undefined
 * where these two cannot be compared so.
 */
export function compareTimes(
  operator: Comparison,
  a: unknown,
  b: unknown,
): boolean | undefined {
  if (b instanceof Span) {
    if (a instanceof Span) return COMPARE[operator](a.ms, b.ms);
    if (a instanceof Age) return compareAge(operator, a, b);
    if (a instanceof Until) return compareUntil(operator, a, b);
  } else if (a instanceof Span) {
    if (b instanceof Age) return compareAge(MIRRORED[operator], b, a);
    if (b instanceof Until) return compareUntil(MIRRORED[operator], b, a);
  }
  return undefined;
}

export function days(count: number): Span {
  return new Span(Math.round(count * 86_400_000));
}

/** Throws for text that is no ISO 8601 duration. */
export function isoSpan(text: string): Span {
  const ms = durationMs(text);
  if (ms === undefined) throw new Error(`'${text}' is no ISO 8601 duration`);
  return new Span(ms);
}

function parseMoment(text: string): number {
  const ms = timeMs(text);
  if (ms === undefined) throw new Error(`'${text}' is no ISO 8601 time`);
  return ms;
}
