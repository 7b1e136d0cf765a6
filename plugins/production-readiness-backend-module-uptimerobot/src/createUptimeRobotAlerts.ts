import {
  CannotSay,
  createAlertProvider,
  noted,
  type AlertParams,
  type ConfiguredAlert,
  type Evidence,
  type FactProvider,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { PLACE } from './config';
import { listMonitors, type FoundMonitor } from './createUptimeRobotSource';
import type { UptimeRobotClient } from './UptimeRobotClient';

/** Monitors as alerts, by name or by id as `#800123`. */
export function createUptimeRobotAlerts(options: {
  client: UptimeRobotClient | undefined;
  alerts: ReadonlyMap<string, ConfiguredAlert>;
}): FactProvider<AlertParams> {
  const { client, alerts } = options;
  return createAlertProvider({
    id: 'uptimerobot',
    title: 'UptimeRobot',
    alerts,
    notConnected: () => (client ? undefined : `${PLACE} holds no apiKey`),
    async find({ match }, { signal }) {
      const { found, evidence } = await findMonitors(client!, match, signal);
      // Several of one name are one alert: those that watch count.
      const alive = found.filter(({ state }) => state !== 'paused');
      const judged = alive.length > 0 ? alive : found;
      return {
        value: {
          exists: found.length > 0,
          enabled: alive.length > 0,
          targets: Math.max(
            0,
            ...judged.map(({ contacts }) => contacts.length),
          ),
          rule: found.map(({ id }) => `monitor ${id}`).join(', ') || null,
        },
        evidence,
      };
    },
    async isFiring({ match }, { signal }) {
      const { found, evidence } = await findMonitors(client!, match, signal);
      return { firing: firing(found), evidence };
    },
  });
}

/** Of one that is paused, or was not checked yet, it is not told. */
function firing(found: FoundMonitor[]): boolean | null {
  if (found.some(({ state }) => state === 'down')) return true;
  return found.some(({ state }) => state !== 'up') ? null : false;
}

/** None is an answer only where all were looked through; throws a miss else. */
async function findMonitors(
  client: UptimeRobotClient,
  match: string,
  signal: AbortSignal,
): Promise<{ found: FoundMonitor[]; evidence: Evidence[] }> {
  const { items, complete, evidence } = await listMonitors(client, signal);
  const found = items.filter(({ id, name }) =>
    match.startsWith('#') ? match === `#${id}` : name.trim() === match,
  );
  const said =
    found.length === 0
      ? `no monitor '${match}'`
      : found
          .map(
            ({ id, state, contacts }) =>
              `monitor ${id}: ${state}, ${contacts.length} active contacts`,
          )
          .join(', ');
  const pieces = noted(evidence, said);
  if (found.length > 0 || complete) return { found, evidence: pieces };
  throw new CannotSay(
    {
      cause: 'check-error',
      message: `among the first ${items.length} monitors there is no '${match}', and there are more`,
    },
    pieces,
  );
}
