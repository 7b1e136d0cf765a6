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
export type {
  EntityInput,
  EvaluateInput,
  Evaluation,
  LiveValue,
  NotConnected,
} from './evaluate/input';
