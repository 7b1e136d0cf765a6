import type {
  Checklist,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { Origins } from '../origins';
import { LintContext } from './context';
import { lintCounts, lintLevels } from './counts';
import { lintExpressions } from './expressions';
import { lintNames } from './names';
import { lintCycles, lintReferences } from './references';
import { lintTargets } from './targets';
import { lintTrees } from './trees';
import { lintWords } from './words';

/**
 * What is wrong with a checklist, or worth knowing about it. Without origins
 * the findings carry no positions.
 */
export function lintChecklist(
  checklist: Checklist,
  origins: Origins = new Origins(),
): LintFinding[] {
  const lint = new LintContext(checklist, origins);
  lintCounts(lint);
  lintLevels(lint);
  lintNames(lint);
  lintWords(lint);
  lintTargets(lint);
  lintReferences(lint);
  lintCycles(lint);
  lintTrees(lint);
  lintExpressions(lint);
  return lint.findings;
}
