import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  collectorsExtensionPoint,
  fingerprintServiceRef,
  outgoingServiceRef,
  RepositoryReader,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { RenderClient } from './client';
import { readRenderConfig } from './config';
import { createRenderCollector } from './createRenderCollector';
import { createEnvCollector } from './env/createEnvCollector';
import { createRpcCollector } from './rpc/createRpcCollector';

/**
 * Adds what is read from Render: the collectors `render`, `env` and `rpc`.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'render',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: collectorsExtensionPoint,
        config: coreServices.rootConfig,
        fingerprints: fingerprintServiceRef,
        outgoing: outgoingServiceRef,
        reader: coreServices.urlReader,
      },
      async init({ collectors, config, fingerprints, outgoing, reader }) {
        const own = readRenderConfig(config);
        const client = own && new RenderClient({ config: own, outgoing });
        const repositories = new RepositoryReader({ reader, config });
        collectors.addCollector(
          createRenderCollector({ client }),
          createEnvCollector({ client, fingerprints, repositories }),
          createRpcCollector({ client, fingerprints, outgoing }),
        );
      },
    });
  },
});
