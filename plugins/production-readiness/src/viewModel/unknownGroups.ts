import type {
  EntityResultView,
  ItemView,
  UnknownCause,
  UnknownGroup,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** A cause, or that the reader may not see it. */
export type ShownCause = UnknownCause | 'hidden';

export interface UnknownLine {
  key: string;
  cause: ShownCause;
  /** For what is not connected or cannot be read: the collector. */
  source?: string;
  /** Who can end it, with the number of items each; the most first. */
  parties: { who: string | undefined; items: number }[];
  /** For reports: their types. */
  reports: string[];
  /** Rows of the gate that ask for it themselves, beside every item. */
  rows: number;
  /** Items that have something that is not verified with this cause, in the checklist's order. */
  items: string[];
}

/** Causes of which each collector is a line of its own. */
const BY_SOURCE: ReadonlySet<ShownCause> = new Set<ShownCause>([
  'not-connected',
  'collector-failing',
]);

/** The cause of an unknown, as far as the reader may know it. */
export function causeOf(result: EntityResultView): ShownCause {
  return result.cause ?? 'hidden';
}

/** The collector that a line of this result would be about. */
export function sourceOf(result: EntityResultView): string | undefined {
  if (!BY_SOURCE.has(causeOf(result))) return undefined;
  return (
    result.collector ??
    result.leaves.find(leaf => leaf.truth === 'unknown' && leaf.collector)
      ?.collector
  );
}

/** The groups that one of these roles can end; all without roles. */
export function endedBy(
  groups: UnknownGroup[],
  roles: string[] | undefined,
): UnknownGroup[] {
  return groups.filter(each => !roles || roles.includes(each.who));
}

/** The items of the groups with this cause and source. */
export function itemsOfCause(
  groups: UnknownGroup[],
  { cause, source }: { cause?: string; source?: string },
): Set<string> {
  return new Set(
    groups
      .filter(
        each =>
          (!cause || each.cause === cause) &&
          (!source || each.source === source),
      )
      .flatMap(each => each.items),
  );
}

/** Types of the reports that a result waits for. */
export function reportsOf(result: EntityResultView): string[] {
  if (causeOf(result) !== 'waiting-for-report') return [];
  const types = result.leaves.flatMap(leaf =>
    leaf.report && leaf.truth === 'unknown' ? [leaf.report] : [],
  );
  return [...new Set(types)];
}

/** By type of report, the entities whose CI is waited for. */
export function pushersOf(items: ItemView[]): Map<string, string[]> {
  const pushers = new Map<string, Set<string>>();
  for (const item of items) {
    for (const result of item.criteria.flatMap(each => each.entities)) {
      for (const type of reportsOf(result)) {
        pushers.set(
          type,
          (pushers.get(type) ?? new Set()).add(result.entityRef),
        );
      }
    }
  }
  return new Map([...pushers].map(([type, refs]) => [type, [...refs]]));
}

/**
 * Unknowns as one line a cause, the one that hides most items first. One rule
 * for all screens: the server's groups, which hold every item of which anything
 * is unknown with this cause, whatever else is known of it; an item with two
 * causes is in two lines.
 */
export function linesOfGroups(groups: UnknownGroup[]): UnknownLine[] {
  const lines = new Map<string, Draft>();
  for (const { cause, who, source, items, count } of groups) {
    const bySource = BY_SOURCE.has(cause);
    const draft = draftOf(lines, cause, bySource ? source : undefined);
    items.forEach(item => draft.items.add(item));
    const own = draft.parties.get(who) ?? new Set();
    draft.parties.set(who, new Set([...own, ...items]));
    if (cause === 'waiting-for-report' && source) draft.reports.add(source);
    if (!items.length) draft.rows += count;
  }
  return [...lines.values()].map(finish).sort(byItems);
}

interface Draft {
  key: string;
  cause: ShownCause;
  source?: string;
  items: Set<string>;
  parties: Map<string | undefined, Set<string>>;
  reports: Set<string>;
  rows: number;
}

function draftOf(
  lines: Map<string, Draft>,
  cause: ShownCause,
  source: string | undefined,
): Draft {
  const key = source ? `${cause}:${source}` : cause;
  const draft = lines.get(key) ?? {
    key,
    cause,
    source,
    items: new Set(),
    parties: new Map(),
    reports: new Set(),
    rows: 0,
  };
  lines.set(key, draft);
  return draft;
}

function finish(draft: Draft): UnknownLine {
  return {
    key: draft.key,
    cause: draft.cause,
    source: draft.source,
    items: [...draft.items],
    reports: [...draft.reports],
    rows: draft.rows,
    parties: [...draft.parties]
      .map(([who, own]) => ({ who, items: own.size }))
      .sort((a, b) => b.items - a.items),
  };
}

function byItems(a: UnknownLine, b: UnknownLine): number {
  return b.items.length - a.items.length || a.key.localeCompare(b.key);
}
