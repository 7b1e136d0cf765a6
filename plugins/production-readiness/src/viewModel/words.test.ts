import {
  factsWords,
  factWords,
  isWhole,
  pathWords,
  textOf,
  valueWords,
} from './words';

const names = {
  sourceTitle: (source: string) => `<${source}>`,
  reportTitle: (type: string) => `[${type}]`,
};

it.each([
  ['http.homeAnswer', '<http>: home answer'],
  ['env.STRIPE_SECRET_KEY', '<env>: STRIPE_SECRET_KEY'],
  ['report.junit', '[junit]'],
])('the fact %s is called %s', (fact, words) => {
  expect(factWords(fact, names)).toBe(words);
});

it('says what several facts have in common once', () => {
  expect(
    factsWords(['env.A', 'env.B', 'http.plain', 'report.a', 'report.b'], names),
  ).toEqual(['<env>: A', 'B', '<http>: plain', '[a]', '[b]']);
});

it.each([
  ['', ''],
  ['status', 'status'],
  ['serviceDetails.autoDeploy', 'service details · auto deploy'],
  ['headers.referrer-policy', 'Referrer-Policy'],
  [
    'byCriterion.app.errors/no-data.passed',
    'title of app.errors/no-data · passed',
  ],
])('the path %j is called %j', (path, words) => {
  expect(pathWords(path, ref => `title of ${ref}`)).toBe(words);
});

it.each([
  [null, { kind: 'nothing' }],
  ['', { kind: 'nothing' }],
  [[], { kind: 'nothing' }],
  [{}, { kind: 'nothing' }],
  [0, { kind: 'text', text: '0' }],
  [false, { kind: 'truth', value: false }],
  [['a', 'b'], { kind: 'text', text: 'a, b' }],
  [
    { status: 200, isOk: true },
    { kind: 'text', text: 'status: 200, is ok: true' },
  ],
  [{ inner: { a: 1 } }, { kind: 'fields', count: 1 }],
  [
    [{ path: '/a' }, { path: '/b' }, { url: 'u' }, { host: 'h' }],
    { kind: 'entries', count: 4, places: ['/a', '/b', 'u'] },
  ],
])('%j in words', (value, words) => {
  expect(valueWords(value as never)).toEqual(words);
});

it('counts what the server left out of a list', () => {
  expect(valueWords([{ path: '/a' }, { path: '/b' }, '… 38 more'])).toEqual({
    kind: 'entries',
    count: 40,
    places: ['/a', '/b'],
  });
});

it.each([
  [200, true],
  ['short', true],
  ['x'.repeat(500), false],
  [['a', 'b'], true],
  [[{ a: 1 }], false],
  [{ a: { b: 1 } }, false],
])('a line holds all of %j: %s', (value, expected) => {
  expect(isWhole(value as never)).toBe(expected);
});

it('writes times as people do and cuts what is long', () => {
  expect(textOf('2026-12-01T16:33:50.000Z')).toMatch(/1 Dec 2026/);
  expect(textOf('2026-12')).toBe('2026-12');
  expect(textOf('x'.repeat(500))).toHaveLength(160);
});
