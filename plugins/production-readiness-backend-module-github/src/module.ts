import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from GitHub.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'github',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
