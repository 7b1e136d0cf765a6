import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import { labelOf, wordsOf } from './found';
import { exactTime } from './relativeTime';
import { isObject, placeOf } from './silence';

/** `byCriterion.<criterion>.<field>`: what a report says of one criterion. */
const BY_CRITERION = /^byCriterion\.(.+\/[^.]+)(?:\.(\w+))?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** A list of these many words stands in its line; a longer one opens. */
const INLINE = 5;
const LONGEST = 160;
const PLACES = 3;
/** The mark with which the server says that it cut a list. */
const LEFT = /^… (\d+) more$/;

/** `render.service` is `Render: service`, a report goes by its title. */
export function factWords(
  fact: string,
  names: {
    sourceTitle(source: string): string;
    reportTitle(type: string): string;
  },
): string {
  const [source, ...rest] = fact.split('.');
  if (source === 'report') return names.reportTitle(rest.join('.'));
  return [names.sourceTitle(source), ...rest.map(wordsOf)].join(': ');
}

/** Several facts, what they have in common said once: `Render: service, domains`. */
export function factsWords(
  facts: string[],
  names: Parameters<typeof factWords>[1],
): string[] {
  const sourceOf = (fact: string) => fact.split('.')[0];
  return facts.map((fact, index) => {
    const before = facts[index - 1];
    const [source, ...rest] = fact.split('.');
    return before && source !== 'report' && sourceOf(before) === source
      ? rest.map(wordsOf).join(': ')
      : factWords(fact, names);
  });
}

/** Where in a fact: `service details · runtime`; empty for the whole of it. */
export function pathWords(
  path: string,
  titleOf: (ref: string) => string,
): string {
  const [, criterion, field] = BY_CRITERION.exec(path) ?? [];
  if (criterion) {
    return [titleOf(criterion), ...(field ? [wordsOf(field)] : [])].join(' · ');
  }
  const steps = path.split('.').filter(Boolean);
  return steps
    .map((step, index) =>
      step === 'headers' ? '' : labelOf(steps.slice(0, index + 1)),
    )
    .filter(Boolean)
    .join(' · ');
}

/** A value for a line of text. */
export type ValueWords =
  | { kind: 'nothing' }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; text: string }
  /** Of objects: how many, and what the first of them are about. */
  | { kind: 'entries'; count: number; places: string[] }
  | { kind: 'fields'; count: number };

/** What a line says of a value; `isWhole` tells whether that is all there is. */
export function valueWords(value: JsonValue): ValueWords {
  if (value === null || value === '') return { kind: 'nothing' };
  if (typeof value === 'boolean') return { kind: 'truth', value };
  if (typeof value === 'string') return { kind: 'text', text: textOf(value) };
  if (typeof value === 'number') return { kind: 'text', text: String(value) };
  if (Array.isArray(value)) return listWords(value);
  const entries = Object.entries(value);
  if (!entries.length) return { kind: 'nothing' };
  const line = entries
    .map(([key, each]) => `${wordsOf(key)}: ${String(each)}`)
    .join(', ');
  return entries.every(([, each]) => isScalar(each)) && line.length <= LONGEST
    ? { kind: 'text', text: line }
    : { kind: 'fields', count: entries.length };
}

/** Whether the line holds all of the value, so that nothing is left to open. */
export function isWhole(value: JsonValue): boolean {
  const { kind } = valueWords(value);
  if (kind === 'entries' || kind === 'fields') return false;
  return typeof value !== 'string' || value.length <= LONGEST;
}

function listWords(list: JsonValue[]): ValueWords {
  if (!list.length) return { kind: 'nothing' };
  const line = list.map(String).join(', ');
  if (list.every(isScalar) && list.length <= INLINE && line.length <= LONGEST) {
    return { kind: 'text', text: line };
  }
  const last = list[list.length - 1];
  const [cut, left] = (typeof last === 'string' && LEFT.exec(last)) || [];
  const shown = cut ? list.slice(0, -1) : list;
  return {
    kind: 'entries',
    count: shown.length + Number(left ?? 0),
    places: shown
      .flatMap(each => (isObject(each) ? placeOf(each) : String(each)) ?? [])
      .slice(0, PLACES),
  };
}

/** Times as people write them; long texts are cut. */
export function textOf(value: string): string {
  if (TIME.test(value)) return exactTime(value);
  return value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
}

function isScalar(value: JsonValue): boolean {
  return value === null || typeof value !== 'object';
}
