/**
 * The plugin in Backstage's new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import AssignmentTurnedIn from '@material-ui/icons/AssignmentTurnedIn';
import { ProductionReadinessClient } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from './api/productionReadinessApiRef';
import { isReadinessAvailable } from './entityFilter';
import {
  GATE_PATH,
  gateRouteRef,
  PORTFOLIO_PATH,
  portfolioRouteRef,
  REVIEWS_PATH,
  SCORECARD_PATH,
  scorecardRouteRef,
  UNITS_PATH,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: productionReadinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ProductionReadinessClient(deps),
    }),
});

const portfolioPage = PageBlueprint.make({
  params: {
    path: PORTFOLIO_PATH,
    title: 'Readiness',
    icon: <AssignmentTurnedIn fontSize="inherit" />,
    routeRef: portfolioRouteRef,
  },
});

const unitsPage = SubPageBlueprint.make({
  name: 'units',
  params: {
    path: UNITS_PATH,
    title: 'Launch units',
    loader: () =>
      import('./components/Portfolio/UnitsPage').then(m => <m.UnitsPage />),
  },
});

const reviewsPage = SubPageBlueprint.make({
  name: 'reviews',
  params: {
    path: REVIEWS_PATH,
    title: 'Launch reviews',
    loader: () =>
      import('./components/Reviews/ReviewsPage').then(m => <m.ReviewsPage />),
  },
});

const scorecardContent = EntityContentBlueprint.make({
  name: 'scorecard',
  params: {
    path: SCORECARD_PATH,
    title: 'Scorecard',
    filter: isReadinessAvailable,
    routeRef: scorecardRouteRef,
    loader: () =>
      import('./components/Scorecard/ScorecardContent').then(m => (
        <m.ScorecardContent />
      )),
  },
});

const gateContent = EntityContentBlueprint.make({
  name: 'go-no-go',
  params: {
    path: GATE_PATH,
    title: 'Go / No-Go',
    filter: isReadinessAvailable,
    routeRef: gateRouteRef,
    loader: () =>
      import('./components/Gate/GateContent').then(m => <m.GateContent />),
  },
});

const summaryCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'info',
    filter: isReadinessAvailable,
    loader: () =>
      import('./components/Card/ReadinessCard').then(m => <m.ReadinessCard />),
  },
});

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'production-readiness',
  title: 'Readiness',
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: portfolioRouteRef,
    scorecard: scorecardRouteRef,
    gate: gateRouteRef,
  },
  extensions: [
    api,
    portfolioPage,
    unitsPage,
    reviewsPage,
    scorecardContent,
    gateContent,
    summaryCard,
  ],
});

export { productionReadinessTranslationRef } from './translation';
