import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { annotation, feature } from './environment';
import { age, compareTimes, days, isoSpan, until } from './time';
import type { Comparison } from './time';

/**
 * What a step answers where a value is not of the kind that it knows: the
 * library then says what it is, or what is wrong with it.
 */
const UNSETTLED = Symbol('unsettled');

type Context = Record<string, unknown>;
/** Values of names that macros bind, by their depth. */
type Frame = unknown[];
type Step = (context: Context, frame: Frame) => unknown;
type Names = readonly string[];
type Binary = (a: unknown, b: unknown) => unknown;

/**
 * Evaluates a program as the library does, in a fraction of its time where it
 * is plain: paths, literals, comparisons, logic, sums, membership, `all`,
 * `exists` and times. Anything else, and every error, is left to the library. A
 * property test holds both side by side. Objects with a key `constructor` are
 * no exception here; the library refuses them.
 */
export function evaluatorOf(
  program: ParseResult,
): (context: Context) => unknown {
  const step = compile(program.ast, []);
  if (!step) return program;
  return context => {
    const value = settle(step, context);
    return value === UNSETTLED ? program(context) : value;
  };
}

/** Whether our own evaluation knows all that a program is written in. */
export function isPlain(ast: ASTNode): boolean {
  return compile(ast, []) !== undefined;
}

function settle(step: Step, context: Context): unknown {
  try {
    return step(context, []);
  } catch {
    // A time or duration that cannot be read; the library words it.
    return UNSETTLED;
  }
}

function isEqual(a: unknown, b: unknown): unknown {
  switch (typeof a) {
    case 'string':
    case 'number':
    case 'boolean':
      if (typeof b === typeof a) return a === b;
      break;
    case 'object':
      if (a === null && b === null) return true;
      break;
    default:
  }
  return isComparableWithNull(a, b) ? false : compareTimes('==', a, b);
}

/** One of them is null, the other a plain value that is not. */
function isComparableWithNull(a: unknown, b: unknown): boolean {
  const other = a === null ? b : a;
  return (
    (a === null || b === null) &&
    ['string', 'number', 'boolean'].includes(typeof other)
  );
}

function ordered(
  operator: Comparison,
  compare: (a: number, b: number) => boolean,
): Binary {
  return (a, b) =>
    typeof a === 'number' && typeof b === 'number'
      ? compare(a, b)
      : compareTimes(operator, a, b) ?? UNSETTLED;
}

