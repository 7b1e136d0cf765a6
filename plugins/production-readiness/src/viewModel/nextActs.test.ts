import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  check,
  decidedReview,
  launchedReview,
  postLaunch,
  review,
  signOffs,
} from '../testing/reviewFixture';
import { NOW } from '../testing/results';
import { nextActs, type NextAct } from './nextActs';

const given = signOffs().map(each => ({
  ...each,
  state: 'given' as const,
  statement: 'go' as const,
}));
const window = (...checks: ReturnType<typeof check>[]) => [
  { ...postLaunch()[0], checks },
];

it.each<[string, ReviewView, NextAct[]]>([
  [
    'first what stands against the verdict, then who signs, void ones first',
    review(),
    [
      { kind: 'verdict', verdict: 'no-go' },
      { kind: 'sign-again', roles: ['dba'] },
      { kind: 'sign', roles: ['security'] },
      { kind: 'known-again', roles: ['sre'] },
    ],
  ],
  [
    'who says no, where all have signed',
    review({
      verdict: 'go',
      signOffDetails: [{ ...given[0], statement: 'no-go' }, given[1]],
    }),
    [{ kind: 'says-no', roles: ['owner'] }],
  ],
  [
    'the decision, where nothing is in the way',
    review({ verdict: 'go', signOffDetails: given }),
    [{ kind: 'decide' }],
  ],
  [
    'the decision of a checklist without a gate',
    review({ verdict: null, signOffDetails: [] }),
    [{ kind: 'decide' }],
  ],
  [
    'another plan, once its time is over',
    review({
      verdict: 'go',
      signOffDetails: given,
      plannedAt: '2026-11-22T11:00:00.000Z',
    }),
    [
      { kind: 'decide' },
      { kind: 'replan', plannedAt: '2026-11-22T11:00:00.000Z' },
    ],
  ],
  [
    'the launch, after a GO',
    decidedReview(),
    [
      {
        kind: 'launch',
        plannedAt: '2026-12-01T10:00:00.000Z',
        overdue: false,
      },
    ],
  ],
  [
    'the launch, once its time is over',
    decidedReview({ plannedAt: '2026-11-22T11:59:00.000Z' }),
    [{ kind: 'launch', plannedAt: '2026-11-22T11:59:00.000Z', overdue: true }],
  ],
  [
    'that it is reopened, after a NO-GO',
    decidedReview({
      decision: { outcome: 'no-go', by: 'user:default/ada', at: '' },
    }),
    [{ kind: 'reopen', after: 'no-go' }],
  ],
  [
    'that it is reopened, once withdrawn',
    decidedReview({ state: 'withdrawn' }),
    [{ kind: 'reopen', after: 'withdrawn' }],
  ],
  [
    'that it is reopened, once expired',
    decidedReview({ state: 'expired' }),
    [{ kind: 'reopen', after: 'expired' }],
  ],
  [
    'what failed, then what is due first',
    launchedReview(),
    [
      { kind: 'failed', checks: [postLaunch()[0].checks[2]] },
      { kind: 'due', check: postLaunch()[0].checks[0] },
    ],
  ],
  [
    'what is overdue',
    launchedReview({ postLaunch: window(check({ state: 'overdue' })) }),
    [{ kind: 'overdue', checks: [check({ state: 'overdue' })] }],
  ],
  [
    'nothing of the checks, where all passed and items are open',
    launchedReview({ postLaunch: window(check({ state: 'passed' })) }),
    [{ kind: 'settle' }],
  ],
  [
    'nothing once verified',
    launchedReview({ state: 'verified' }),
    [{ kind: 'over', state: 'verified' }],
  ],
  [
    'nothing once cancelled',
    review({ state: 'cancelled' }),
    [{ kind: 'over', state: 'cancelled' }],
  ],
])('%s', (_, view, acts) => {
  expect(nextActs(view, NOW)).toEqual(acts);
});
