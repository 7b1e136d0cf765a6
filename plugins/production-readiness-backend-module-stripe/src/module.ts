import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Adds what is read from Stripe.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'stripe',
  register(reg) {
    reg.registerInit({
      deps: {},
      async init() {},
    });
  },
});
