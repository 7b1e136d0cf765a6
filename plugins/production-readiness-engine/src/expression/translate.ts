import { serialize } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import { staticChain } from './chain';
import type { Chain } from './chain';
import {
  MAX_NESTED_COMPREHENSIONS,
  NOWHERE,
  targetOf,
  TOO_COSTLY,
  unknownTarget,
} from './memberQuantifier';
import type { Bindings, Bound, Surroundings } from './memberQuantifier';
import type { Vocabulary } from './vocabulary';

/** On whom a fact is read: the entity itself, its subject, or the members of a target. */
export type ReadScope = 'own' | 'subject' | { members: string };

/** One fact that an expression reads, and the paths in it. */
export interface FactUse {
  scope: ReadScope;
  fact: string;
  slot: number;
  /** Name of the variable that holds its value. */
  variable: string;
  /** It is read on one member alone: the one that a quantifier calls so. */
  member?: string;
  paths: string[][];
}

/** Something that is wrong with an expression; offset into its source. */
export interface ExpressionProblem {
  rule:
    | 'syntax'
    | 'type'
    | 'unknown-name'
    | 'uncollected-fact'
    | 'whole-fact'
    | 'matches'
    | 'too-costly'
    | 'unknown-target';
  message: string;
  offset: number;
}

/** A part of an expression in the words of the CEL environment. */
export interface Translation {
  text: string;
  uses: FactUse[];
  /** Targets whose members are listed, whether or not a fact of them is read. */
  memberTargets: string[];
  problems: ExpressionProblem[];
  /** Reads nothing at all: always the same answer. */
  constant: boolean;
  /** Offset in the source of an offset in `text`. */
  sourceOffset(offset: number): number;
}

/** Whether it is text put together: one of its parts is written out. */
function joinsText(node: ASTNode): boolean {
  return (
    (node.op === 'value' && typeof node.args === 'string') ||
    (node.op === '+' && node.args.some(joinsText))
  );
}

/** `checks` read facts; `requests` say what to fetch, and read annotations only. */
export type ExpressionMode = 'check' | 'request';

const RETURNS_INT = new Set([
  'size',
  'indexOf',
  'lastIndexOf',
  'int',
  'uint',
  'getDate',
  'getDayOfMonth',
  'getDayOfWeek',
  'getDayOfYear',
  'getFullYear',
  'getHours',
  'getMilliseconds',
  'getMinutes',
  'getMonth',
  'getSeconds',
]);
/** Methods with whole-number arguments, and from which argument on. */
const TAKES_INT: Record<string, number> = {
  substring: 0,
  indexOf: 1,
  lastIndexOf: 1,
  split: 1,
};
const COMPREHENSIONS = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
]);

// Words of CEL cannot follow a dot; in brackets every key can be read.
const IDENTIFIER =
  /^(?!(?:as|break|const|continue|else|false|for|function|if|import|in|let|loop|namespace|null|package|return|true|var|void|while)$)[A-Za-z_][A-Za-z0-9_]*$/;

