import type { Entity } from '@backstage/catalog-model';
import { createDevApp } from '@backstage/dev-utils';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import Grid from '@material-ui/core/Grid';
import {
  EntityGoNoGoContent,
  EntityProductionReadinessCard,
  EntityScorecardContent,
  productionReadinessApiRef,
  ProductionReadinessPage,
  productionReadinessPlugin,
} from '../src';
import {
  apiEntity,
  memberEntities,
  systemEntity,
} from '../src/testing/entities';
import { fakeApi, notJudged } from '../src/testing/fakeApi';
import { gate, memberGate } from '../src/testing/gateFixture';
import {
  decidedReview,
  launchedReview,
  launchWithoutGo,
  review,
} from '../src/testing/reviewFixture';
import {
  memberScorecard,
  run,
  scorecard,
} from '../src/testing/scorecardFixture';

/**
 * The screens over the fixtures, without a backend: `yarn start` in this
 * folder, then /catalog/default/system/kamiyo, or one of its components, or
 * /catalog/default/component/unjudged and /new; a launch review in each state at
 * /production-readiness/reviews.
 */
const isMember = (ref: string) => ref === 'component:default/kamiyo-api';
let done = 0;

const reviews = [
  review(),
  decidedReview({ id: 'review-11', number: 11 }),
  launchedReview({ id: 'review-10', number: 10 }),
  decidedReview({
    id: 'review-9',
    number: 9,
    state: 'withdrawn',
    withdrawn: {
      at: '2026-11-22T11:50:00.000Z',
      reasons: ['The trigger "Health checks failing" is known to hold'],
    },
  }),
];

const api = fakeApi({
  listReviews: async ({ state } = {}) => ({
    reviews: reviews.filter(each => !state || state.includes(each.state)),
    nextCursor: null,
  }),
  getReview: async id => reviews.find(each => each.id === id) ?? reviews[0],
  listLaunchesWithoutGo: async () => ({ launches: [launchWithoutGo()] }),
  getScorecard: async ({ entityRef }) => {
    if (entityRef.endsWith('/unjudged')) throw notJudged();
    if (entityRef.endsWith('/new')) {
      return scorecard({ state: 'never-run', evaluatedAt: null });
    }
    return isMember(entityRef) ? memberScorecard() : scorecard();
  },
  getGate: async ({ entityRef }) =>
    isMember(entityRef) ? memberGate() : gate(),
  requestRun: async () => {
    done = 0;
    return run({ progress: { done, total: 12 } });
  },
  getRun: async () => {
    done += 3;
    return run({
      state: done < 12 ? 'running' : 'succeeded',
      progress: { done, total: 12 },
    });
  },
});

function named(name: string): Entity {
  return { ...apiEntity, metadata: { ...apiEntity.metadata, name } };
}

createDevApp()
  .registerPlugin(productionReadinessPlugin)
  .registerApi({
    api: productionReadinessApiRef,
    deps: {},
    factory: () => api,
  })
  .registerApi({
    api: catalogApiRef,
    deps: {},
    factory: () =>
      catalogApiMock({
        entities: [
          systemEntity,
          ...memberEntities,
          named('unjudged'),
          named('new'),
        ],
      }),
  })
  .addPage({
    path: '/production-readiness',
    title: 'Readiness',
    element: <ProductionReadinessPage />,
  })
  .addPage({
    path: '/catalog',
    title: 'Catalog',
    element: <CatalogIndexPage />,
  })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <CatalogEntityPage />,
    children: (
      <EntityLayout>
        <EntityLayout.Route path="/" title="Overview">
          <Grid container>
            <Grid item md={6} xs={12}>
              <EntityProductionReadinessCard />
            </Grid>
          </Grid>
        </EntityLayout.Route>
        <EntityLayout.Route path="/scorecard" title="Scorecard">
          <EntityScorecardContent />
        </EntityLayout.Route>
        <EntityLayout.Route path="/go-no-go" title="Go / No-Go">
          <EntityGoNoGoContent />
        </EntityLayout.Route>
      </EntityLayout>
    ),
  })
  .render();
