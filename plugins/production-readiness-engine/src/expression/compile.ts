import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { celEnvironment } from './environment';
import { evaluatorOf } from './evaluator';
import { mergeUses } from './factUses';
import type { FactRead } from './factUses';
import {
  memberQuantifier,
  NOWHERE,
  quantifierProblems,
} from './memberQuantifier';
import type { Surroundings } from './memberQuantifier';
import { boundName, translate } from './translate';
import type { ExpressionMode, ExpressionProblem, FactUse } from './translate';
import type { Vocabulary } from './vocabulary';

/** A part of an expression without logic at its top: the unit of missingness. */
export interface CompiledLeaf {
  /** Evaluates to whatever the part yields; throws where it cannot. */
  run: (context: Record<string, unknown>) => unknown;
  uses: FactUse[];
  memberTargets: string[];
  /** Reads nothing at all. */
  constant: boolean;
  /** Set where it only asks what kind of entity this is. */
  entityTest?: EntityTest;
}

/** `entity.type == 'x'`, `!=`, or `in` a list. */
export interface EntityTest {
  field: 'kind' | 'type';
  values: string[];
  negated: boolean;
}

/** The logic of an expression, taken apart for Kleene's three values. */
export type Skeleton =
  | { op: 'and' | 'or'; left: Skeleton; right: Skeleton }
  | { op: 'not'; of: Skeleton }
  | { op: 'if'; condition: Skeleton; then: Skeleton; else: Skeleton }
  | { op: 'constant'; value: boolean }
  | { op: 'leaf'; leaf: CompiledLeaf }
  | ({ op: 'members' } & Quantifier);

/** What is asked of each member of a target, one by one. */
export interface Quantifier {
  target: string;
  /** The answer of one member that settles it: true for `exists`, false for `all`. */
  settles: boolean;
  /** Name of the variable that holds the member that is asked. */
  member: string;
  body: Skeleton;
}

/** An expression that answers true, false or unknown. */
export interface CompiledCondition {
  source: string;
  skeleton: Skeleton;
  uses: FactRead[];
  memberTargets: string[];
  /** Reads nothing at all: always the same answer. */
  constant: boolean;
}

/** An expression that yields a value. */
export interface CompiledValue {
  source: string;
  leaf: CompiledLeaf;
  /** The one fact and path that it is, where it is nothing else. */
  path?: { slot: number; path: string[] };
}

/** Either what was compiled, or why it was not. */
export type Compilation<T> = { compiled?: T; problems: ExpressionProblem[] };

/** Takes an expression apart, and keeps what it came upon. */
class Parts {
  readonly problems: ExpressionProblem[] = [];
  readonly leaves: CompiledLeaf[] = [];
  /** Those whose members are asked one by one. */
  readonly targets = new Set<string>();

  constructor(private readonly vocabulary: Vocabulary) {}

  takeApart(node: ASTNode, around: Surroundings): Skeleton {
    const part = (child: ASTNode) => this.takeApart(child, around);
    switch (node.op) {
      case '&&':
      case '||':
        return {
          op: node.op === '&&' ? 'and' : 'or',
          left: part(node.args[0]),
          right: part(node.args[1]),
        };
      case '!_':
        return { op: 'not', of: part(node.args) };
      case '?:':
        return {
          op: 'if',
          condition: part(node.args[0]),
          then: part(node.args[1]),
          else: part(node.args[2]),
        };
      case 'value':
        return typeof node.args === 'boolean'
          ? { op: 'constant', value: node.args }
          : this.leaf(node, around);
      default:
        return this.quantifier(node, around) ?? this.leaf(node, around);
    }
  }

  private quantifier(
    node: ASTNode,
    around: Surroundings,
  ): Skeleton | undefined {
    const quantifier = memberQuantifier(node, around);
    if (!quantifier) return undefined;
    this.problems.push(
      ...quantifierProblems(node, quantifier, this.vocabulary),
    );
    const { target, settles, name, body, inside } = quantifier;
    this.targets.add(target);
    return {
      op: 'members',
      target,
      settles,
      member: boundName(name),
      body: this.takeApart(body, inside),
    };
  }

  private leaf(node: ASTNode, around: Surroundings): Skeleton {
    const leaf = compileLeaf(node, {
      vocabulary: this.vocabulary,
      mode: 'check',
      problems: this.problems,
      boolean: true,
      around,
    });
    if (!around.bindings.has('entity')) leaf.entityTest = entityTestOf(node);
    this.leaves.push(leaf);
    return { op: 'leaf', leaf };
  }
}