class Translator {
  private text = '';
  private readonly marks: [number, number][] = [];
  private readonly uses = new Map<string, FactUse>();
  private readonly memberTargets = new Set<string>();
  private readonly problems: ExpressionProblem[] = [];
  private constant = true;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly mode: ExpressionMode,
    private depth: number,
  ) {}

  result(): Translation {
    const marks = this.marks;
    return {
      text: this.text,
      uses: [...this.uses.values()],
      memberTargets: [...this.memberTargets],
      problems: this.problems,
      constant: this.constant,
      sourceOffset: offset =>
        marks.reduce(
          (found, [out, source]) => (out <= offset ? source : found),
          0,
        ),
    };
  }

  emit(node: ASTNode, bindings: Bindings): void {
    this.marks.push([this.text.length, node.range.start]);
    switch (node.op) {
      case 'value':
        this.text += literal(node);
        return;
      case 'id':
      case '.':
      case '[]':
        this.access(node, bindings);
        return;
      case 'call':
        this.call(node, bindings);
        return;
      case 'rcall':
        this.method(node, bindings);
        return;
      case 'list':
        this.text += '[';
        this.separated(node.args, bindings);
        this.text += ']';
        return;
      case 'map':
        this.text += '{';
        node.args.forEach(([key, value], index) => {
          if (index > 0) this.text += ', ';
          this.emit(key, bindings);
          this.text += ': ';
          this.emit(value, bindings);
        });
        this.text += '}';
        return;
      case '?:':
        this.parenthesised(() => {
          this.emit(node.args[0], bindings);
          this.text += ' ? ';
          this.emit(node.args[1], bindings);
          this.text += ' : ';
          this.emit(node.args[2], bindings);
        });
        return;
      case '!_':
      case '-_':
        this.parenthesised(() => {
          this.text += node.op[0];
          this.emit(node.args, bindings);
        });
        return;
      case '.?':
      case '[?]':
        this.problem('whole-fact', 'optional access is refused', node);
        return;
      default:
        this.binary(node, bindings);
    }
  }

  private binary(
    node: Extract<ASTNode, { args: [ASTNode, ASTNode] }>,
    bindings: Bindings,
  ): void {
    const [left, right] = node.args as [ASTNode, ASTNode];
    if (node.op === 'in' && this.isWholeFact(right, bindings)) {
      this.problem(
        'whole-fact',
        "'in' on a whole fact is refused: it would answer for want of data",
        right,
      );
    }
    const joins = node.op === '+';
    this.parenthesised(() => {
      this.emitOperand(left, bindings, joins);
      this.text += ` ${node.op} `;
      this.emitOperand(right, bindings, joins);
    });
  }

  /** In a request, text that lacks an annotation is no text: nothing is fetched. */
  private emitOperand(
    node: ASTNode,
    bindings: Bindings,
    joined: boolean,
  ): void {
    if (
      joined &&
      this.mode === 'request' &&
      node.op === 'call' &&
      node.args[0] === 'annotation'
    ) {
      this.text += 'requiredAnnotation(';
      this.separated(node.args[1], bindings);
      this.text += ')';
      return;
    }
    this.emit(node, bindings);
  }

  private call(
    node: Extract<ASTNode, { op: 'call' }>,
    bindings: Bindings,
  ): void {
    const [name, args] = node.args;
    if (
      name === 'has' &&
      args.length === 1 &&
      this.isWholeFact(args[0], bindings)
    ) {
      this.problem(
        'whole-fact',
        "'has' on a whole fact is refused: it would answer for want of data",
        node,
      );
    }
    if (name === 'matches') this.refuseMatches(node);
    if (name === 'annotation' || name === 'feature') this.constant = false;
    this.wrapInt(name, () => {
      // CEL's own duration() reads '4h'; checklists write ISO 8601 throughout.
      this.text += `${name === 'duration' ? 'isoDuration' : name}(`;
      this.separated(args, bindings);
      this.text += ')';
    });
  }

  private method(
    node: Extract<ASTNode, { op: 'rcall' }>,
    bindings: Bindings,
  ): void {
    const [name, receiver, args] = node.args;
    if (name === 'matches') this.refuseMatches(node);
    if (COMPREHENSIONS.has(name) && args[0]?.op === 'id') {
      this.comprehension(node, args[0].args, bindings);
      return;
    }
    if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel') {
      this.bind(node, bindings);
      return;
    }
    this.wrapInt(name, () => {
      this.emitOperand(receiver, bindings, true);
      this.text += `.${name}(`;
      args.forEach((arg, index) => {
        if (index > 0) this.text += ', ';
        const whole = index >= (TAKES_INT[name] ?? Infinity);
        if (whole) this.text += 'int(';
        this.emit(arg, bindings);
        if (whole) this.text += ')';
      });
      this.text += ')';
    });
  }

  private comprehension(
    node: Extract<ASTNode, { op: 'rcall' }>,
    variable: string,
    bindings: Bindings,
  ): void {
    const [name, receiver, [, ...steps]] = node.args;
    const target = this.memberListOf(receiver, bindings);
    if (target !== undefined) this.emitMemberList(receiver, target, bindings);
    else this.emit(receiver, bindings);
    // Lists of parameters are as long as the checklist's author wrote them.
    const cost = staticChain(receiver)?.root === 'param' ? 0 : 1;
    this.depth += cost;
    if (cost > 0 && this.depth === MAX_NESTED_COMPREHENSIONS) {
      this.problem(TOO_COSTLY.rule, TOO_COSTLY.message, node);
    }
    const inner = new Map(bindings);
    inner.set(variable, target === undefined ? 'value' : { member: target });
    this.text += `.${name}(${boundName(variable)}`;
    for (const step of steps) {
      this.text += ', ';
      this.emit(step, inner);
    }
    this.text += ')';
    this.depth -= cost;
  }

  private bind(
    node: Extract<ASTNode, { op: 'rcall' }>,
    bindings: Bindings,
  ): void {
    const [variable, value, body] = node.args[2];
    if (variable?.op !== 'id' || !value || !body) {
      this.problem('syntax', 'cel.bind needs a name, a value and a body', node);
      return;
    }
    const inner = new Map(bindings);
    inner.set(variable.args, 'value');
    this.text += `cel.bind(${boundName(variable.args)}, `;
    this.emit(value, bindings);
    this.text += ', ';
    this.emit(body, inner);
    this.text += ')';
  }

  /** The target whose members a list holds; undefined for any other list. */
  private memberListOf(node: ASTNode, bindings: Bindings): string | undefined {
    if (node.op === 'rcall' && node.args[0] === 'filter') {
      return this.memberListOf(node.args[1], bindings);
    }
    return targetOf(node, bindings);
  }

  private emitMemberList(
    node: ASTNode,
    target: string,
    bindings: Bindings,
  ): void {
    if (node.op === 'rcall') {
      const variable = node.args[2][0];
      if (variable?.op === 'id') {
        this.comprehension(node, variable.args, bindings);
        return;
      }
    }
    this.listMembers(target, node);
  }

  private listMembers(target: string, node: ASTNode): void {
    if (!this.vocabulary.targets.has(target)) {
      const { rule, message } = unknownTarget(target);
      this.problem(rule, message, node);
    }
    this.constant = false;
    this.memberTargets.add(target);
    this.text += memberVariable(target);
  }

  private access(node: ASTNode, bindings: Bindings): void {
    const chain = staticChain(node);
    if (!chain) {
      this.accessOfValue(node, bindings);
      return;
    }
    const bound = bindings.get(chain.root);
    if (bound === undefined) this.constant = false;
    else {
      if (bound === 'value') this.emitPath(boundName(chain.root), chain.keys);
      else this.memberAccess(chain, bound, node);
      return;
    }
    switch (chain.root) {
      case 'param':
        this.parameter(chain, node);
        return;
      case 'entity':
        this.entityField('entity', chain.keys, node);
        return;
      case 'subject':
        if (chain.keys[0] === 'entity') {
          this.entityField('subjectEntity', chain.keys.slice(1), node);
        } else this.fact(chain.keys, 'subject', node);
        return;
      case 'members':
        if (chain.keys.length === 1) this.listMembers(chain.keys[0], node);
        else {
          this.problem(
            'unknown-name',
            'the members of a target are a list: read them as in members.api.all(m, m.http.health.ok)',
            node,
          );
        }
        return;
      default:
        this.fact([chain.root, ...chain.keys], 'own', node);
    }
  }

  /** Access to what an expression yields, for example `f(x).y` or `x[i]`. */
  private accessOfValue(node: ASTNode, bindings: Bindings): void {
    if (node.op === '.') {
      this.emit(node.args[0], bindings);
      this.text += `.${node.args[1]}`;
    } else if (node.op === '[]') {
      this.emit(node.args[0], bindings);
      this.text += '[';
      this.index(node.args[1], bindings);
      this.text += ']';
    }
  }

  /** Positions in a list stay whole numbers; keys that are put together stay text. */
  private index(node: ASTNode, bindings: Bindings): void {
    if (node.op === 'value' && typeof node.args === 'bigint') {
      this.text += `${node.args}`;
      return;
    }
    const isSum =
      ['+', '-', '*', '/', '%'].includes(node.op) && !joinsText(node);
    const isCount =
      (node.op === 'call' || node.op === 'rcall') &&
      RETURNS_INT.has(node.args[0]);
    if (isSum || isCount) this.text += 'int(';
    this.emit(node, bindings);
    if (isSum || isCount) this.text += ')';
  }

  private memberAccess(
    chain: Chain,
    { member: target, alone }: Exclude<Bound, 'value'>,
    node: ASTNode,
  ): void {
    const holder = boundName(chain.root);
    this.constant = false;
    if (chain.keys[0] === 'entity' && chain.keys.length === 2) {
      this.emitPath(holder, chain.keys);
      return;
    }
    const scope = { members: target };
    this.fact(chain.keys, scope, node, { holder, alone });
  }

  private parameter(chain: Chain, node: ASTNode): void {
    const [name] = chain.keys;
    if (name === undefined || !Object.hasOwn(this.vocabulary.params, name)) {
      this.problem(
        'unknown-name',
        `the parameter '${name ?? ''}' is not declared under 'params'`,
        node,
      );
    }
    this.emitPath('param', chain.keys);
  }

  private entityField(
    holder: string,
    keys: readonly string[],
    node: ASTNode,
  ): void {
    if (keys.length !== 1 || !['name', 'kind', 'type'].includes(keys[0])) {
      this.problem(
        'unknown-name',
        'of an entity there is name, kind and type',
        node,
      );
    }
    this.emitPath(holder, keys);
  }

  private fact(
    keys: readonly string[],
    scope: ReadScope,
    node: ASTNode,
    on?: { holder: string; alone?: true },
  ): void {
    const length = this.factLength(keys);
    if (length === 0) {
      this.unknownName(keys, node);
      this.text += 'null';
      return;
    }
    const name = keys.slice(0, length).join('.');
    const use = this.use(scope, name, on?.alone && on.holder);
    const path = keys.slice(length);
    if (!use.paths.some(known => known.join('\0') === path.join('\0'))) {
      use.paths.push(path);
    }
    this.emitPath(on ? `${on.holder}.${use.variable}` : use.variable, path);
  }

  /** How many keys name a declared fact; the longest name wins. */
  private factLength(keys: readonly string[]): number {
    for (let length = keys.length; length >= 2; length--) {
      if (this.vocabulary.facts.has(keys.slice(0, length).join('.'))) {
        return length;
      }
    }
    return 0;
  }

  private use(scope: ReadScope, fact: string, member?: string): FactUse {
    const id = `${JSON.stringify(scope)}|${fact}|${member ?? ''}`;
    const known = this.uses.get(id);
    if (known) return known;
    const slot = this.vocabulary.facts.get(fact)!;
    const variable = factVariable(scope, slot);
    const use: FactUse = { scope, fact, slot, variable, paths: [], member };
    this.uses.set(id, use);
    return use;
  }

  private unknownName(keys: readonly string[], node: ASTNode): void {
    const name = keys.slice(0, 2).join('.');
    if (keys.length >= 2) {
      this.problem(
        'uncollected-fact',
        this.mode === 'request'
          ? `reads the fact '${name}': what to fetch must not depend on what was fetched`
          : `reads '${name}', which nothing collects`,
        node,
      );
      return;
    }
    const hint = name === 'now' ? ': use age() or until()' : '';
    this.problem(
      'unknown-name',
      `the name '${name}' is not known${hint}`,
      node,
    );
  }

  private isWholeFact(node: ASTNode, bindings: Bindings): boolean {
    const chain = staticChain(node);
    if (!chain) return false;
    const bound = bindings.get(chain.root);
    if (bound === 'value') return false;
    const keys =
      bound !== undefined || chain.root === 'subject'
        ? chain.keys
        : [chain.root, ...chain.keys];
    const length = this.factLength(keys);
    return length > 0 && length === keys.length;
  }

  private refuseMatches(node: ASTNode): void {
    this.problem(
      'matches',
      "'matches' is refused: a regular expression belongs into a collector's rule, where it runs in linear time",
      node,
    );
  }

  private emitPath(start: string, keys: readonly string[]): void {
    this.text += start;
    for (const key of keys) {
      this.text += IDENTIFIER.test(key)
        ? `.${key}`
        : `[${JSON.stringify(key)}]`;
    }
  }

  private separated(nodes: readonly ASTNode[], bindings: Bindings): void {
    nodes.forEach((node, index) => {
      if (index > 0) this.text += ', ';
      this.emit(node, bindings);
    });
  }

  private wrapInt(name: string, emit: () => void): void {
    const wraps = RETURNS_INT.has(name);
    if (wraps) this.text += 'double(';
    emit();
    if (wraps) this.text += ')';
  }

  private parenthesised(emit: () => void): void {
    this.text += '(';
    emit();
    this.text += ')';
  }

  private problem(
    rule: ExpressionProblem['rule'],
    message: string,
    node: ASTNode,
  ): void {
    this.problems.push({ rule, message, offset: node.range.start });
  }
}

