import type { ASTNode } from '@marcbachmann/cel-js';
import { staticChain } from './chain';
import type { ExpressionProblem } from './translate';
import type { Vocabulary } from './vocabulary';

/** What a name that a macro binds stands for; `alone`: one member is asked at a time. */
export type Bound = 'value' | { member: string; alone?: true };
export type Bindings = ReadonlyMap<string, Bound>;

/** Of lists that are walked inside lists, this many are refused. */
export const MAX_NESTED_COMPREHENSIONS = 3;
export const TOO_COSTLY: Omit<ExpressionProblem, 'offset'> = {
  rule: 'too-costly',
  message: 'lists are walked inside lists inside lists: its cost has no bound',
};

/** The quantifiers over members in which a part of an expression stands. */
export interface Surroundings {
  bindings: Bindings;
  /** How many they are. */
  depth: number;
}

/** Those of a part that stands in none. */
export const NOWHERE: Surroundings = { bindings: new Map(), depth: 0 };

/** `members.<target>.all(name, body)`, or `exists`. */
export interface MemberQuantifier {
  settles: boolean;
  target: string;
  name: string;
  body: ASTNode;
  inside: Surroundings;
}

/** What is asked of the members of a target, one by one; undefined for anything else. */
export function memberQuantifier(
  node: ASTNode,
  { bindings, depth }: Surroundings,
): MemberQuantifier | undefined {
  if (node.op !== 'rcall') return undefined;
  const [quantifier, receiver, [bound, body, ...others]] = node.args;
  if (quantifier !== 'all' && quantifier !== 'exists') return undefined;
  if (bound?.op !== 'id' || !body || others.length > 0) return undefined;
  const target = targetOf(receiver, bindings);
  if (target === undefined) return undefined;
  const name = bound.args;
  const inner = new Map(bindings).set(name, { member: target, alone: true });
  return {
    settles: quantifier === 'exists',
    target,
    name,
    body,
    inside: { bindings: inner, depth: depth + 1 },
  };
}

/** What is wrong with a quantifier over members, its body aside. */
export function quantifierProblems(
  node: ASTNode,
  { target, inside }: MemberQuantifier,
  { targets }: Vocabulary,
): ExpressionProblem[] {
  const offset = node.range.start;
  const problems: ExpressionProblem[] = [];
  if (!targets.has(target)) problems.push({ ...unknownTarget(target), offset });
  if (inside.depth === MAX_NESTED_COMPREHENSIONS) {
    problems.push({ ...TOO_COSTLY, offset });
  }
  return problems;
}

/** The target whose members a node lists, all of them. */
export function targetOf(
  node: ASTNode,
  bindings: Bindings,
): string | undefined {
  const chain = staticChain(node);
  if (chain?.root !== 'members' || bindings.has('members')) return undefined;
  return chain.keys.length === 1 ? chain.keys[0] : undefined;
}

/** A target is named that the checklist does not declare. */
export function unknownTarget(
  target: string,
): Omit<ExpressionProblem, 'offset'> {
  return {
    rule: 'unknown-target',
    message: `the target '${target}' is not declared`,
  };
}
