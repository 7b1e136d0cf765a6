import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  decidedReview,
  launchedReview,
  review,
  signOffs,
} from '../testing/reviewFixture';
import { reviewSteps } from './reviewSteps';

const allSigned = signOffs().map(each => ({
  ...each,
  state: 'given' as const,
}));
const decision = (outcome: 'go' | 'no-go' | 'exception') => ({
  outcome,
  by: 'user:default/ada',
  at: '2026-11-22T11:00:00.000Z',
});
const some = { given: 1, wanted: 4 };

it.each<[string, ReviewView, string[]]>([
  ['open', review(), ['done', 'now', 'ahead', 'ahead', 'ahead']],
  [
    'all have signed',
    review({ signOffDetails: allSigned }),
    ['done', 'done', 'now', 'ahead', 'ahead'],
  ],
  ['GO', decidedReview(), ['done', 'done', 'done', 'now', 'ahead']],
  [
    'an exception without all sign-offs',
    decidedReview({ signOffs: some, decision: decision('exception') }),
    ['done', 'skipped', 'done', 'now', 'ahead'],
  ],
  [
    'NO-GO',
    decidedReview({ signOffs: some, decision: decision('no-go') }),
    ['done', 'skipped', 'done', 'never', 'never'],
  ],
  ['launched', launchedReview(), ['done', 'done', 'done', 'done', 'now']],
  [
    'verified',
    launchedReview({ state: 'verified' }),
    ['done', 'done', 'done', 'done', 'done'],
  ],
  [
    'withdrawn',
    decidedReview({ state: 'withdrawn' }),
    ['done', 'done', 'lost', 'never', 'never'],
  ],
  [
    'withdrawn after the launch',
    launchedReview({ state: 'withdrawn' }),
    ['done', 'done', 'lost', 'done', 'never'],
  ],
  [
    'cancelled',
    review({ state: 'cancelled' }),
    ['done', 'never', 'never', 'never', 'never'],
  ],
])('%s', (_, view, states) => {
  expect(reviewSteps(view).map(each => each.state)).toEqual(states);
});

it('says when and by whom', () => {
  expect(reviewSteps(launchedReview())).toEqual([
    {
      id: 'open',
      state: 'done',
      at: '2026-11-20T09:00:00.000Z',
      by: 'user:default/margaret',
    },
    // When the last of them signed.
    { id: 'signed', state: 'done', at: '2026-11-22T10:00:00.000Z' },
    {
      id: 'decided',
      state: 'done',
      at: '2026-11-22T11:00:00.000Z',
      by: 'user:default/ada',
    },
    {
      id: 'launched',
      state: 'done',
      at: '2026-11-22T11:12:00.000Z',
      by: 'user:default/ada',
    },
    { id: 'verified', state: 'now' },
  ]);
});
