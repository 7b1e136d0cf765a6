import { distinctValues, restatesExpected } from './actual';

const value = (path: string, of: unknown) => ({
  entityRef: 'component:default/a',
  fact: 'http.home',
  path,
  value: of as never,
});

it('lists each place once', () => {
  expect(
    distinctValues({ values: [value('a', 1), value('b', 2), value('a', 1)] }),
  ).toHaveLength(2);
});

it.each([
  ['Expected: a header', 'a header', true],
  ['a header', 'a header', true],
  ['port 80 answers 200', 'a header', false],
  [undefined, 'a header', false],
  ['anything', undefined, false],
])('%s restates %s: %s', (message, expected, restates) => {
  expect(restatesExpected(message, { expected })).toBe(restates);
});