/** Compiles an expression that is to be true or false. */
export function compileCondition(
  source: string,
  vocabulary: Vocabulary,
): Compilation<CompiledCondition> {
  const parsed = parse(source);
  if (!parsed.ast) return { problems: parsed.problems };
  const parts = new Parts(vocabulary);
  const skeleton = parts.takeApart(parsed.ast, NOWHERE);
  const { problems, leaves, targets } = parts;
  if (problems.length > 0) return { problems };
  const memberTargets = new Set([
    ...targets,
    ...leaves.flatMap(leaf => leaf.memberTargets),
  ]);
  return {
    problems,
    compiled: {
      source,
      skeleton,
      uses: mergeUses(leaves.flatMap(leaf => leaf.uses)),
      memberTargets: [...memberTargets],
      constant: targets.size === 0 && leaves.every(leaf => leaf.constant),
    },
  };
}

/** Compiles an expression that yields a value. */
export function compileValue(
  source: string,
  vocabulary: Vocabulary,
  mode: ExpressionMode = 'check',
): Compilation<CompiledValue> {
  const parsed = parse(source);
  if (!parsed.ast) return { problems: parsed.problems };
  const problems: ExpressionProblem[] = [];
  const leaf = compileLeaf(parsed.ast, { vocabulary, mode, problems });
  if (problems.length > 0) return { problems };
  return {
    problems,
    compiled: { source, leaf, path: onlyPath(parsed.ast, leaf) },
  };
}

function parse(source: string): {
  ast?: ASTNode;
  problems: ExpressionProblem[];
} {
  try {
    return { ast: celEnvironment.parse(source).ast, problems: [] };
  } catch (error) {
    const { summary, message, range } = error as {
      summary?: string;
      message: string;
      range?: { start: number };
    };
    return {
      problems: [
        {
          rule: 'syntax',
          message: summary ?? message,
          offset: range?.start ?? 0,
        },
      ],
    };
  }
}

interface LeafOptions {
  vocabulary: Vocabulary;
  mode: ExpressionMode;
  problems: ExpressionProblem[];
  boolean?: boolean;
  around?: Surroundings;
}

function compileLeaf(node: ASTNode, options: LeafOptions): CompiledLeaf {
  const { problems, vocabulary, mode, around } = options;
  const translation = translate(node, vocabulary, mode, around);
  const { uses, memberTargets, constant } = translation;
  if (translation.problems.length > 0) {
    problems.push(...translation.problems);
    return { run: neverRun, uses, memberTargets, constant };
  }
  const at = (offset: number) => translation.sourceOffset(offset);
  let program: ParseResult;
  try {
    program = celEnvironment.parse(translation.text);
  } catch (error) {
    problems.push(asProblem('syntax', error, at));
    return { run: neverRun, uses, memberTargets, constant };
  }
  const checked = program.check();
  if (!checked.valid) {
    problems.push(asProblem('type', checked.error, at));
  } else if (
    options.boolean &&
    checked.type !== 'bool' &&
    !checked.type?.startsWith('dyn')
  ) {
    problems.push({
      rule: 'type',
      message: `yields a ${checked.type}, not true or false`,
      offset: node.range.start,
    });
  }
  return { run: evaluatorOf(program), uses, memberTargets, constant };
}

function asProblem(
  rule: ExpressionProblem['rule'],
  error: unknown,
  sourceOffset: (offset: number) => number,
): ExpressionProblem {
  const { summary, message, range } = error as {
    summary?: string;
    message: string;
    range?: { start: number };
  };
  return {
    rule,
    message: summary ?? message,
    offset: sourceOffset(range?.start ?? 0),
  };
}

function neverRun(): never {
  throw new Error('an expression with problems was evaluated');
}

function entityTestOf(node: ASTNode): EntityTest | undefined {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in')
    return undefined;
  const [left, right] = node.args;
  if (
    left.op !== '.' ||
    left.args[0].op !== 'id' ||
    left.args[0].args !== 'entity'
  ) {
    return undefined;
  }
  const field = left.args[1];
  if (field !== 'kind' && field !== 'type') return undefined;
  const listed = node.op === 'in' && right.op === 'list' ? right.args : [right];
  const values = listed.map(value =>
    value.op === 'value' ? value.args : undefined,
  );
  if (!values.every(value => typeof value === 'string')) return undefined;
  return { field, values, negated: node.op === '!=' };
}

function onlyPath(node: ASTNode, leaf: CompiledLeaf): CompiledValue['path'] {
  const isAccess = node.op === '.' || node.op === '[]';
  const [use, ...others] = leaf.uses;
  if (!isAccess || !use || others.length > 0 || use.scope !== 'own') {
    return undefined;
  }
  const [path, ...more] = use.paths;
  const length = use.fact.split('.').length + path.length;
  // Anything that is more than the path itself would be another value.
  return more.length === 0 && depthOf(node) === length
    ? { slot: use.slot, path }
    : undefined;
}

function depthOf(node: ASTNode): number {
  return node.op === '.' || node.op === '[]' ? 1 + depthOf(node.args[0]) : 1;
}
