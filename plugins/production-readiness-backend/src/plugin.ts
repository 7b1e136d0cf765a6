import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
  providersExtensionPoint,
  reportParsersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { CollectorRegistry } from './CollectorRegistry';
import { createEntityReader } from './createEntityReader';
import { readConfiguredChecklists } from './checklists/config';
import { LoadingChecklistService } from './checklists/LoadingChecklistService';
import { createSource } from './checklists/sources';
import { createBuiltInCollectors } from './collect/createBuiltInCollectors';
import { createProvidedCollectors, ProviderRegistry } from './collect/provided';
import { registerPermissions } from './permissions/register';
import {
  judgeStored,
  runPipeline,
  type PipelineDependencies,
} from './pipeline';
import { createDecide } from './decide/createDecide';
import { createNotices } from './decide/notices/createNotices';
import { ReviewKeeper } from './decide/reviews/standing/ReviewKeeper';
import { PeopleSource } from './decide/statements/PeopleSource';
import { RoleResolver } from './people/RoleResolver';
import { createReports } from './reports';
import { ReportParserRegistry } from './reports/ReportParserRegistry';
import { createRouter } from './routes/createRouter';
import { CatalogReader } from './runs/catalog';
import { CollectorPool } from './runs/CollectorPool';
import { readRunsConfig } from './runs/config';
import { InProcessRunQueue } from './runs/InProcessRunQueue';
import { publishRunSignals } from './runs/publishSignals';
import { QueuedRunService } from './runs/QueuedRunService';
import { scheduleWork } from './scheduleWork';
import { createStore } from './store/createStore';
import { readPeopleConfig } from './people/config';

/** The plugin by a clock of the caller's: tests have minutes pass at once. */
export const createPlugin = ({ now }: { now: () => Date }) =>
  createBackendPlugin({
    pluginId: 'production-readiness',
    register(env) {
      const registry = new CollectorRegistry();
      const providers = new ProviderRegistry();
      env.registerExtensionPoint(collectorsExtensionPoint, registry);
      env.registerExtensionPoint(providersExtensionPoint, providers);
      const parsers = new ReportParserRegistry();
      env.registerExtensionPoint(reportParsersExtensionPoint, parsers);

      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          events: eventsServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          notifications: notificationService,
          outgoing: outgoingServiceRef,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
          urlReader: coreServices.urlReader,
        },
        async init({
          auditor,
          auth,
          catalog,
          config,
          database,
          events,
          httpAuth,
          httpRouter,
          lifecycle,
          logger,
          notifications,
          outgoing,
          permissions,
          permissionsRegistry,
          scheduler,
          signals,
          urlReader,
        }) {
          const people = readPeopleConfig(config);
          const { concurrency, scanEvery } = readRunsConfig(config);
          const store = await createStore(database);
          const entities = createEntityReader({ catalog, auth });
          const roles = new RoleResolver({ config: people, entities, now });
          registerPermissions({ permissionsRegistry, store, roles });

          registry.addCollector(
            ...createBuiltInCollectors({
              config,
              reader: urlReader,
              logger,
              catalog: entities,
              guard: outgoing,
            }),
            ...createProvidedCollectors({ config, providers, outgoing }),
          );
          const reader = new CatalogReader({ catalog, auth });
          const pool = new CollectorPool({
            collectors: registry.list(),
            logger,
            now,
          });

          const checklists = new LoadingChecklistService({
            sources: readConfiguredChecklists(config).map(configured =>
              createSource(configured, urlReader),
            ),
            store: store.checklists,
            logger,
            now,
          });
          await checklists.refresh();

          const reports = createReports({ config, parsers, store });
          const inputs = new PeopleSource({ store, reports: reports.source });
          const pipelineDependencies: PipelineDependencies = {
            store,
            checklists,
            catalog: reader,
            pool,
            inputs,
            reviews: new ReviewKeeper({
              store,
              checklists,
              pool,
              inputs,
              logger,
              now,
            }),
            now,
          };
          const runs = new QueuedRunService({
            store,
            queue: new InProcessRunQueue({ concurrency }),
            pipeline: (run, context) =>
              runPipeline(pipelineDependencies, run, context),
            judge: (key, context) =>
              judgeStored(pipelineDependencies, key, context),
            worker: `${hostname()}-${randomUUID()}`,
            now,
            logger,
          });
          publishRunSignals({ runs, signals, logger });

          httpRouter.use(
            createRouter({
              auditor,
              auth,
              catalog,
              httpAuth,
              logger,
              permissions,
              permissionsRegistry,
              store,
              checklists,
              runs,
              collectors: pool,
              entities,
              people,
              roles,
              reports: reports.service({ entities, runs, now }),
              isPushed: reports.isPushed,
              refused: () => outgoing.refused(),
              inputs,
              decide: createDecide({
                config,
                store,
                checklists,
                inputs,
                entities,
                roles,
                runs,
                now,
              }),
              now,
            }),
          );

          // Runs read the catalog over HTTP: it answers once all plugins are up.
          lifecycle.addStartupHook(() => runs.start());
          lifecycle.addShutdownHook(() => runs.stop());
          await scheduleWork({
            scheduler,
            logger,
            store,
            checklists,
            runs,
            ...createNotices({
              store,
              checklists,
              roles,
              events,
              notifications,
              signals,
              logger,
              now,
            }),
            scan: { store, checklists, catalog: reader, now },
            scanEvery,
            now,
          });
        },
      });
    },
  });

/**
 * Runs readiness checks for the entities of the catalog, keeps their results
 * and answers for them under `/api/production-readiness`.
 *
 * @public
 */
export const productionReadinessPlugin = createPlugin({
  now: () => new Date(),
});
