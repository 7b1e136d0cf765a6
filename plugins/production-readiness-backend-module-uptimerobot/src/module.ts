import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  outgoingServiceRef,
  providersExtensionPoint,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { createProviders } from './createProviders';

/**
 * Adds what is read from UptimeRobot: the provider `uptimerobot` of uptime and
 * of alerts.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'uptimerobot',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        outgoing: outgoingServiceRef,
        providers: providersExtensionPoint,
      },
      async init({ config, outgoing, providers }) {
        providers.addProvider(...createProviders({ config, outgoing }));
      },
    });
  },
});
