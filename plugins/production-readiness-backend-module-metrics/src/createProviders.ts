import type { Config } from '@backstage/config';
import {
  readAlertsConfig,
  readMetricsConfig,
  type FactProvider,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readConnections } from './config';
import { createDatadogAlerts } from './datadog/createDatadogAlerts';
import { createDatadogSource } from './datadog/createDatadogSource';
import { DatadogClient } from './datadog/DatadogClient';
import { createMetricsProvider } from './metrics/createMetricsProvider';
import { Alertmanager } from './prometheus/alertmanager/Alertmanager';
import { createPrometheusAlerts } from './prometheus/createPrometheusAlerts';
import { createPrometheusSource } from './prometheus/createPrometheusSource';
import { PrometheusClient } from './prometheus/PrometheusClient';

/** What Prometheus and Datadog provide; throws on a configuration that cannot be read. */
export function createProviders(options: {
  config: Config;
  outgoing: OutgoingGuard;
}): FactProvider[] {
  const { outgoing } = options;
  const { prometheus, datadog } = readConnections(options.config);
  const config = readMetricsConfig(options.config);
  const alerts = readAlertsConfig(options.config);
  const server =
    prometheus && new PrometheusClient({ config: prometheus, outgoing });
  const alertmanager =
    prometheus?.alertmanager &&
    new Alertmanager({ config: prometheus.alertmanager, outgoing });
  const api = datadog && new DatadogClient({ config: datadog, outgoing });
  return [
    createMetricsProvider({
      id: 'prometheus',
      title: 'Prometheus',
      source: server && createPrometheusSource(server),
      config,
    }),
    createMetricsProvider({
      id: 'datadog',
      title: 'Datadog',
      source: api && createDatadogSource(api),
      config,
    }),
    createPrometheusAlerts({ client: server, alertmanager, alerts }),
    createDatadogAlerts({ client: api, alerts }),
  ];
}
