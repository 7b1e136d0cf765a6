import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from Prometheus and Datadog.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'metrics',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
