import { answered, notJudged } from '../testing/fakeApi';
import { isNotAllowed, isNotJudged, messageOf, orNotJudged } from './failure';

it.each([
  ['not judged', notJudged(), { judged: false, allowed: true }],
  [
    'entity unknown',
    answered('NotFoundError', 'No such entity', 'unknown-entity'),
    { judged: true, allowed: true },
  ],
  [
    'not allowed',
    answered('NotAllowedError', 'no'),
    { judged: true, allowed: false },
  ],
  [
    'network',
    new TypeError('Failed to fetch'),
    { judged: true, allowed: true },
  ],
])('%s', (_, error, { judged, allowed }) => {
  expect(isNotJudged(error)).toBe(!judged);
  expect(isNotAllowed(error)).toBe(!allowed);
});

it.each([
  [
    'the backend’s words',
    answered('ConflictError', 'queue is full'),
    'queue is full',
  ],
  ['an error’s own', new Error('Failed to fetch'), 'Failed to fetch'],
  ['anything else', 'odd', 'odd'],
])('messageOf: %s', (_, error, message) => {
  expect(messageOf(error)).toBe(message);
});

it('makes null only of what nothing judges', async () => {
  expect(await orNotJudged(Promise.reject(notJudged()))).toBeNull();
  await expect(orNotJudged(Promise.reject(new Error('away')))).rejects.toThrow(
    'away',
  );
});
