import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { PostgresSource } from './client/PostgresSource';
import { readPostgresConfig } from './config/readPostgresConfig';
import { createPgCollector } from './createPgCollector';
import { createSizeHistory } from './history/SizeHistory';
import { createSqlCollector } from './sql/createSqlCollector';

/**
 * Adds what is read from PostgreSQL: the collectors `pg` and `sql`.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'postgres',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: collectorsExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        outgoing: outgoingServiceRef,
      },
      async init({ collectors, config, database, outgoing }) {
        const source = new PostgresSource({
          config: readPostgresConfig(config),
          target: place => outgoing.target(place),
          ca: outgoing.ca,
        });
        const history = await createSizeHistory(database);
        collectors.addCollector(
          createPgCollector({ source, history }),
          createSqlCollector({ source }),
        );
      },
    });
  },
});