function arithmetic(apply: (a: number, b: number) => number): Binary {
  return (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? apply(a, b) : UNSETTLED;
}

const sum = arithmetic((a, b) => a + b);

const BINARY: Record<string, Binary> = {
  '==': (a, b) => isEqual(a, b) ?? UNSETTLED,
  '!=': (a, b) => {
    const equal = isEqual(a, b);
    return typeof equal === 'boolean' ? !equal : UNSETTLED;
  },
  '<': ordered('<', (a, b) => a < b),
  '<=': ordered('<=', (a, b) => a <= b),
  '>': ordered('>', (a, b) => a > b),
  '>=': ordered('>=', (a, b) => a >= b),
  '+': (a, b) =>
    typeof a === 'string' && typeof b === 'string' ? a + b : sum(a, b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
};

const ofText =
  (apply: (text: string) => unknown) =>
  (a: unknown): unknown =>
    typeof a === 'string' ? apply(a) : UNSETTLED;
const ofNumber =
  (apply: (value: number) => unknown) =>
  (a: unknown): unknown =>
    typeof a === 'number' ? apply(a) : UNSETTLED;

const FUNCTIONS: Record<string, (a: unknown) => unknown> = {
  annotation: ofText(annotation),
  feature: ofText(feature),
  age: ofText(age),
  until: ofText(until),
  isoDuration: ofText(isoSpan),
  days: ofNumber(days),
  hours: ofNumber(count => days(count / 24)),
  minutes: ofNumber(count => days(count / 1440)),
  double: ofNumber(value => value),
};

const TEXT_METHODS: Record<string, (text: string, part: string) => boolean> = {
  contains: (text, part) => text.includes(part),
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
};

function compile(node: ASTNode, names: Names): Step | undefined {
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return variable(node.args, names);
    case '.':
      return field(node.args[0], node.args[1], names);
    case '[]':
      return indexed(node.args, names);
    case '&&':
    case '||':
      return logic(node.args, node.op === '||', names);
    case '!_':
      return with1(node.args, names, a =>
        typeof a === 'boolean' ? !a : UNSETTLED,
      );
    case '-_':
      return with1(node.args, names, a =>
        typeof a === 'number' ? -a : UNSETTLED,
      );
    case '?:':
      return choice(node.args, names);
    case 'in':
      return with2(node.args, names, isIn);
    case 'list':
      return list(node.args, names);
    case 'call':
      return call(node.args, names);
    case 'rcall':
      return method(node.args, names);
    default:
      return binary(node.op, node.args as [ASTNode, ASTNode], names);
  }
}

function binary(
  operator: string,
  operands: [ASTNode, ASTNode],
  names: Names,
): Step | undefined {
  return Object.hasOwn(BINARY, operator)
    ? with2(operands, names, BINARY[operator])
    : undefined;
}

function with1(
  node: ASTNode,
  names: Names,
  apply: (a: unknown) => unknown,
): Step | undefined {
  const of = compile(node, names);
  return of && ((context, frame) => apply(of(context, frame)));
}

function with2(
  [first, second]: readonly ASTNode[],
  names: Names,
  apply: Binary,
): Step | undefined {
  const left = compile(first, names);
  const right = compile(second, names);
  return (
    left &&
    right &&
    ((context, frame) => apply(left(context, frame), right(context, frame)))
  );
}

/** Whole numbers are left only where they count: as a position in a list. */
function literal(value: unknown): Step | undefined {
  const isKnown =
    value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isKnown ? () => value : undefined;
}

function variable(name: string, names: Names): Step {
  const depth = names.lastIndexOf(name);
  if (depth >= 0) return (_, frame) => frame[depth];
  return context => {
    const value = context[name];
    return value === undefined ? UNSETTLED : value;
  };
}

function field(node: ASTNode, key: string, names: Names): Step | undefined {
  const of = compile(node, names);
  return of && ((context, frame) => entryOf(of(context, frame), key));
}

function indexed(
  [node, key]: readonly ASTNode[],
  names: Names,
): Step | undefined {
  if (key.op !== 'value') return undefined;
  if (typeof key.args === 'string') return field(node, key.args, names);
  const of = typeof key.args === 'bigint' ? compile(node, names) : undefined;
  const at = Number(key.args);
  return (
    of &&
    ((context, frame) => {
      const value = of(context, frame);
      return Array.isArray(value) && at < value.length ? value[at] : UNSETTLED;
    })
  );
}

function entryOf(value: unknown, key: string): unknown {
  if (!isPlainObject(value) || !Object.hasOwn(value, key)) return UNSETTLED;
  const entry = value[key];
  return entry === undefined ? UNSETTLED : entry;
}

/** A JSON object; lengths of time are objects too, and have no fields. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}

/** An operand that fails may be outweighed by the other: that is left to the library. */
function logic(
  [first, second]: readonly ASTNode[],
  settles: boolean,
  names: Names,
): Step | undefined {
  const left = compile(first, names);
  const right = compile(second, names);
  return (
    left &&
    right &&
    ((context, frame) => {
      const a = left(context, frame);
      if (a === settles) return a;
      if (typeof a !== 'boolean') return UNSETTLED;
      const b = right(context, frame);
      return typeof b === 'boolean' ? b : UNSETTLED;
    })
  );
}

function choice(nodes: readonly ASTNode[], names: Names): Step | undefined {
  const [condition, then, otherwise] = nodes.map(node => compile(node, names));
  if (!condition || !then || !otherwise) return undefined;
  return (context, frame) => {
    const holds = condition(context, frame);
    if (typeof holds !== 'boolean') return UNSETTLED;
    return (holds ? then : otherwise)(context, frame);
  };
}

function list(nodes: readonly ASTNode[], names: Names): Step | undefined {
  const steps = nodes.map(node => compile(node, names));
  if (!steps.every(step => step !== undefined)) return undefined;
  if (nodes.every(node => node.op === 'value')) {
    const values = steps.map(step => step({}, []));
    return () => values;
  }
  return (context, frame) => {
    const values = steps.map(step => step(context, frame));
    return values.includes(UNSETTLED) ? UNSETTLED : values;
  };
}

function isIn(key: unknown, holder: unknown): unknown {
  const kind = typeof key;
  if (kind !== 'string' && kind !== 'number' && kind !== 'boolean') {
    return UNSETTLED;
  }
  if (Array.isArray(holder)) {
    let isFound = false;
    for (const entry of holder) {
      if (typeof entry !== kind) return UNSETTLED;
      isFound ||= entry === key;
    }
    return isFound;
  }
  return kind === 'string' && isPlainObject(holder)
    ? Object.hasOwn(holder, key as string)
    : UNSETTLED;
}

function call(
  [name, args]: [string, readonly ASTNode[]],
  names: Names,
): Step | undefined {
  if (args.length !== 1) return undefined;
  const [argument] = args;
  if (name === 'double') {
    const counted = countedBy(argument);
    if (counted) return with1(counted, names, sizeOf);
  }
  return Object.hasOwn(FUNCTIONS, name)
    ? with1(argument, names, FUNCTIONS[name])
    : undefined;
}

/** What is counted by `size(x)` or `x.size()`: a whole number, so known only under `double`. */
function countedBy(node: ASTNode): ASTNode | undefined {
  if (node.op === 'call' && node.args[0] === 'size') {
    return node.args[1].length === 1 ? node.args[1][0] : undefined;
  }
  if (node.op === 'rcall' && node.args[0] === 'size') {
    return node.args[2].length === 0 ? node.args[1] : undefined;
  }
  return undefined;
}

function sizeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length;
  return isPlainObject(value) ? Object.keys(value).length : UNSETTLED;
}

function method(
  [name, receiver, args]: [string, ASTNode, readonly ASTNode[]],
  names: Names,
): Step | undefined {
  if (name === 'all' || name === 'exists') {
    return quantifier(receiver, args, { settles: name === 'exists', names });
  }
  if (args.length !== 1 || !Object.hasOwn(TEXT_METHODS, name)) return undefined;
  const apply = TEXT_METHODS[name];
  return with2([receiver, args[0]], names, (text, part) =>
    typeof text === 'string' && typeof part === 'string'
      ? apply(text, part)
      : UNSETTLED,
  );
}

/** An entry that fails may be outweighed by another: that is left to the library. */
function quantifier(
  receiver: ASTNode,
  [bound, predicate, ...others]: readonly ASTNode[],
  { settles, names }: { settles: boolean; names: Names },
): Step | undefined {
  if (bound?.op !== 'id' || !predicate || others.length > 0) return undefined;
  const of = compile(receiver, names);
  const holds = compile(predicate, [...names, bound.args]);
  const depth = names.length;
  return (
    of &&
    holds &&
    ((context, frame) => {
      const entries = of(context, frame);
      if (!Array.isArray(entries)) return UNSETTLED;
      for (const entry of entries) {
        frame[depth] = entry;
        const answer = holds(context, frame);
        if (answer === settles) return answer;
        if (typeof answer !== 'boolean') return UNSETTLED;
      }
      return !settles;
    })
  );
}
