import { levelOf } from './level';
import { reaches, scoreOf } from './score';

// In no order: the highest that is reached counts.
const LEVELS = [
  { id: 'no', title: 'DO NOT LAUNCH', min: 0 },
  { id: 'ready', title: 'READY', min: 100 },
  { id: 'not-ready', title: 'NOT READY', min: 90 },
  { id: 'caution', title: 'CAUTION', min: 95 },
];

it.each([
  [1, 1, 'ready'],
  // 99.99: near is not there.
  [9_999, 10_000, 'caution'],
  [19, 20, 'caution'],
  // 94.95 would round to 95.
  [1_899, 2_000, 'not-ready'],
  [9, 10, 'not-ready'],
  // 89.995.
  [17_999, 20_000, 'no'],
  [0, 3, 'no'],
])('5.3 %d of %d is %s', (completed, applicable, id) => {
  expect(levelOf(LEVELS, { completed, applicable })?.id).toBe(id);
});

it('5.3 is none where nothing applies, or none reaches down', () => {
  expect(levelOf(LEVELS, { completed: 0, applicable: 0 })).toBeNull();
  expect(levelOf(LEVELS.slice(1), { completed: 1, applicable: 2 })).toBeNull();
});

it('5.2 shows a percentage cut, not rounded', () => {
  const items = Array.from({ length: 2_000 }, (_, index) => ({
    status: index === 0 ? ('fail' as const) : ('pass' as const),
  }));
  expect(scoreOf(items).percent).toBe(99.9);
});

it('5.4 reaches a percentage with decimals by whole numbers', () => {
  expect([reaches(333, 1_000, 33.3), reaches(332, 1_000, 33.3)]).toEqual([
    true,
    false,
  ]);
});
