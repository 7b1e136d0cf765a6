import type {
  Checklist,
  Criterion,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** One expression of a checklist, and how it should turn out in a healthy world. */
export interface ShippedExpression {
  /** Where it stands, for messages. */
  at: string;
  source: string;
  targets: string[];
  /** What a healthy world makes of it; undefined for a condition: either. */
  healthy: boolean | undefined;
}

/** Every expression that decides something, each once per place. */
export function expressionsOf(checklist: Checklist): ShippedExpression[] {
  const subject = Object.keys(checklist.targets).filter(
    name => checklist.targets[name].subject,
  );
  const rows = [
    ...[...checklist.critical, ...checklist.go].map(row => ({
      row,
      healthy: true,
    })),
    ...checklist.noGo.map(row => ({ row, healthy: false })),
    ...checklist.postLaunch
      .flatMap(window => window.checks)
      .map(row => ({ row, healthy: true })),
  ];
  return [
    ...checklist.items.flatMap(item =>
      item.criteria.flatMap(criterion => ofCriterion(checklist, criterion)),
    ),
    ...rows.flatMap(({ row, healthy }) =>
      sourcesOf(checklist, row.verify).map((source, index) => ({
        at: `${row.id} (${index + 1})`,
        source,
        targets: subject,
        healthy,
      })),
    ),
  ];
}

function ofCriterion(
  checklist: Checklist,
  criterion: Criterion,
): ShippedExpression[] {
  const { id, when, verify } = criterion;
  const targets = criterion.for;
  return [
    ...(when
      ? [{ at: `${id} (when)`, source: when, targets, healthy: undefined }]
      : []),
    ...sourcesOf(checklist, verify).map((source, index) => ({
      at: `${id} (${index + 1})`,
      source,
      targets,
      healthy: true,
    })),
    ...warningsOf(verify).map((source, index) => ({
      at: `${id} (warning ${index + 1})`,
      source,
      targets,
      healthy: false,
    })),
  ];
}

/** Expressions of the leaves in order; a report leaf without one has its type's. */
function sourcesOf(checklist: Checklist, tree: Tree): string[] {
  if ('check' in tree) return [tree.check];
  if ('report' in tree) {
    const { type, check } = tree.report;
    return [check ?? checklist.reports[type].check!];
  }
  return childrenOf(tree).flatMap(child => sourcesOf(checklist, child));
}

function warningsOf(tree: Tree): string[] {
  if ('check' in tree) return tree.warnWhen ? [tree.warnWhen.check] : [];
  return childrenOf(tree).flatMap(warningsOf);
}

function childrenOf(tree: Tree): Tree[] {
  if ('allOf' in tree) return tree.allOf;
  if ('anyOf' in tree) return tree.anyOf;
  if ('substitute' in tree) return tree.substitute;
  if ('atLeast' in tree) return tree.atLeast.of;
  if ('not' in tree) return [tree.not];
  return [];
}
