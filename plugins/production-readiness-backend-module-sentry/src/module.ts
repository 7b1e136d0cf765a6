import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from Sentry.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
