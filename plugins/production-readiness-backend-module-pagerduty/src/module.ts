import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from PagerDuty.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'pagerduty',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
