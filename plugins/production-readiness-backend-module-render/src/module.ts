import { createBackendModule } from '@backstage/backend-plugin-api';

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
      deps: {},
      async init() {},
    });
  },
});
