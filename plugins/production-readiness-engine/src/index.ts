/**
 * Checklists, evaluation, scores and verdicts: pure functions, no I/O.
 *
 * @packageDocumentation
 */
export {};
