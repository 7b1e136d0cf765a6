import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  collectorsExtensionPoint,
  fingerprintServiceRef,
  outgoingServiceRef,
  providersExtensionPoint,
  readAlertsConfig,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readSentryConfig } from './config';
import { createSentryAlerts } from './createSentryAlerts';
import { createSentryCollector } from './createSentryCollector';
import { SentrySource } from './SentrySource';

/**
 * Adds what is read from Sentry: the collector `sentry`, and the provider
 * `sentry` of alerts.
 *
 * @public
 */
export default createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: collectorsExtensionPoint,
        providers: providersExtensionPoint,
        config: coreServices.rootConfig,
        fingerprints: fingerprintServiceRef,
        outgoing: outgoingServiceRef,
      },
      async init({ collectors, providers, config, fingerprints, outgoing }) {
        const settings = readSentryConfig(config);
        const source = settings && new SentrySource(settings, { outgoing });
        collectors.addCollector(
          createSentryCollector({ source, fingerprints }),
        );
        providers.addProvider(
          createSentryAlerts({ source, alerts: readAlertsConfig(config) }),
        );
      },
    });
  },
});
