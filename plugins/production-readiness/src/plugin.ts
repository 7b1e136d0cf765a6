import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ProductionReadinessClient } from '@production-readiness/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from './api/productionReadinessApiRef';
import { gateRouteRef, portfolioRouteRef, scorecardRouteRef } from './routes';

/**
 * The plugin in the legacy frontend system.
 *
 * @public
 */
export const productionReadinessPlugin = createPlugin({
  id: 'production-readiness',
  routes: {
    root: portfolioRouteRef,
    scorecard: scorecardRouteRef,
    gate: gateRouteRef,
  },
  apis: [
    createApiFactory({
      api: productionReadinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ProductionReadinessClient(deps),
    }),
  ],
});

/**
 * The page *Readiness*, to be mounted at `/production-readiness`.
 *
 * @public
 */
export const ProductionReadinessPage = productionReadinessPlugin.provide(
  createRoutableExtension({
    name: 'ProductionReadinessPage',
    component: () =>
      import('./components/Portfolio/PortfolioPage').then(m => m.PortfolioPage),
    mountPoint: portfolioRouteRef,
  }),
);

/**
 * The entity tab *Scorecard*, to be mounted at `/scorecard`.
 *
 * @public
 */
export const EntityScorecardContent = productionReadinessPlugin.provide(
  createRoutableExtension({
    name: 'EntityScorecardContent',
    component: () =>
      import('./components/Scorecard/ScorecardContent').then(
        m => m.ScorecardContent,
      ),
    mountPoint: scorecardRouteRef,
  }),
);

/**
 * The entity tab *Go / No-Go*, to be mounted at `/go-no-go`.
 *
 * @public
 */
export const EntityGoNoGoContent = productionReadinessPlugin.provide(
  createRoutableExtension({
    name: 'EntityGoNoGoContent',
    component: () =>
      import('./components/Gate/GateContent').then(m => m.GateContent),
    mountPoint: gateRouteRef,
  }),
);

/**
 * The entity card: the verdict's word, the worst blockers, the way to the tab.
 *
 * @public
 */
export const EntityProductionReadinessCard = productionReadinessPlugin.provide(
  createComponentExtension({
    name: 'EntityProductionReadinessCard',
    component: {
      lazy: () =>
        import('./components/Card/ReadinessCard').then(m => m.ReadinessCard),
    },
  }),
);
