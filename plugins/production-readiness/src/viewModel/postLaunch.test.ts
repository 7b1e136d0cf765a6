import type { PostLaunchState } from '@production-readiness/backstage-plugin-production-readiness-common';
import { check, postLaunch } from '../testing/reviewFixture';
import { NOW } from '../testing/results';
import {
  checkShape,
  checksInOrder,
  nextCheck,
  tallyWindow,
  windowPhase,
  windowShape,
} from './postLaunch';

const HOUR = 60 * 60_000;
const [first, second] = postLaunch();
const of = (...states: PostLaunchState[]) => ({
  ...first,
  checks: states.map((state, index) => check({ id: `P${index}`, state })),
});

it('puts what failed first, then what is overdue, then what is due', () => {
  const late = check({ id: 'late', dueAt: '2026-11-30T00:00:00.000Z' });
  expect(
    checksInOrder([
      check({ id: 'done', state: 'passed' }),
      late,
      check({ id: 'soon' }),
      check({ id: 'overdue', state: 'overdue' }),
      check({ id: 'failed', state: 'failed' }),
    ]).map(({ id }) => id),
  ).toEqual(['failed', 'overdue', 'soon', 'late', 'done']);
});

it('counts what passed, late too, of what applies', () => {
  expect(
    tallyWindow(
      of('passed', 'passed-late', 'failed', 'overdue', 'not-applicable'),
    ),
  ).toEqual({ done: 2, total: 4, failed: 1, overdue: 1 });
});

it.each([
  ['before it starts', first, NOW - HOUR, 'ahead'],
  ['while something is waited for', first, NOW, 'running'],
  ['once its time is over', first, NOW + HOUR, 'over'],
  ['once nothing is waited for', of('passed', 'failed'), NOW, 'over'],
] as const)('a window %s', (_, window, now, phase) => {
  expect(windowPhase(window, now)).toBe(phase);
});

it.each([
  ['something failed', first, 'bad'],
  ['something is waited for', second, 'open'],
  ['something is overdue', of('passed', 'overdue'), 'open'],
  ['all passed, one late', of('passed', 'passed-late'), 'good'],
] as const)('the shape of a window in which %s', (_, window, shape) => {
  expect(windowShape(window)).toBe(shape);
});

it('shows what nobody knows unlike what fails', () => {
  expect(checkShape('overdue')).toBe('open');
  expect(checkShape('failed')).toBe('bad');
});

it('knows what is due first', () => {
  expect(nextCheck([second, first])?.id).toBe('P1');
  expect(nextCheck([of('passed', 'overdue')])).toBeUndefined();
});
