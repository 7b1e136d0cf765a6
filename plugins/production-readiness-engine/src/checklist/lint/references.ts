import type {
  Criterion,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { leavesOf } from '../tree';
import type { About, LintContext } from './context';

/** What a tree refers to exists: criteria, items, roles, report types, documents. */
export function lintReferences(lint: LintContext): void {
  const { checklist } = lint;
  for (const item of checklist.items) {
    role(lint, item.role, { part: item, inside: ['role'] });
    for (const criterion of item.criteria) {
      if (criterion.role !== undefined && criterion.role !== item.role) {
        role(lint, criterion.role, { part: criterion, inside: ['role'] });
      }
      lintLeaves(lint, criterion.verify);
    }
  }
  for (const row of [
    ...checklist.critical,
    ...checklist.go,
    ...checklist.noGo,
  ]) {
    lintLeaves(lint, row.verify);
  }
  for (const window of checklist.postLaunch) {
    for (const check of window.checks) {
      role(lint, check.role, { part: check, inside: ['role'] });
      lintLeaves(lint, check.verify);
    }
  }
  for (const contact of checklist.contacts) {
    if (contact.role !== undefined) {
      role(lint, contact.role, { part: contact, inside: ['role'] });
    }
  }
  lintReview(lint);
  for (const [key, document] of Object.entries(checklist.documents)) {
    role(lint, document.role, {
      part: checklist,
      inside: ['documents', key, 'role'],
    });
  }
}

/** Who signs and decides is a role, and nobody's twice. */
function lintReview(lint: LintContext): void {
  const { checklist } = lint;
  const { signOffs, decides } = checklist.review;
  for (const [index, name] of signOffs.entries()) {
    const about = { part: checklist, inside: ['review', 'signOffs', index] };
    role(lint, name, about);
    if (signOffs.indexOf(name) === index) continue;
    lint.error(
      'duplicate-id',
      `the role '${name}' signs already: one person of each role signs`,
      about,
    );
  }
  role(lint, decides, { part: checklist, inside: ['review', 'decides'] });
}

function lintLeaves(lint: LintContext, tree: Tree): void {
  const { checklist } = lint;
  for (const leaf of leavesOf(tree)) {
    if ('attest' in leaf) lintAttest(lint, leaf);
    else if ('report' in leaf) lintReport(lint, leaf);
    else if ('criterion' in leaf) {
      if (!hasCriterion(lint, leaf.criterion)) {
        lint.error(
          'unknown-reference',
          `there is no criterion '${leaf.criterion}'`,
          { part: leaf, inside: ['criterion'] },
        );
      }
    } else if ('item' in leaf) {
      if (!checklist.items.some(item => item.id === leaf.item)) {
        lint.error('unknown-reference', `there is no item '${leaf.item}'`, {
          part: leaf,
          inside: ['item'],
        });
      }
    }
  }
}

function lintAttest(
  lint: LintContext,
  leaf: Extract<Tree, { attest: unknown }>,
): void {
  const about = { part: leaf, inside: ['attest', 'role'] };
  role(lint, leaf.attest.role, about);
  const { document, about: other } = leaf.attest;
  if (other !== undefined && !isStatable(lint, other)) {
    lint.error(
      'unknown-reference',
      `there is no criterion or row '${other}' to make a statement about`,
      { part: leaf, inside: ['attest', 'about'] },
    );
  }
  if (document !== undefined && !lint.checklist.documents[document]) {
    lint.error(
      'unknown-document',
      `the document '${document}' is not declared`,
      {
        part: leaf,
        inside: ['attest', 'document'],
      },
    );
  }
}

function lintReport(
  lint: LintContext,
  leaf: Extract<Tree, { report: unknown }>,
): void {
  const { type, check } = leaf.report;
  const declared = lint.checklist.reports[type];
  const about = { part: leaf.report, inside: ['type'] };
  if (!declared) {
    lint.error(
      'unknown-report',
      `the report type '${type}' is not declared`,
      about,
    );
  } else if (check === undefined && declared.check === undefined) {
    lint.error(
      'report-without-rule',
      `nothing says when a report of type '${type}' passes: give it a 'check' here or under 'reports'`,
      about,
    );
  }
}

function role(lint: LintContext, name: string, about: About): void {
  if (lint.checklist.roles[name]) return;
  lint.error('unknown-role', `the role '${name}' is not declared`, about);
}

function hasCriterion({ checklist }: LintContext, id: string): boolean {
  return checklist.items.some(item =>
    item.criteria.some(criterion => criterion.id === id),
  );
}

/** Whether people can make a statement about something: a criterion or a row. */
function isStatable(lint: LintContext, id: string): boolean {
  const { critical, go, noGo, postLaunch } = lint.checklist;
  const rows = [
    ...critical,
    ...go,
    ...noGo,
    ...postLaunch.flatMap(window => window.checks),
  ];
  return hasCriterion(lint, id) || rows.some(row => row.id === id);
}

/** References must end somewhere (semantics 4.4). */
export function lintCycles(lint: LintContext): void {
  const { checklist } = lint;
  const criteria = new Map<string, Criterion>(
    checklist.items.flatMap(item => item.criteria.map(one => [one.id, one])),
  );
  const next = (id: string): string[] => {
    const item = checklist.items.find(one => one.id === id);
    if (item) return item.criteria.map(criterion => criterion.id);
    const criterion = criteria.get(id);
    return criterion ? referencesOf(criterion.verify) : [];
  };
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]) => {
    const start = path.indexOf(id);
    if (start !== -1) {
      const cycle = [...path.slice(start), id];
      const first = cycle.map(name => criteria.get(name)).find(Boolean);
      lint.error(
        'cyclic-reference',
        `refers to itself: ${cycle.join(' -> ')}`,
        {
          part: first ?? checklist,
        },
      );
      return;
    }
    if (done.has(id)) return;
    for (const reference of next(id)) visit(reference, [...path, id]);
    done.add(id);
  };
  for (const id of criteria.keys()) visit(id, []);
}

function referencesOf(tree: Tree): string[] {
  return leavesOf(tree).flatMap(leaf => {
    if ('criterion' in leaf) return [leaf.criterion];
    return 'item' in leaf ? [leaf.item] : [];
  });
}
