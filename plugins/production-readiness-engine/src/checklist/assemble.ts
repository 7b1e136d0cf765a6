import type {
  Category,
  Checklist,
  Criterion,
  GateRule,
  Item,
  LintFinding,
  Strength,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { placeDocuments } from './documentPlaces';
import { mergeFacts } from './mergeFacts';
import type { Origin, Origins } from './origins';
import type { Layer } from './readLayer';
import type {
  ChecklistSource,
  CriterionSource,
  ItemSource,
  PostLaunchSource,
  RowSource,
} from './schema';
import { defined, inside, leavesOf, normaliseTree, strengthOf } from './tree';

interface Placed<T> {
  source: T;
  origin: Origin;
}

interface Assembly {
  origins: Origins;
  findings: LintFinding[];
  defaultTargets: string[];
  allCritical: () => Tree;
}

const DEFAULT_REVIEW: Checklist['review'] = {
  signOffs: ['owner'],
  goValidFor: 'P14D',
  separation: 'strict',
  decides: 'owner',
};
const DEFAULT_OWNER = { title: 'Owner', validFor: 'P90D' };

/**
 * Makes one checklist of layers: the extended one first, what extends it after.
 * Params and named things are merged, rows and items with a known id replaced.
 */
export function assemble(
  layers: readonly Layer[],
  origins: Origins,
): { checklist: Checklist; findings: LintFinding[] } {
  const own = layers[layers.length - 1];
  const findings: LintFinding[] = [];
  const header = mergeHeaders(layers);
  const subject = header.subject ?? { kind: 'Component' };
  const targets = Object.fromEntries(
    Object.entries(
      header.targets ?? {
        subject: { title: subject.kind, subject: true, required: true },
      },
    ).map(([name, target]) => [
      name,
      { ...target, required: target.required ?? false },
    ]),
  );
  if (!header.subject) {
    findings.push({
      level: 'error',
      rule: 'subject',
      message: "names no 'subject': the kind of entity that it judges",
      ...own.origin.file.positionOf([]),
    });
  }
  const { facts, findings: factFindings } = mergeLayerFacts(layers, origins);
  findings.push(...factFindings);
  placeDocuments(facts, header.documents ?? {});

  const removed = new Set(layers.flatMap(layer => layer.header.remove ?? []));
  const critical = mergeRows(layers, 'critical', removed);
  const assembly: Assembly = {
    origins,
    findings,
    defaultTargets: Object.keys(targets).filter(name => targets[name].subject),
    allCritical: () => ({
      allOf: critical.map(row => statedOf(toRow(row, assembly))),
    }),
  };
  const { categories, items } = mergeCategories(layers, removed, assembly);

  const checklist: Checklist = defined({
    id: own.header.id,
    version: own.header.version,
    title: header.title ?? own.header.id,
    description: header.description ?? '',
    metadata: header.metadata ?? {},
    subject: defined({
      kind: subject.kind,
      type: subject.type,
      byDefault: subject.byDefault ?? false,
    }),
    targets,
    roles: { owner: DEFAULT_OWNER, ...header.roles },
    params: header.params ?? {},
    levels: [...(header.levels ?? [])].sort((a, b) => b.min - a.min),
    passingScore: header.passingScore ?? 100,
    declared: header.declared,
    mode: header.mode ?? 'enforce',
    sources: header.sources ?? {},
    collect: facts,
    reports: header.reports ?? {},
    documents: header.documents ?? {},
    categories,
    items,
    critical: critical.map(row => toRow(row, assembly)),
    go: mergeRows(layers, 'go', removed).map(row => toRow(row, assembly)),
    noGo: mergeRows(layers, 'noGo', removed).map(row => toRow(row, assembly)),
    postLaunch: mergePostLaunch(layers, removed).map(row =>
      toWindow(row, assembly),
    ),
    review: { ...DEFAULT_REVIEW, ...header.review },
    contacts: header.contacts ?? [],
    commands: header.commands ?? [],
  });
  origins.set(checklist, own.origin);
  for (const [index, command] of checklist.commands.entries()) {
    origins.set(command, originOfRow(layers, 'commands', command.id, index));
  }
  for (const [index, contact] of checklist.contacts.entries()) {
    origins.set(contact, originOfRow(layers, 'contacts', contact.id, index));
  }
  return { checklist, findings };
}

function mergeHeaders(layers: readonly Layer[]): ChecklistSource {
  let merged: ChecklistSource = layers[0].header;
  for (const { header } of layers.slice(1)) {
    merged = {
      ...merged,
      ...header,
      // Counts of the extended document say nothing of the one that extends it.
      declared: header.declared,
      metadata: { ...merged.metadata, ...header.metadata },
      targets: mergeNamed(merged.targets, header.targets),
      roles: { ...merged.roles, ...header.roles },
      params: { ...merged.params, ...header.params },
      sources: { ...merged.sources, ...header.sources },
      reports: { ...merged.reports, ...header.reports },
      documents: { ...merged.documents, ...header.documents },
      review: { ...merged.review, ...header.review },
      contacts: mergeById(merged.contacts, header.contacts),
      commands: mergeById(merged.commands, header.commands),
    };
  }
  return merged;
}

function mergeNamed<T>(
  base: Record<string, T> | undefined,
  own: Record<string, T> | undefined,
): Record<string, T> | undefined {
  return base || own ? { ...base, ...own } : undefined;
}

function mergeById<T extends { id: string }>(
  base: readonly T[] = [],
  own: readonly T[] = [],
): T[] {
  const merged = new Map<T['id'], T>();
  for (const row of base) merged.set(row.id, row);
  for (const row of own) merged.set(row.id, row);
  return [...merged.values()];
}

/** Within a layer the same fact must be the same; over another layer it replaces. */
function mergeLayerFacts(layers: readonly Layer[], origins: Origins) {
  const perLayer = layers.map(layer =>
    mergeFacts(
      [
        { collect: layer.header.collect, origin: layer.origin },
        ...layer.categories.map(({ source, origin }) => ({
          collect: source.collect,
          origin,
        })),
      ],
      origins,
    ),
  );
  const facts = new Map(
    perLayer.flatMap(layer => layer.facts.map(fact => [fact.fact, fact])),
  );
  return {
    facts: [...facts.values()],
    findings: perLayer.flatMap(layer => layer.findings),
  };
}

type RowList = 'critical' | 'go' | 'noGo';

function mergeRows(
  layers: readonly Layer[],
  list: RowList,
  removed: ReadonlySet<string>,
): Placed<RowSource>[] {
  return mergePlaced(layers, layer => layer.header[list], list, removed);
}

function mergePostLaunch(
  layers: readonly Layer[],
  removed: ReadonlySet<string>,
): Placed<PostLaunchSource>[] {
  return mergePlaced(
    layers,
    layer => layer.header.postLaunch,
    'postLaunch',
    removed,
  );
}

function mergePlaced<T extends { id: string }>(
  layers: readonly Layer[],
  read: (layer: Layer) => readonly T[] | undefined,
  key: string,
  removed: ReadonlySet<string>,
): Placed<T>[] {
  let merged: Placed<T>[] = [];
  for (const layer of layers) {
    const own = (read(layer) ?? []).map((source, index) => ({
      source,
      origin: inside(layer.origin, key, index),
    }));
    // Only what a lower layer has is replaced: a doubled id in one file stays
    // visible, for the linter to refuse.
    const replaced = merged.map(
      row => own.find(other => other.source.id === row.source.id) ?? row,
    );
    merged = [...replaced, ...own.filter(row => !replaced.includes(row))];
  }
  return merged.filter(row => !removed.has(row.source.id));
}

function originOfRow(
  layers: readonly Layer[],
  key: 'commands' | 'contacts',
  id: string,
  fallback: number,
): Origin {
  for (const layer of [...layers].reverse()) {
    const index = (layer.header[key] ?? []).findIndex(row => row.id === id);
    if (index !== -1) return inside(layer.origin, key, index);
  }
  return inside(layers[layers.length - 1].origin, key, fallback);
}

function mergeCategories(
  layers: readonly Layer[],
  removed: ReadonlySet<string>,
  assembly: Assembly,
): { categories: Category[]; items: Item[] } {
  const overrides = itemsOfUpperLayers(layers);
  const placed = new Set<string>();
  const categories = new Map<string, Category>();
  const items: Item[] = [];
  for (const layer of layers) {
    for (const { source, origin } of layer.categories) {
      const category = categories.get(source.id) ?? {
        id: source.id,
        title: source.title,
        sections: [],
      };
      category.title = source.title;
      category.declaredItems = source.declaredItems;
      categories.set(source.id, category);
      assembly.origins.set(category, origin);
      for (const [sectionIndex, section] of source.sections.entries()) {
        const ids: string[] = [];
        for (const [itemIndex, written] of section.items.entries()) {
          const at = inside(
            origin,
            'sections',
            sectionIndex,
            'items',
            itemIndex,
          );
          if (removed.has(written.id)) continue;
          const override = overrides.get(written.id);
          if (override && override.layer === layer && placed.has(written.id)) {
            continue;
          }
          const chosen = override ?? { source: written, origin: at };
          ids.push(written.id);
          if (override) placed.add(written.id);
          items.push(
            toItem(
              chosen,
              { category: source.id, section: section.title },
              assembly,
            ),
          );
        }
        appendSection(category, section.title, ids, layers.length > 1);
      }
    }
  }
  return {
    categories: [...categories.values()]
      .map(category => defined(category))
      .map(category => copyOrigin(category, categories, assembly)),
    items,
  };
}

function copyOrigin(
  category: Category,
  known: ReadonlyMap<string, Category>,
  { origins }: Assembly,
): Category {
  const origin = origins.get(known.get(category.id)!);
  if (origin) origins.set(category, origin);
  return category;
}

function appendSection(
  category: Category,
  title: string,
  ids: readonly string[],
  joins: boolean,
): void {
  const known = category.sections.find(section => section.title === title);
  if (known && joins) known.items.push(...ids);
  else if (ids.length > 0 || !joins) {
    category.sections.push({ title, items: [...ids] });
  }
}

/** Items that a layer above the first defines, the uppermost winning. */
function itemsOfUpperLayers(
  layers: readonly Layer[],
): Map<string, Placed<ItemSource> & { layer: Layer }> {
  const found = new Map<string, Placed<ItemSource> & { layer: Layer }>();
  for (const layer of layers.slice(1)) {
    for (const { source, origin } of layer.categories) {
      for (const [section, { items }] of source.sections.entries()) {
        for (const [index, item] of items.entries()) {
          found.set(item.id, {
            source: item,
            origin: inside(origin, 'sections', section, 'items', index),
            layer,
          });
        }
      }
    }
  }
  return found;
}

function toItem(
  { source, origin }: Placed<ItemSource>,
  place: { category: string; section: string },
  assembly: Assembly,
): Item {
  const targets = source.for ?? assembly.defaultTargets;
  const item: Item = defined({
    id: source.id,
    title: source.title,
    ...place,
    for: targets,
    when: source.when,
    role: source.role ?? 'owner',
    why: source.why,
    fix: source.fix,
    waivable: source.waivable,
    enforceFrom: source.enforceFrom,
    links: source.links,
    criteria: source.criteria.map((criterion, index) =>
      toCriterion(
        { source: criterion, origin: inside(origin, 'criteria', index) },
        { ...source, for: targets },
        assembly,
      ),
    ),
  });
  assembly.origins.set(item, origin);
  return item;
}

function toCriterion(
  { source, origin }: Placed<CriterionSource>,
  item: ItemSource,
  assembly: Assembly,
): Criterion {
  const strength = source.strength ?? item.strength;
  const verify = normaliseTree({ ...source, strength }, origin, assembly);
  expectOnFirstLeaf(verify, source.expected);
  strengthenChecks(verify, strength);
  const criterion: Criterion = defined({
    id: `${item.id}/${source.id}`,
    text: source.text,
    for: source.for ?? item.for ?? [],
    verify,
    strength: strength ?? strengthOf(verify),
    when: source.when ?? item.when,
    why: source.why,
    fix: source.fix,
    role: source.role ?? item.role ?? 'owner',
    waivable: source.waivable ?? item.waivable,
    links: source.links,
  });
  assembly.origins.set(criterion, origin);
  return criterion;
}

/** What a criterion says of its strength holds for its checks; other leaves have their own. */
function strengthenChecks(tree: Tree, strength: Strength | undefined): void {
  if (!strength) return;
  for (const leaf of leavesOf(tree)) {
    if ('check' in leaf) leaf.strength ??= strength;
  }
}

/** `expected` beside a tree speaks of the first thing that it reads. */
function expectOnFirstLeaf(tree: Tree, expected: string | undefined): void {
  if (!expected) return;
  let leaf: Tree | undefined = tree;
  while (leaf && !('check' in leaf) && !('report' in leaf)) {
    if ('allOf' in leaf) [leaf] = leaf.allOf;
    else if ('anyOf' in leaf) [leaf] = leaf.anyOf;
    else if ('substitute' in leaf) [leaf] = leaf.substitute;
    else return;
  }
  if (leaf && !leaf.expected) leaf.expected = expected;
}

function toRow(
  { source, origin }: Placed<RowSource>,
  assembly: Assembly,
): GateRule {
  const row: GateRule = defined({
    id: source.id,
    title: source.title,
    group: source.group,
    verify: normaliseTree(source, origin, assembly),
    why: source.why,
    waivable: source.waivable,
  });
  assembly.origins.set(row, origin);
  return row;
}

/** A row's tree for another row: what people state of the one counts for the other. */
function statedOf({ id, verify }: GateRule): Tree {
  for (const leaf of leavesOf(verify)) {
    if ('attest' in leaf) leaf.attest = { about: id, ...leaf.attest };
  }
  return verify;
}

function toWindow(
  { source, origin }: Placed<PostLaunchSource>,
  assembly: Assembly,
): Checklist['postLaunch'][number] {
  const window = {
    id: source.id,
    title: source.title,
    duration: source.duration,
    checks: source.checks.map((check, index) => {
      const at = inside(origin, 'checks', index);
      const settled = {
        id: check.id,
        title: check.title,
        verify: normaliseTree(check, at, assembly),
        settles: check.settles,
        role: check.role ?? 'owner',
      };
      assembly.origins.set(settled, at);
      return settled;
    }),
  };
  assembly.origins.set(window, origin);
  return window;
}
