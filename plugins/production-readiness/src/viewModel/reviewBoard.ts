import type {
  GateView,
  ReviewView,
} from '@production-readiness/backstage-plugin-production-readiness-common';

/** What the panels of a board show. */
export type BoardRows = Pick<
  GateView,
  'verdict' | 'critical' | 'go' | 'noGo' | 'path' | 'titles' | 'steps'
>;

/**
 * The rows as a review has them, judged by the version, members and releases
 * that it is pinned to. Who can end an open step only the launch unit's gate
 * knows; without it the steps stand there without a name.
 */
export function boardOf(
  review: Pick<
    ReviewView,
    'verdict' | 'critical' | 'go' | 'noGo' | 'path' | 'titles'
  >,
  gate: Pick<GateView, 'titles' | 'steps'> | undefined,
): BoardRows {
  const { verdict, critical, go, noGo, path } = review;
  return {
    verdict,
    critical,
    go,
    noGo,
    path,
    titles: { ...gate?.titles, ...review.titles },
    steps: gate?.steps ?? {},
  };
}
