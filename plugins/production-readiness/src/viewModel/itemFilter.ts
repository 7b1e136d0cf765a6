import type {
  CriterionView,
  ItemView,
  Status,
  Strength,
  UnknownGroup,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { actorsOf } from './actors';
import { provenStrength } from './provenStrength';
import { itemsOfCause } from './unknownGroups';

/** What the address says about which items to show; empty lists and absent values let everything through. */
export interface ItemFilter {
  status: Status[];
  /** A role, or `mine`. */
  role?: string;
  critical: boolean;
  cause?: string;
  source?: string;
  strength: Strength[];
  category: string[];
  text: string;
}

export const STATUSES = [
  'fail',
  'unknown',
  'waived',
  'pass',
  'not-applicable',
] as const satisfies readonly Status[];

export const STRENGTHS = [
  'measured',
  'mapped',
  'structure',
  'vendor-statement',
  'report',
  'attested',
  'derived',
] as const satisfies readonly Strength[];

const NAMES = [
  'status',
  'role',
  'critical',
  'cause',
  'source',
  'strength',
  'category',
  'q',
];

export function parseItemFilter(params: URLSearchParams): ItemFilter {
  return {
    status: known(list(params, 'status'), STATUSES),
    role: params.get('role') || undefined,
    critical: params.get('critical') === 'yes',
    cause: params.get('cause') || undefined,
    source: params.get('source') || undefined,
    strength: known(list(params, 'strength'), STRENGTHS),
    category: list(params, 'category'),
    text: params.get('q') ?? '',
  };
}

/** The same address with another filter; what it says of other things stays. */
export function withItemFilter(
  params: URLSearchParams,
  filter: ItemFilter,
): URLSearchParams {
  const next = new URLSearchParams(params);
  NAMES.forEach(name => next.delete(name));
  const values: Record<string, string | undefined> = {
    status: filter.status.join(','),
    role: filter.role,
    critical: filter.critical ? 'yes' : '',
    cause: filter.cause,
    source: filter.source,
    strength: filter.strength.join(','),
    category: filter.category.join(','),
    q: filter.text,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
  }
  return next;
}

/** Whether it hides anything; the role is shown elsewhere and cleared elsewhere. */
export function isFiltering(filter: ItemFilter): boolean {
  return Boolean(
    filter.status.length ||
      filter.critical ||
      filter.cause ||
      filter.source ||
      filter.strength.length ||
      filter.category.length ||
      filter.text,
  );
}

/** The roles that a role in the address stands for; undefined: everyone. */
export function rolesMeant(
  role: string | undefined,
  myRoles: string[],
): string[] | undefined {
  if (!role) return undefined;
  return role === 'mine' ? myRoles : [role];
}

/** `mine` is resolved by the caller to the roles that the reader has. */
export function filterByRole(
  items: ItemView[],
  role: string | undefined,
  myRoles: string[],
): ItemView[] {
  const wanted = rolesMeant(role, myRoles);
  if (!wanted) return items;
  return items.filter(item =>
    actorsOf(item).some(actor => wanted.includes(actor)),
  );
}

/** `unknownBy`: the groups of unknowns by which a cause is looked up. */
export function matchesFilter(
  item: ItemView,
  filter: ItemFilter,
  unknownBy: UnknownGroup[],
): boolean {
  return (
    (!filter.status.length || filter.status.includes(item.status)) &&
    (!filter.critical || item.critical) &&
    (!filter.category.length || filter.category.includes(item.category)) &&
    matchesCause(item, filter, unknownBy) &&
    matchesStrength(item, filter.strength) &&
    matchesText(item, filter.text)
  );
}

function matchesCause(
  item: ItemView,
  filter: ItemFilter,
  unknownBy: UnknownGroup[],
): boolean {
  if (!filter.cause && !filter.source) return true;
  return itemsOfCause(unknownBy, filter).has(item.id);
}

/** By what its statuses rest on, as it is shown: an unknown rests on nothing yet. */
function matchesStrength(item: ItemView, strengths: Strength[]): boolean {
  if (!strengths.length) return true;
  return item.criteria.map(provenStrength).some(proven => {
    return proven && !proven.open && strengths.includes(proven.strength);
  });
}

function matchesText(item: ItemView, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const haystack = [item.id, item.title, ...item.criteria.map(wordsOf)]
    .join(' ')
    .toLowerCase();
  return words.every(word => haystack.includes(word));
}

function wordsOf(criterion: CriterionView): string {
  return [
    criterion.text,
    ...criterion.entities.map(each => each.message ?? ''),
  ].join(' ');
}

function list(params: URLSearchParams, name: string): string[] {
  return (params.get(name) ?? '').split(',').filter(Boolean);
}

function known<T extends string>(values: string[], all: readonly T[]): T[] {
  return all.filter(each => values.includes(each));
}
