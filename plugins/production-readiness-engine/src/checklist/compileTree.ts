import type {
  AttestLeaf,
  Checklist,
  CheckLeaf,
  ReportLeaf,
  Tree,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compileCondition, compileValue } from '../expression/compile';
import type { CompiledCondition, CompiledValue } from '../expression/compile';
import { REPORT_COLLECTOR } from '../expression/vocabulary';
import type { Vocabulary } from '../expression/vocabulary';
import { durationMs } from './durations';

/** A verification tree, its expressions compiled. */
export type CompiledTree =
  | { kind: 'allOf'; of: CompiledTree[] }
  | CompiledAnyOf
  | { kind: 'substitute'; of: CompiledTree[] }
  | { kind: 'atLeast'; count: number; of: CompiledTree[] }
  | { kind: 'not'; of: CompiledTree }
  | CompiledCheck
  | CompiledAttest
  | CompiledReport
  | { kind: 'criterion' | 'item'; id: string }
  | { kind: 'score'; percent: number };

export interface CompiledAnyOf {
  kind: 'anyOf';
  of: CompiledTree[];
  /** Of each part: whether it counts only while nothing can be measured. */
  guarded: boolean[];
}

export interface CompiledCheck {
  kind: 'check';
  leaf: CheckLeaf;
  condition: CompiledCondition;
  warnWhen?: { condition: CompiledCondition; message: string };
}

export interface CompiledAttest {
  kind: 'attest';
  leaf: AttestLeaf['attest'];
  /** How long a statement counts, whatever it says itself. */
  validForMs?: number;
  boundTo?: CompiledValue;
}

export interface CompiledReport {
  kind: 'report';
  leaf: ReportLeaf;
  slot: number;
  condition: CompiledCondition;
  maxAge?: string;
  maxAgeMs?: number;
  sameCommit: boolean;
}

/** What a tree may refer to beside its own expressions. */
export interface TreeSurroundings {
  vocabulary: Vocabulary;
  reports: Checklist['reports'];
  roles: Checklist['roles'];
}

/** Compiles a tree; throws an error that names the expression at fault. */
export function compileTree(
  tree: Tree,
  surroundings: TreeSurroundings,
): CompiledTree {
  const all = (trees: Tree[]) =>
    trees.map(child => compileTree(child, surroundings));
  if ('allOf' in tree) return { kind: 'allOf', of: all(tree.allOf) };
  if ('anyOf' in tree) {
    const of = all(tree.anyOf);
    return { kind: 'anyOf', of, guarded: of.map(isGuarded) };
  }
  if ('substitute' in tree) {
    return { kind: 'substitute', of: all(tree.substitute) };
  }
  if ('atLeast' in tree) {
    const { count, of } = tree.atLeast;
    return { kind: 'atLeast', count, of: all(of) };
  }
  if ('not' in tree) {
    return { kind: 'not', of: compileTree(tree.not, surroundings) };
  }
  if ('check' in tree) return compileCheck(tree, surroundings);
  if ('attest' in tree) return compileAttest(tree, surroundings);
  if ('report' in tree) return compileReport(tree, surroundings);
  if ('criterion' in tree) return { kind: 'criterion', id: tree.criterion };
  if ('item' in tree) return { kind: 'item', id: tree.item };
  return { kind: 'score', percent: tree.score };
}

function compileCheck(
  leaf: CheckLeaf,
  { vocabulary }: TreeSurroundings,
): CompiledCheck {
  return {
    kind: 'check',
    leaf,
    condition: conditionOf(leaf.check, vocabulary),
    ...(leaf.warnWhen && {
      warnWhen: {
        condition: conditionOf(leaf.warnWhen.check, vocabulary),
        message: leaf.warnWhen.message,
      },
    }),
  };
}

function compileAttest(
  { attest }: AttestLeaf,
  { vocabulary, roles }: TreeSurroundings,
): CompiledAttest {
  const validFor = attest.validFor ?? roles[attest.role]?.validFor;
  return {
    kind: 'attest',
    leaf: attest,
    ...(validFor !== undefined && { validForMs: durationMs(validFor) }),
    ...(attest.boundTo !== undefined && {
      boundTo: valueOf(attest.boundTo, vocabulary),
    }),
  };
}

function compileReport(
  leaf: ReportLeaf,
  { vocabulary, reports }: TreeSurroundings,
): CompiledReport {
  const { type, check, maxAge, sameCommit } = leaf.report;
  const declared = reports[type];
  const rule = check ?? declared?.check;
  if (rule === undefined) {
    throw new Error(`the report type '${type}' has no rule to pass by`);
  }
  const longest = maxAge ?? declared?.maxAge;
  return {
    kind: 'report',
    leaf,
    slot: vocabulary.facts.get(`${REPORT_COLLECTOR}.${type}`)!,
    condition: conditionOf(rule, vocabulary),
    maxAge: longest,
    maxAgeMs: longest === undefined ? undefined : durationMs(longest),
    sameCommit: sameCommit ?? declared?.sameCommit ?? false,
  };
}

/**
 * Whether a part of an `anyOf` counts only while nothing can be measured: a
 * person's word, or what stands in until there is traffic (semantics 4.1).
 */
function isGuarded(tree: CompiledTree): boolean {
  switch (tree.kind) {
    case 'attest':
      return true;
    case 'check':
    case 'report':
      return tree.leaf.untilTraffic === true;
    case 'allOf':
    case 'anyOf':
    case 'substitute':
    case 'atLeast':
      return tree.of.length > 0 && tree.of.every(isGuarded);
    default:
      return false;
  }
}

/** Compiles a condition; throws an error that names the expression at fault. */
export function conditionOf(
  source: string,
  vocabulary: Vocabulary,
): CompiledCondition {
  const { compiled, problems } = compileCondition(source, vocabulary);
  if (!compiled) throw new Error(`${source}: ${problems[0]?.message}`);
  return compiled;
}

/** Compiles an expression for its value; throws an error that names it. */
export function valueOf(
  source: string,
  vocabulary: Vocabulary,
  mode: 'check' | 'request' = 'check',
): CompiledValue {
  const { compiled, problems } = compileValue(source, vocabulary, mode);
  if (!compiled) throw new Error(`${source}: ${problems[0]?.message}`);
  return compiled;
}
