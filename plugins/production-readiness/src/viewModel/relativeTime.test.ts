import { exactTime, isPast, relativeTime, utcTime } from './relativeTime';

const NOW = Date.parse('2026-11-22T12:00:00Z');

it.each([
  ['2026-11-22T11:59:30Z', null],
  ['2026-11-22T11:57:00Z', '3 minutes ago'],
  ['2026-11-20T12:00:00Z', '2 days ago'],
  ['2026-11-22T13:00:00Z', 'in 1 hour'],
])('%s: %s', (at, words) => {
  expect(relativeTime(at, NOW)).toBe(words);
});

it('is exact with its zone', () => {
  expect(exactTime('2026-11-22T11:57:03Z')).toMatch(
    /2026 \d\d:57:03 UTC[+-]\d\d:\d\d$/,
  );
});

it('says a time in UTC to everybody', () => {
  expect(utcTime('2026-12-01T11:30:00+01:00')).toBe('1 Dec 2026 10:30 UTC');
});

it.each([
  [null, false],
  ['2026-11-22T11:59:59Z', true],
  ['2026-11-22T12:00:01Z', false],
])('%s is past: %s', (at, expected) => {
  expect(isPast(at, NOW)).toBe(expected);
});
