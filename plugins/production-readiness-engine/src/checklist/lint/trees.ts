import type { Tree } from '@production-readiness/backstage-plugin-production-readiness-common';
import { childrenOf, leavesOf } from '../tree';
import type { LintContext } from './context';

/**
 * Trees that would break semantics 5.6: what worsens must never better a
 * verdict. So nothing wanted rests on a `not`, and a trigger reads statuses
 * only under one.
 */
export function lintTrees(lint: LintContext): void {
  const { checklist } = lint;
  for (const item of checklist.items) {
    for (const criterion of item.criteria) {
      wanted(lint, criterion.verify);
      twoStatements(lint, criterion.verify);
      for (const leaf of leavesOf(criterion.verify)) {
        if (!('score' in leaf)) continue;
        lint.error(
          'score-in-criterion',
          'the score is made of criteria: only rows that decide may read it',
          { part: leaf, inside: ['score'] },
        );
      }
    }
  }
  for (const row of [...checklist.critical, ...checklist.go]) {
    wanted(lint, row.verify);
    twoStatements(lint, row.verify);
  }
  for (const check of checklist.postLaunch.flatMap(window => window.checks)) {
    wanted(lint, check.verify);
  }
  for (const row of checklist.noGo) trigger(lint, row.verify, false);
}

function wanted(lint: LintContext, tree: Tree): void {
  if ('not' in tree) {
    lint.error('not-outside-trigger', "'not' is for NO-GO triggers", {
      part: tree,
      inside: ['not'],
    });
  }
  counts(lint, tree);
  for (const child of childrenOf(tree)) wanted(lint, child);
}

function trigger(lint: LintContext, tree: Tree, negated: boolean): void {
  counts(lint, tree);
  const isStatus = 'criterion' in tree || 'item' in tree || 'score' in tree;
  const isPerson = 'attest' in tree;
  if ((isStatus || isPerson) && !negated) {
    lint.error(
      'trigger-on-pass',
      "a trigger that holds when something is well: put it under 'not'",
      { part: tree },
    );
  }
  if ('not' in tree) trigger(lint, tree.not, !negated);
  else for (const child of childrenOf(tree)) trigger(lint, child, negated);
}

function counts(lint: LintContext, tree: Tree): void {
  if (!('atLeast' in tree)) return;
  const { count, of } = tree.atLeast;
  if (count <= of.length) return;
  lint.error('at-least', `wants ${count} of ${of.length}`, {
    part: tree,
    inside: ['atLeast', 'count'],
  });
}

/** A statement says which criterion and role it is about, not which leaf. */
function twoStatements(lint: LintContext, tree: Tree): void {
  const seen = new Set<string>();
  for (const leaf of leavesOf(tree)) {
    if (!('attest' in leaf) || leaf.attest.document !== undefined) continue;
    const { role, about = '' } = leaf.attest;
    const key = `${role} ${about}`;
    if (seen.has(key)) {
      lint.warning(
        'two-statements',
        `two statements of the role '${role}' here are one: a statement names the criterion and the role`,
        { part: leaf },
      );
    }
    seen.add(key);
  }
}
