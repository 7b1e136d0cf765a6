import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp as renderInNewApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp as renderInLegacyApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { ProductionReadinessApi } from '@production-readiness/backstage-plugin-production-readiness-common';
import { act, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { productionReadinessApiRef } from '../api/productionReadinessApiRef';
import { Clock } from '../components/Time/Clock';
import { PORTFOLIO_PATH, portfolioRouteRef } from '../routes';
import { memberEntities, systemEntity } from '../testing/entities';
import { NOW } from '../testing/results';

export const SYSTEMS = ['new', 'legacy'] as const;

export interface ScreenOptions {
  system?: (typeof SYSTEMS)[number];
  api: ProductionReadinessApi;
  entity?: Entity;
  /** Query of the address. */
  search?: string;
  /** Path of the address; the root without it. */
  path?: string;
  /** Whether the reader may have checks run; true without it. */
  mayRun?: boolean;
  /** Whether the page is in sight, so that what is live fetches again; false without it. */
  inSight?: boolean;
  /** Whether the reader belongs to the team that owns KAMIYO. */
  owns?: boolean;
}

const ENTITY_PATH = '/catalog/:namespace/:kind/:name';

/** Renders a screen in one of the two frontend systems, with the clock stopped at `NOW`. */
export async function renderScreen(
  element: ReactElement,
  options: ScreenOptions,
) {
  const {
    system = 'new',
    entity = systemEntity,
    search = '',
    path = '/',
  } = options;
  // jsdom's page is always in sight: what fetches again by itself would do so
  // between two steps of a test.
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: options.inSight ? 'visible' : 'hidden',
  });
  const whole = (
    <TestApiProvider
      apis={[
        [productionReadinessApiRef, options.api],
        [
          catalogApiRef,
          catalogApiMock({ entities: [systemEntity, ...memberEntities] }),
        ],
        [permissionApiRef, permissionsOf(options.mayRun ?? true)],
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: options.owns
              ? ['user:default/ada', 'group:default/kamiyo-team']
              : ['user:default/ada'],
          }),
        ],
      ]}
    >
      <Clock now={NOW}>
        <EntityProvider entity={entity}>{element}</EntityProvider>
      </Clock>
      <Address />
    </TestApiProvider>
  );
  const mountedRoutes = {
    [ENTITY_PATH]: entityRouteRef,
    [PORTFOLIO_PATH]: portfolioRouteRef,
  };
  if (system === 'legacy') {
    return renderInLegacyApp(whole, {
      mountedRoutes,
      routeEntries: [`${path}${search}`],
    });
  }
  const rendered = renderInNewApp(whole, {
    mountedRoutes,
    initialRouteEntries: [`${path}${search}`],
  });
  // What answers at once has its place before the test goes on.
  await act(async () => {});
  return rendered;
}

function permissionsOf(mayRun: boolean) {
  return {
    authorize: async () => ({
      result: mayRun ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    }),
  };
}

function Address() {
  return <output data-testid="address">{useLocation().search}</output>;
}

/** The query that the address holds now. */
export function address(): URLSearchParams {
  return new URLSearchParams(screen.getByTestId('address').textContent ?? '');
}
