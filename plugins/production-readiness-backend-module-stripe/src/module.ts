import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  collectorsExtensionPoint,
  outgoingServiceRef,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readStripeConfig } from './config';
import { createStripeCollector } from './createStripeCollector';

/**
 * Adds what is read from Stripe: the collector `stripe`.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'stripe',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: collectorsExtensionPoint,
        config: coreServices.rootConfig,
        outgoing: outgoingServiceRef,
      },
      async init({ collectors, config, outgoing }) {
        collectors.addCollector(
          createStripeCollector({ config: readStripeConfig(config), outgoing }),
        );
      },
    });
  },
});