/**
 * Translates a part of an expression: facts become variables, whole numbers
 * doubles. Written anew from the tree, fully in parentheses: the ranges that the
 * parser gives leave parentheses out.
 */
export function translate(
  node: ASTNode,
  vocabulary: Vocabulary,
  mode: ExpressionMode,
  { bindings, depth }: Surroundings = NOWHERE,
): Translation {
  const translator = new Translator(vocabulary, mode, depth);
  translator.emit(node, bindings);
  return translator.result();
}

function literal(node: Extract<ASTNode, { op: 'value' }>): string {
  const value: unknown = node.args;
  if (typeof value === 'bigint') return `${value}.0`;
  if (typeof value !== 'number') {
    const whole = /^(\d+)u$/.exec(serialize(node));
    return whole ? `${whole[1]}.0` : serialize(node);
  }
  const text = String(value);
  return /^\d+$/.test(text) ? `${text}.0` : text;
}

/** Bound names get a prefix, so that none hides a variable of ours. */
export function boundName(name: string): string {
  return `v_${name}`;
}

/** The same fact has the same name in every expression: one context serves all. */
function factVariable(scope: ReadScope, slot: number): string {
  return scope === 'subject' ? `s${slot}` : `f${slot}`;
}

/** Variable that holds the members of a target. */
export function memberVariable(target: string): string {
  return `members_${target}`;
}
