import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { RefusedHost } from '@production-readiness/backstage-plugin-production-readiness-node';
import type { EntityReader } from '../createEntityReader';
import { NotFoundError } from '@backstage/errors';
import express, { type RequestHandler, type Router } from 'express';
import type { ChecklistService } from '../checklists/types';
import { createScorecardAuthorizer } from '../permissions/scope';
import type { ReportService } from '../reports/ReportService';
import type { RunService } from '../runs/types';
import type { EvaluationInputSource, Store } from '../store/types';
import type { Decide } from '../decide/createDecide';
import type { ConnectedCollectors } from '../views/commands';
import type { PeopleConfig } from '../people/config';
import type { RoleResolver } from '../people/RoleResolver';
import { createNotFoundExplainer } from '../views/explainNotFound';
import { createScorecardFinder } from '../views/findScorecard';
import { createPartsReader } from '../views/parts';
import { createScorecardAnswers } from '../views/scorecardAnswers';
import { createCatalogVisibility } from '../views/visibility';
import { mountAttestations } from './attestations';
import { mountChecklists } from './checklists';
import { mountConnections } from './connections';
import { mountGate } from './gate';
import { mountHistory } from './history';
import { readOpenApiDocument } from './openApiDocument';
import { mountPortfolio } from './portfolio';
import { mountRecords } from './records';
import { reportBodies } from './reportBody';
import { mountReports } from './reports';
import { mountLaunches } from './launches';
import { mountReviews } from './reviews';
import { mountRuns } from './runs';
import { mountScorecard } from './scorecard';
import { mountWaivers } from './waivers';

export interface RouterOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  entities: EntityReader;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  store: Store;
  checklists: ChecklistService;
  runs: RunService;
  collectors: ConnectedCollectors;
  people: PeopleConfig;
  roles: RoleResolver;
  reports: ReportService;
  /** Whether somebody is declared to push a type of report. */
  isPushed: (type: string) => boolean;
  /** Hosts that were wanted and refused since the start. */
  refused: () => RefusedHost[];
  /** Reports as evaluations read them: what a check read is shown beside it. */
  inputs: EvaluationInputSource;
  decide: Decide;
  now: () => Date;
}

/** What the framework mounts beside us stays within reach. */
const refuseUnknown: RequestHandler = (req, _res, next) => {
  if (req.path.startsWith('/.backstage/')) {
    next();
    return;
  }
  throw new NotFoundError(
    `There is nothing at ${req.method} ${req.baseUrl}${req.path}`,
  );
};

/** Everything below `/api/production-readiness`; requests that the OpenAPI document does not allow are refused. */
export function createRouter(options: RouterOptions): Router {
  const { store, catalog, checklists } = options;
  // The generic type describes an untyped document and cannot be inferred (TS2589).
  const router = createValidatedOpenApiRouter(
    readOpenApiDocument(),
  ) as unknown as Router;
  const authorizer = createScorecardAuthorizer(options);
  const visibility = createCatalogVisibility({ catalog });
  const finder = createScorecardFinder({
    store,
    authorizer,
    visibility,
    notFound: createNotFoundExplainer({ checklists, catalog }),
  });
  const parts = createPartsReader(options);
  const shared = { ...options, authorizer, finder, parts };

  mountChecklists(router, shared);
  mountPortfolio(router, { ...shared, scorecards: store.scorecards });
  mountScorecard(router, {
    ...shared,
    answers: createScorecardAnswers(shared),
  });
  mountHistory(router, { ...shared, history: store.history });
  mountGate(router, shared);
  mountRuns(router, shared);
  mountAttestations(router, { ...shared, ...options.decide });
  mountWaivers(router, { ...shared, ...options.decide });
  mountRecords(router, { ...shared, ...options.decide, visibility });
  mountReviews(router, { ...shared, ...options.decide });
  mountLaunches(router, shared);
  mountConnections(router, {
    ...shared,
    reports: {
      isPushed: options.isPushed,
      lastReceived: () => store.reports.lastReceived(),
    },
  });
  mountReports(router, { ...shared, stored: store.reports });
  router.use(refuseUnknown);
  // Outside of it: the validating router makes 400 of whatever a parser throws.
  return express.Router().use(...reportBodies(), router);
}
