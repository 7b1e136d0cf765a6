import { createRouteRef } from '@backstage/core-plugin-api';

export const portfolioRouteRef = createRouteRef({ id: 'production-readiness' });
export const scorecardRouteRef = createRouteRef({
  id: 'production-readiness:scorecard',
});
export const gateRouteRef = createRouteRef({ id: 'production-readiness:gate' });

/** Paths of the tabs below the entity's page; links from other entities rely on them. */
export const SCORECARD_PATH = '/scorecard';
export const GATE_PATH = '/go-no-go';
export const PORTFOLIO_PATH = '/production-readiness';
/** Tabs of the page, below its path. */
export const UNITS_PATH = 'units';
export const REVIEWS_PATH = 'reviews';
