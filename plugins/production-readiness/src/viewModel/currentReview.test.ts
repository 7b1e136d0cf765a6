import type { ReviewState } from '@production-readiness/backstage-plugin-production-readiness-common';
import { reviewSummary } from '../testing/reviewFixture';
import { canOpenNext, reviewsOfUnit } from './currentReview';

const of = (...states: ReviewState[]) =>
  reviewsOfUnit(
    states.map((state, index) =>
      reviewSummary({ id: `r${index}`, number: index + 1, state }),
    ),
  );

it.each<[string, ReviewState[], number | null, number | null]>([
  ['no review', [], null, null],
  ['an open one', ['verified', 'open'], 2, null],
  ['one that is decided', ['decided'], 1, null],
  ['one that is launched', ['verified', 'launched'], 2, null],
  ['one that is withdrawn', ['withdrawn'], 1, null],
  ['one that is expired', ['expired'], 1, null],
  ['one that is verified', ['verified'], null, 1],
  ['a cancelled one after a launch', ['launched', 'cancelled'], 1, null],
  ['only cancelled ones', ['cancelled'], null, null],
  ['an old one that was withdrawn', ['withdrawn', 'verified'], null, 2],
  [
    'superseded by one that was cancelled',
    ['superseded', 'cancelled'],
    null,
    1,
  ],
])('%s', (_, states, current, last) => {
  const found = of(...states);
  expect(found.current?.number ?? null).toBe(current);
  expect(found.last?.number ?? null).toBe(last);
});

it.each<[ReviewState | null, boolean]>([
  [null, true],
  ['open', false],
  ['launched', true],
])('while one is %s the next can be opened: %s', (state, can) => {
  expect(canOpenNext(state && { state })).toBe(can);
});
