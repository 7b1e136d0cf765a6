import { launchTime } from './launchTime';
import { toLocalInput } from './localTime';

const NOW = Date.parse('2026-12-01T10:00:30.000Z');
const DEPLOY = '2026-12-01T09:41:17.000Z';

it.each([
  ['the minute of the deploy', DEPLOY, DEPLOY, { at: DEPLOY }],
  ['this minute', '2026-12-01T10:00:00Z', DEPLOY, { at: undefined }],
  [
    'another time',
    '2026-12-01T09:00:00Z',
    DEPLOY,
    { at: '2026-12-01T09:00:00.000Z' },
  ],
  [
    'the minute of a deploy that nobody saw',
    DEPLOY,
    undefined,
    { at: '2026-12-01T09:41:00.000Z' },
  ],
  ['a time ahead', '2026-12-01T10:01:00Z', DEPLOY, 'ahead'],
] as const)('%s', (_, at, deployAt, expected) => {
  expect(launchTime(toLocalInput(at), { deployAt, now: NOW })).toEqual(
    expected,
  );
});

it('no time at all', () => {
  expect(launchTime('', { deployAt: DEPLOY, now: NOW })).toBe('none');
});
