import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  outgoingServiceRef,
  providersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readPagerDutyConfig } from './config';
import { createPagerDutyProvider } from './createPagerDutyProvider';

/**
 * Adds what is read from PagerDuty: the provider `pagerduty` of on-call.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'pagerduty',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        outgoing: outgoingServiceRef,
        providers: providersExtensionPoint,
      },
      async init({ config, outgoing, providers }) {
        providers.addProvider(
          createPagerDutyProvider({
            config: readPagerDutyConfig(config),
            outgoing,
          }),
        );
      },
    });
  },
});
