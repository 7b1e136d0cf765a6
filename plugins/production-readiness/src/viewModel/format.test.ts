import { formatValue, fullValue, readPath, scorePercent } from './format';

it.each([
  [200, '200'],
  ['text', 'text'],
  ['', '""'],
  [null, 'null'],
  [false, 'false'],
  [{ a: [1] }, '{"a":[1]}'],
  [undefined, ''],
])('formatValue(%j): %s', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

it('cuts what is long and keeps it whole elsewhere', () => {
  const long = 'x'.repeat(500);
  expect(formatValue(long)).toHaveLength(160);
  expect(formatValue(long)).toMatch(/…$/);
  expect(fullValue(long)).toBe(long);
});

it.each([
  ['http.health', 'status', 'http.health.status'],
  ['http.health', '', 'http.health'],
  ['http.health', 'http.health.status', 'http.health.status'],
])('readPath(%s, %s)', (fact, path, expected) => {
  expect(readPath(fact, path)).toBe(expected);
});

it.each([
  [null, null],
  [100, '100'],
  [94.9, '94.9'],
  [0, '0'],
])('scorePercent(%s): %s', (percent, text) => {
  expect(scorePercent({ percent })).toBe(text);
});
