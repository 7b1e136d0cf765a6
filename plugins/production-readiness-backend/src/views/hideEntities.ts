import type {
  EntityResult,
  GateRow,
  LeafResult,
  RunView,
  ScorecardDocument,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { parseEntityRef } from '@backstage/catalog-model';

/** Said in place of what concerns an entity that the reader may not see. */
export const WITHHELD = 'This concerns an entity that you may not see';

/** Ref of an entity that the reader may not see, to the name that stands in its place. */
export type Aliases = ReadonlyMap<string, string>;

/** Names for those that are not in `visible`, in the order of their refs. */
export function aliasHidden(
  entityRefs: string[],
  visible: ReadonlySet<string>,
): Aliases {
  const hidden = entityRefs.filter(ref => !visible.has(ref)).sort();
  return new Map(
    hidden.map((ref, index) => [ref, `hidden:default/entity-${index + 1}`]),
  );
}

/**
 * The document without identity, reason and evidence of hidden entities; every
 * status, count and verdict stays (semantics 7.5).
 */
export function hideEntities(
  document: ScorecardDocument,
  aliases: Aliases,
): ScorecardDocument {
  if (aliases.size === 0) return document;
  const text = hideText(aliases);
  const concerned = concernedIds(document, aliases);
  const hideRow = (row: GateRow) => hideGateRow(row, { aliases, concerned });
  return {
    ...document,
    items: document.items.map(item => ({
      ...item,
      criteria: item.criteria.map(criterion => ({
        ...criterion,
        entities: criterion.entities.map(result => hideResult(result, aliases)),
      })),
    })),
    critical: document.critical.map(hideRow),
    go: document.go.map(hideRow),
    noGo: document.noGo.map(hideRow),
    blockers: document.blockers.map(blocker => ({
      ...blocker,
      message:
        concerned.has(blocker.id) || blocker.items.some(id => concerned.has(id))
          ? WITHHELD
          : text(blocker.message),
    })),
    members: document.members.map(member => ({
      ...member,
      entityRef: aliasOf(member.entityRef, aliases),
    })),
    targets: Object.fromEntries(
      Object.entries(document.targets).map(([target, refs]) => [
        target,
        refs.map(ref => aliasOf(ref, aliases)),
      ]),
    ),
    warnings: [...new Set(document.warnings.map(text))],
  };
}

/** A run without the lines that speak of hidden entities. */
export function hideProblems(run: RunView, aliases: Aliases): RunView {
  if (aliases.size === 0) return run;
  return { ...run, problems: run.problems.map(hideText(aliases)) };
}

export function aliasOf(entityRef: string, aliases: Aliases): string {
  return aliases.get(entityRef) ?? entityRef;
}

/** Ids of items, criteria and gate rows whose reason a hidden entity gives. */
function concernedIds(
  document: ScorecardDocument,
  aliases: Aliases,
): Set<string> {
  const ids = new Set<string>();
  for (const item of document.items) {
    for (const criterion of item.criteria) {
      if (!criterion.entities.some(result => rests(result, aliases))) continue;
      ids.add(item.id);
      ids.add(criterion.id);
    }
  }
  for (const row of [...document.critical, ...document.go, ...document.noGo]) {
    if (
      row.leaves.some(leaf => leafRests(leaf, aliases) || refers(leaf, ids))
    ) {
      ids.add(row.id);
    }
  }
  return ids;
}

function rests(result: EntityResult, aliases: Aliases): boolean {
  return (
    aliases.has(result.entityRef) ||
    result.leaves.some(leaf => leafRests(leaf, aliases))
  );
}

function leafRests(leaf: LeafResult, aliases: Aliases): boolean {
  return leaf.reads?.some(read => aliases.has(read.entityRef)) ?? false;
}

function refers(leaf: LeafResult, ids: ReadonlySet<string>): boolean {
  return leaf.ref !== undefined && ids.has(leaf.ref);
}

function hideResult(result: EntityResult, aliases: Aliases): EntityResult {
  if (!aliases.has(result.entityRef)) {
    if (!rests(result, aliases)) return result;
    const { message, warning, ...rest } = result;
    return {
      ...rest,
      ...(message === undefined ? {} : { message: WITHHELD }),
      leaves: result.leaves.map(leaf => hideLeaf(leaf, aliases)),
    };
  }
  return {
    entityRef: aliasOf(result.entityRef, aliases),
    status: result.status,
    rawStatus: result.rawStatus,
    strength: result.strength,
    message: WITHHELD,
    leaves: [],
  };
}

function hideGateRow(
  row: GateRow,
  options: { aliases: Aliases; concerned: ReadonlySet<string> },
): GateRow {
  if (!options.concerned.has(row.id)) return row;
  return {
    ...row,
    ...(row.message === undefined ? {} : { message: WITHHELD }),
    leaves: row.leaves.map(leaf =>
      refers(leaf, options.concerned)
        ? withoutMessage(leaf)
        : hideLeaf(leaf, options.aliases),
    ),
  };
}

function hideLeaf(leaf: LeafResult, aliases: Aliases): LeafResult {
  if (!leafRests(leaf, aliases)) return leaf;
  return {
    ...withoutMessage(leaf),
    reads: leaf.reads?.map(read =>
      aliases.has(read.entityRef)
        ? { ...read, entityRef: aliasOf(read.entityRef, aliases), path: [] }
        : read,
    ),
  };
}

function withoutMessage(leaf: LeafResult): LeafResult {
  const { message, ...rest } = leaf;
  return message === undefined ? leaf : { ...rest, message: WITHHELD };
}

/** Withholds a line that names a hidden entity, by ref or by name. */
function hideText(aliases: Aliases): (line: string) => string {
  const names = [...aliases.keys()].flatMap(ref => [
    ref,
    parseEntityRef(ref).name,
  ]);
  return line =>
    names.some(name => line.toLocaleLowerCase('en-US').includes(name))
      ? WITHHELD
      : line;
}
