/**
 * Checklists, evaluation, scores and verdicts: pure functions, no I/O.
 *
 * @packageDocumentation
 */
export { parseChecklist } from './checklist/parse';
export type { ParsedChecklist, ParseOptions } from './checklist/parse';
export { lintCategoryFile } from './checklist/readLayer';
export type { ChecklistFile, ChecklistFiles } from './checklist/readLayer';
export { checklistJsonSchemas } from './checklist/schema';
export { canonicalJson, digestOf } from './checklist/digest';
export { durationMs } from './checklist/durations';
export { compileChecklist } from './checklist/compile';
export type { CompiledChecklist } from './checklist/compile';
export { criterionSources } from './checklist/criterionSources';
export type {
  EntityInput,
  EvaluateInput,
  Evaluation,
  LiveValue,
  NotConnected,
} from './evaluate/input';
export { evaluate } from './evaluate/evaluate';
export { inputHash } from './evaluate/inputHash';
export { judges } from './evaluate/judges';
export { liveValues } from './evaluate/liveValues';
export type { CommandValue } from './evaluate/liveValues';
export { resolveRequests } from './evaluate/resolveRequests';
export type {
  ResolvedRequest,
  ResolvedRequests,
  UndeclaredFact,
} from './evaluate/resolveRequests';
export { targetsOf } from './evaluate/targets';
export { decideVerdict } from './gate/verdict';
export type { Deciding } from './gate/verdict';
export { attestables } from './people/attestables';
export { whyNotWaivable } from './people/waivable';
export type { Attestable } from './people/attestables';
export { boundTo, boundToEach } from './people/boundTo';
export type { AskedStatement, BoundTo } from './people/boundTo';
export { compareDocuments } from './people/compareDocuments';
export type { DocumentComparison, ItemChange } from './people/compareDocuments';
export { comparePinned } from './people/comparePinned';
export { compareSignOff } from './people/compareSignOff';
export type { SignOffComparison } from './people/compareSignOff';
export { signOffContents } from './people/signOffContent';
export type {
  SignOffContent,
  SignOffStanding,
  SignOffStatement,
  SignOffWaiver,
} from './people/signOffContent';
export type { Standing } from './people/units';
export { evaluatePostLaunch } from './people/evaluatePostLaunch';
export type {
  PostLaunchEvaluation,
  PostLaunchResult,
} from './people/evaluatePostLaunch';
export { levelOf } from './score/level';
export { rollUp } from './score/rollUp';
export { scoreOf } from './score/score';
