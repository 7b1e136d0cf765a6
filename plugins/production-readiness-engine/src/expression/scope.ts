/** What functions of an expression see of the entity that it is evaluated on. */
export interface ScopeEntity {
  annotations: Record<string, string>;
}

/** What an evaluation hands to the functions of its expressions, and hears from them. */
export interface Scope {
  /** Milliseconds since the epoch. */
  now: number;
  entity: ScopeEntity;
  subject: ScopeEntity;
  /** Earliest moment after `now` at which an answer about time flips. */
  flipsAt: number;
  /** Name of the annotation for want of which an expression yields nothing. */
  undeclared?: string;
}

// CEL functions get their arguments only. Evaluation is synchronous, so the one
// that runs is the one that entered last.
let current: Scope | undefined;

/** Makes a scope the one that functions see; answers with the one before. */
export function enterScope(scope: Scope | undefined): Scope | undefined {
  const before = current;
  current = scope;
  return before;
}

/** The scope of the evaluation that runs; throws outside of one. */
export function currentScope(): Scope {
  if (!current) throw new Error('An expression was evaluated without a scope');
  return current;
}
