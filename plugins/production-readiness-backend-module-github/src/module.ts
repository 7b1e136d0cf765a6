import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readGithubConfig } from './config';
import { createGithubCollector } from './createGithubCollector';

/**
 * Adds what is read from GitHub: the collector `github`.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'github',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: collectorsExtensionPoint,
        config: coreServices.rootConfig,
        outgoing: outgoingServiceRef,
      },
      async init({ collectors, config, outgoing }) {
        collectors.addCollector(
          createGithubCollector({
            config: readGithubConfig(config),
            integrations: ScmIntegrations.fromConfig(config),
            outgoing,
          }),
        );
      },
    });
  },
});
