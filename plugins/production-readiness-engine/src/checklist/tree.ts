import type {
  CheckLeaf,
  ReportLeaf,
  Strength,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Origin, Origins } from './origins';
import type { TreeSource } from './schema';

interface TreeContext {
  origins: Origins;
  /** What `critical: all` stands for. */
  allCritical: () => Tree;
}

/** Spells a tree out: short forms become the full ones of the model. */
export function normaliseTree(
  source: TreeSource,
  origin: Origin,
  context: TreeContext,
): Tree {
  const tree = spellOut(source, origin, context);
  if (!context.origins.get(tree)) context.origins.set(tree, origin);
  return tree;
}

function spellOut(
  source: TreeSource,
  origin: Origin,
  context: TreeContext,
): Tree {
  const list = (sources: TreeSource[], ...steps: string[]) =>
    sources.map((child, index) =>
      normaliseTree(child, inside(origin, ...steps, index), context),
    );
  if (source.allOf) return { allOf: list(source.allOf, 'allOf') };
  if (source.anyOf) return { anyOf: list(source.anyOf, 'anyOf') };
  if (source.substitute) {
    return { substitute: list(source.substitute, 'substitute') };
  }
  if (source.atLeast) {
    const { count, of } = source.atLeast;
    return { atLeast: { count, of: list(of, 'atLeast', 'of') } };
  }
  if (source.not) {
    return { not: normaliseTree(source.not, inside(origin, 'not'), context) };
  }
  if (source.attest) return { attest: source.attest };
  if (source.report) return reportLeaf(source, origin, context.origins);
  if (source.criterion !== undefined) return { criterion: source.criterion };
  if (source.item !== undefined) return { item: source.item };
  if (source.score !== undefined) return { score: source.score };
  if (source.critical !== undefined) return context.allCritical();
  return checkLeaf(source, origin, context.origins);
}

function checkLeaf(
  source: TreeSource,
  origin: Origin,
  origins: Origins,
): CheckLeaf {
  const { check, expected, strength, warnWhen, untilTraffic } = source;
  const outer = defined({ expected, strength, warnWhen, untilTraffic });
  if (typeof check === 'object') {
    const leaf: CheckLeaf = { ...outer, ...check };
    origins.set(leaf, inside(origin, 'check'));
    return leaf;
  }
  const leaf: CheckLeaf = { check: check!, ...outer };
  origins.set(leaf, origin);
  return leaf;
}

function reportLeaf(
  source: TreeSource,
  origin: Origin,
  origins: Origins,
): ReportLeaf {
  const { expected, untilTraffic } = source;
  const leaf: ReportLeaf = {
    report: source.report!,
    ...defined({ expected, untilTraffic }),
  };
  origins.set(leaf.report, inside(origin, 'report'));
  return leaf;
}

/** Strength of a tree that names none: that of its first leaf (semantics 4.5). */
export function strengthOf(tree: Tree): Strength {
  if ('check' in tree) return tree.strength ?? 'measured';
  if ('attest' in tree) return 'attested';
  if ('report' in tree) return 'report';
  const [first] = childrenOf(tree);
  return first ? strengthOf(first) : 'derived';
}

/** The trees directly under one. */
export function childrenOf(tree: Tree): Tree[] {
  if ('allOf' in tree) return tree.allOf;
  if ('anyOf' in tree) return tree.anyOf;
  if ('substitute' in tree) return tree.substitute;
  if ('atLeast' in tree) return tree.atLeast.of;
  if ('not' in tree) return [tree.not];
  return [];
}

/** Every leaf of a tree, in order. */
export function leavesOf(tree: Tree): Tree[] {
  const children = childrenOf(tree);
  return children.length === 0 ? [tree] : children.flatMap(leavesOf);
}

/** The place of something under a place. */
export function inside(
  origin: Origin,
  ...steps: readonly (string | number)[]
): Origin {
  return { file: origin.file, path: [...origin.path, ...steps] };
}

/** Without the keys that are undefined: they would count in the digest's text. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as T;
}
