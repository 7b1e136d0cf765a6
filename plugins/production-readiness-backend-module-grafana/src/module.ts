import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from Grafana.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'grafana',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
