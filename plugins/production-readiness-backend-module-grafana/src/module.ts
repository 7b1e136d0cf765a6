import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  outgoingServiceRef,
  providersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readGrafanaConfig } from './config';
import { createGrafanaDashboards } from './createGrafanaDashboards';

/**
 * Adds what is read from Grafana: the provider `grafana` of dashboards.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'grafana',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: providersExtensionPoint,
        config: coreServices.rootConfig,
        outgoing: outgoingServiceRef,
      },
      async init({ providers, config, outgoing }) {
        providers.addProvider(
          createGrafanaDashboards({
            config: readGrafanaConfig(config),
            outgoing,
          }),
        );
      },
    });
  },
});
