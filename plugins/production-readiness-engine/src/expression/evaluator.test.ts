import fc from 'fast-check';
import { celEnvironment } from './environment';
import { evaluatorOf, isPlain } from './evaluator';
import { enterScope } from './scope';
import type { Scope } from './scope';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const at = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

type Context = Record<string, unknown>;

/** What an evaluation comes to: a value or an error, and when it flips. */
function outcomeOf(run: (context: Context) => unknown, context: Context) {
  const entity = {
    annotations: {
      plan: 'gold',
      'production-readiness/features': 'redis, payments',
    },
  };
  const scope: Scope = {
    now: NOW,
    entity,
    subject: { annotations: { tier: '1' } },
    flipsAt: Infinity,
  };
  const before = enterScope(scope);
  try {
    return { value: run(context), flipsAt: scope.flipsAt };
  } catch (error) {
    return { error: (error as Error).message, flipsAt: scope.flipsAt };
  } finally {
    enterScope(before);
  }
}

/** The same text twice: by the library alone, and by ours before it. */
function bothOf(text: string) {
  const library = celEnvironment.parse(text);
  const { valid } = library.check();
  const program = celEnvironment.parse(text);
  program.check();
  return { valid, library, ours: evaluatorOf(program) };
}

const KEYS = ['a', 'b', 'list', 'at', 'x-a'];
const WORDS = ['', 'a', 'ok', 'x-a', 'Käse', '1', at(-3), at(3), '2026-06-01'];

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(0, -0, 1, 200, 0.1, -1.5, 1e21),
  fc.boolean(),
  fc.constant(null),
);
const { value: json } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    fc.array(tie('value'), { maxLength: 3 }),
    {
      weight: 3,
      arbitrary: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), {
        maxKeys: 3,
      }),
    },
  ),
}));

/** Mostly complete, as facts are; else anything. */
const factValue = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      a: fc.constantFrom(...WORDS),
      b: fc.constantFrom(0, 1, 200, 0.1, -1.5),
      ok: fc.boolean(),
      list: fc.array(fc.oneof(scalar, fc.record({ a: scalar, b: scalar })), {
        maxLength: 3,
      }),
      at: fc.constantFrom(at(-3), at(3)),
      'x-a': json,
    }),
  },
  json,
);

/** A fact is there or missing; members are what an evaluation lists. */
const contexts: fc.Arbitrary<Context> = fc.record(
  {
    f0: factValue,
    f1: factValue,
    s0: fc.dictionary(fc.constantFrom(...KEYS), json, { maxKeys: 3 }),
    param: fc.record({ a: scalar, list: fc.array(scalar, { maxLength: 3 }) }),
    members_api: fc.array(fc.record({ f0: factValue }, { requiredKeys: [] }), {
      maxLength: 3,
    }),
    entity: fc.record({ name: fc.constant('web'), type: scalar }),
  },
  { requiredKeys: [] },
);

const literals = fc.constantFrom(
  "''",
  "'a'",
  "'ok'",
  "'Käse'",
  '0.0',
  '1.0',
  '200.0',
  '0.1',
  'true',
  'false',
  'null',
);

function oneOf(...texts: string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts);
}

