import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from UptimeRobot.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'uptimerobot',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
