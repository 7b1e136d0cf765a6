import type { Config } from '@backstage/config';
import {
  readAlertsConfig,
  readMetricsConfig,
  type FactProvider,
  type OutgoingGuard,
  type Sleep,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { readConnections } from './config';
import { createDatadogAlerts } from './datadog/createDatadogAlerts';
import { createDatadogDashboards } from './datadog/createDatadogDashboards';
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
  /** Waits while a vendor asks for a pause; tests pass their own. */
  sleep?: Sleep;
}): FactProvider[] {
  const { outgoing, sleep } = options;
  const { prometheus, datadog } = readConnections(options.config);
  const config = readMetricsConfig(options.config);
  const alerts = readAlertsConfig(options.config);
  const server =
    prometheus && new PrometheusClient({ config: prometheus, outgoing, sleep });
  const alertmanager =
    prometheus?.alertmanager &&
    new Alertmanager({ config: prometheus.alertmanager, outgoing, sleep });
  const api =
    datadog && new DatadogClient({ config: datadog, outgoing, sleep });
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
    createDatadogDashboards(api),
  ];
}
