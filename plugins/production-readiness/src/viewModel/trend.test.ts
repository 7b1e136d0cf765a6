import { trendOf } from './trend';

const point = (day: string, completed: number, applicable: number) => ({
  day,
  completed,
  applicable,
  verdict: null,
  levelId: null,
});

it('draws oldest to newest and never rounds up', () => {
  expect(
    trendOf([point('2026-11-02', 949, 1000), point('2026-11-01', 2, 3)]),
  ).toEqual({
    dots: [
      { x: 0, y: expect.closeTo(0.666), day: '2026-11-01', percent: 66.6 },
      { x: 1, y: expect.closeTo(0.949), day: '2026-11-02', percent: 94.9 },
    ],
    first: 66.6,
    last: 94.9,
    low: 66.6,
    high: 94.9,
  });
});

it.each([
  ['no points', []],
  ['only days on which nothing applied', [point('2026-11-01', 0, 0)]],
])('%s: nothing to draw', (_, points) => {
  expect(trendOf(points)).toBeNull();
});

it('puts a single day at the right end', () => {
  expect(trendOf([point('2026-11-01', 1, 2)])?.dots).toEqual([
    { x: 1, y: 0.5, day: '2026-11-01', percent: 50 },
  ]);
});
