import type { Config } from '@backstage/config';
import {
  createUptimeProvider,
  readAlertsConfig,
  type FactProvider,
  type OutgoingGuard,
  type Sleep,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { PLACE, readUptimeRobotConfig } from './config';
import { createUptimeRobotAlerts } from './createUptimeRobotAlerts';
import { createUptimeRobotSource } from './createUptimeRobotSource';
import { UptimeRobotClient } from './UptimeRobotClient';

/** What UptimeRobot provides; throws on a configuration that cannot be read. */
export function createProviders(options: {
  config: Config;
  outgoing: OutgoingGuard;
  /** Waits while UptimeRobot asks for a pause; tests pass their own. */
  sleep?: Sleep;
}): FactProvider[] {
  const { outgoing, sleep } = options;
  const config = readUptimeRobotConfig(options.config);
  const client = config && new UptimeRobotClient({ config, outgoing, sleep });
  return [
    createUptimeProvider({
      id: 'uptimerobot',
      title: 'UptimeRobot',
      source: client && createUptimeRobotSource(client),
      notConnected: `${PLACE} holds no apiKey`,
    }),
    createUptimeRobotAlerts({
      client,
      alerts: readAlertsConfig(options.config),
    }),
  ];
}