/** Expressions, right and wrong, as the translation writes them. */
const { expression } = fc.letrec<{
  expression: string;
  bool: string;
  path: string;
}>(tie => {
  const anyPath = fc
    .tuple(
      oneOf('f0', 's0', 'param', 'entity', 'v_m', 'v_x', 'missing'),
      fc.array(
        oneOf('.a', '.b', '.list', '.at', "['x-a']", '[0]', '[2]', '.f0'),
        { maxLength: 3 },
      ),
    )
    .map(([root, steps]) => root + steps.join(''));
  const path = fc.oneof(
    {
      weight: 3,
      arbitrary: oneOf('f0.a', 'f0.b', 'f1.a', 'f1.at', 'param.a', 'v_x'),
    },
    oneOf('f0.list', 'param.list', 'v_m.f0.a', 'v_x.a', 'members_api'),
    anyPath,
  );
  const list = fc.oneof(
    path,
    fc
      .array(fc.oneof(literals, path), { maxLength: 3 })
      .map(entries => `[${entries.join(', ')}]`),
  );
  const time = fc.oneof(
    fc.tuple(oneOf('age', 'until'), path).map(([f, of]) => `${f}(${of})`),
    fc
      .tuple(
        oneOf('days', 'hours', 'minutes'),
        fc.oneof(path, oneOf('3.0', '72.0')),
      )
      .map(([f, of]) => `${f}(${of})`),
    oneOf(
      "isoDuration('P3D')",
      "isoDuration('P1M')",
      "isoDuration(annotation('plan'))",
    ),
  );
  const operand: fc.Arbitrary<string> = fc.oneof(
    { weight: 4, arbitrary: path },
    { weight: 3, arbitrary: literals },
    { weight: 2, arbitrary: time },
    path.map(of => `double(size(${of}))`),
    path.map(of => `double(${of}.size())`),
    path.map(of => `(-${of})`),
    oneOf("annotation('plan')", "annotation('none')", "feature('redis')"),
    fc
      .tuple(path, oneOf('+', '-', '*', '/', '%'), fc.oneof(path, literals))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    list,
  );
  // Of one kind on both sides, as checks are written.
  const number = fc.oneof(
    oneOf('f0.b', 'f1.b', 'v_x.b', 'v_m.f0.b', '0.0', '1.0', '200.0'),
    oneOf('double(size(f0.list))', '(f0.b * 2.0)', '(f1.b / f0.b)', '(-f1.b)'),
  );
  const text = oneOf('f0.a', 'f1.a', 'v_x.a', "'a'", "'ok'", "('a' + f0.a)");
  const texts = oneOf("['a', 'ok']", "['x-a', f1.a]", 'f0.list', '[]');
  const typed: fc.Arbitrary<string> = fc.oneof(
    oneOf('f0.ok', 'f1.ok', "feature('redis')", "(f0['x-a'] != null)"),
    fc
      .tuple(number, oneOf('==', '!=', '<', '<=', '>', '>='), number)
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(text, oneOf('==', '!=', '<'), text)
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(text, texts).map(([a, b]) => `(${a} in ${b})`),
    fc
      .tuple(text, oneOf('contains', 'startsWith', 'endsWith'), text)
      .map(([a, name, b]) => `${a}.${name}(${b})`),
    fc
      .tuple(
        oneOf('age', 'until'),
        oneOf('<', '<=', '>', '>=', '==', '!='),
        oneOf('days(3.0)', 'hours(1.0)', "isoDuration('P3D')"),
        fc.boolean(),
      )
      .map(([f, op, span, mirrored]) =>
        mirrored
          ? `(${span} ${op} ${f}(f0.at))`
          : `(${f}(f0.at) ${op} ${span})`,
      ),
  );
  const bool: fc.Arbitrary<string> = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 24, arbitrary: typed },
    {
      weight: 6,
      arbitrary: fc
        .tuple(operand, oneOf('==', '!=', '<', '<=', '>', '>='), operand)
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
    },
    { weight: 2, arbitrary: path },
    fc.tuple(operand, list).map(([a, b]) => `(${a} in ${b})`),
    fc
      .tuple(path, oneOf('contains', 'startsWith', 'endsWith'), operand)
      .map(([a, name, b]) => `${a}.${name}(${b})`),
    fc
      .tuple(tie('bool'), oneOf('&&', '||'), tie('bool'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('bool').map(of => `(!${of})`),
    fc
      .tuple(tie('bool'), tie('bool'), tie('bool'))
      .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(list, oneOf('all', 'exists'), oneOf('v_m', 'v_x'), tie('bool'))
      .map(([of, name, bound, holds]) => `${of}.${name}(${bound}, ${holds})`),
  );
  return { expression: bool, bool, path };
});

describe('our own evaluation', () => {
  it('comes to what the library comes to, in values, errors and times', () => {
    const outcomes = { values: 0, errors: 0 };
    fc.assert(
      fc.property(
        expression,
        fc.array(contexts, { minLength: 1, maxLength: 8 }),
        (text, worlds) => {
          const { valid, library, ours } = bothOf(text);
          // What does not pass the check of types is never evaluated.
          fc.pre(valid);
          for (const world of worlds) {
            const expected = outcomeOf(library, world);
            expect(outcomeOf(ours, world)).toEqual(expected);
            outcomes['value' in expected ? 'values' : 'errors'] += 1;
          }
        },
      ),
      { numRuns: 2000 },
    );
    // Neither is rare among what was held side by side.
    expect(outcomes.values).toBeGreaterThan(3000);
    expect(outcomes.errors).toBeGreaterThan(1000);
  });

  it.each([
    "(f0.a == 'ok')",
    '(f0.list.all(v_x, (v_x.a >= 1.0)) && (f0.b != null))',
    "(f0.a in ['a', 'b'])",
    "members_api.exists(v_m, (!v_m.f0.a.startsWith('x')))",
    '(age(f0.at) <= (days(7.0)))',
    "(double(size(f0.list)) > 0.0) ? feature('redis') : (annotation('x') == '')",
    '((f0.a * 100.0) / f0.b > 2.5)',
  ])('knows %s', text => {
    expect(isPlain(celEnvironment.parse(text).ast)).toBe(true);
  });

  it.each([
    'f0.list.map(v_x, v_x.a)',
    "(f0.a.lowerAscii() == 'a')",
    'has(f0.a)',
    'cel.bind(v_x, f0.a, (v_x == 1.0))',
    '(f0.a == 1)',
  ])('leaves %s to the library', text => {
    expect(isPlain(celEnvironment.parse(text).ast)).toBe(false);
  });
});
