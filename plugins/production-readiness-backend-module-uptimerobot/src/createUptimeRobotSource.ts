import {
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  type MonitorHistory,
  type ReadList,
  type UptimeMonitor,
  type UptimeSource,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { Monitor } from './shapes';
import type { UptimeRobotClient } from './UptimeRobotClient';
import { contactKindOf, LOG, monitorKindOf, monitorStateOf } from './words';

/** Checks are counted no further back: each of them comes with the answer. */
const CHECKS_MS = 12 * HOUR_MS;

/** A monitor with its id and its active contacts. */
export type FoundMonitor = UptimeMonitor & { id: string };

/** Monitors with the contacts that are active. Throws where it cannot look. */
export async function listMonitors(
  client: UptimeRobotClient,
  signal: AbortSignal,
): Promise<ReadList<FoundMonitor>> {
  const [monitors, contacts] = await Promise.all([
    client.monitors({ alert_contacts: '1' }, signal),
    client.activeContacts(signal),
  ]);
  const kinds = new Map(
    contacts.items.map(({ id, type }) => [id, contactKindOf(type)]),
  );
  return {
    items: monitors.items.map(monitor => ({
      id: monitor.id,
      name: monitor.friendly_name,
      url: monitor.url,
      kind: monitorKindOf(monitor.type),
      state: monitorStateOf(monitor.status),
      intervalSeconds: monitor.interval,
      contacts: (monitor.alert_contacts ?? []).flatMap(
        ({ id }) => kinds.get(id) ?? [],
      ),
    })),
    complete: monitors.complete && contacts.complete,
    evidence: [...contacts.evidence, ...monitors.evidence],
  };
}

/** Uptime monitors of an account. */
export function createUptimeRobotSource(
  client: UptimeRobotClient,
): UptimeSource {
  return {
    monitors: ({ signal }) => listMonitors(client, signal),
    async contacts({ signal }) {
      const { items, ...list } = await client.activeContacts(signal);
      return { ...list, items: items.map(({ type }) => contactKindOf(type)) };
    },
    async since(from, { signal, now }) {
      // Whole minutes: one question for all who ask within one.
      const until = Math.ceil(now().getTime() / MINUTE_MS) * MINUTE_MS;
      const start = from.getTime();
      const { items, ...list } = await client.monitors(
        {
          logs: '1',
          logs_start_date: unix(start),
          logs_end_date: unix(until),
          response_times: '1',
          response_times_start_date: unix(Math.max(start, until - CHECKS_MS)),
          response_times_end_date: unix(until),
        },
        signal,
      );
      return { ...list, items: items.map(each => historyOf(each, from)) };
    },
  };
}

function historyOf(monitor: Monitor, from: Date): MonitorHistory {
  const since = from.getTime() / SECOND_MS;
  const logs = monitor.logs
    ?.filter(({ datetime }) => datetime >= since)
    .sort((a, b) => a.datetime - b.datetime);
  const checks = monitor.response_times?.filter(
    ({ datetime }) => datetime >= since,
  );
  const isHeartbeat = monitorKindOf(monitor.type) === 'heartbeat';
  return {
    name: monitor.friendly_name,
    state: monitorStateOf(monitor.status),
    // A heartbeat checks nothing: it is called.
    checks: isHeartbeat ? null : checks?.length ?? null,
    // What comes up first was down when the time began.
    wasDown:
      logs === undefined
        ? null
        : logs[0]?.type === LOG.up ||
          logs.some(({ type }) => type === LOG.down) ||
          monitorStateOf(monitor.status) === 'down',
    wasPaused: logs?.some(({ type }) => type === LOG.paused) ?? null,
  };
}

function unix(ms: number): string {
  return String(Math.floor(ms / SECOND_MS));
}
