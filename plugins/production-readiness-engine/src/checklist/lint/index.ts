import type {
  Checklist,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { Origins } from '../origins';
import { LintContext } from './context';
import { lintCounts, lintLevels } from './counts';
import { lintNames } from './names';
import { lintTargets } from './targets';
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
  return lint.findings;
}
