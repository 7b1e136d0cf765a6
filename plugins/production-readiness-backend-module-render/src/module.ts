import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { RenderClient } from './client';
import { readRenderConfig } from './config';
import { createRenderCollector } from './createRenderCollector';

/**
 * Adds what is read from Render.
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
        outgoing: outgoingServiceRef,
      },
      async init({ collectors, config, outgoing }) {
        const own = readRenderConfig(config);
        const client = own && new RenderClient({ config: own, outgoing });
        collectors.addCollector(createRenderCollector({ client }));
      },
    });
  },
});
