import {
  contactKinds,
  monitorKinds,
  VendorError,
  type ContactKind,
  type MonitorKind,
  type MonitorState,
  type UptimeMonitor,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { StatusConfig } from './readStatusConfig';

/** A monitor and when it was last checked and down; undefined: it is not told. */
export interface StatusMonitor extends UptimeMonitor {
  lastCheckedAt: Date | undefined;
  /** Null: never. */
  lastDownAt: Date | null | undefined;
}

/** Words for kinds beside the kinds' own. */
const KINDS: Record<string, MonitorKind> = {
  cron: 'heartbeat',
  https: 'http',
  icmp: 'ping',
  push: 'heartbeat',
  status: 'http',
  tcp: 'port',
  web: 'http',
};

/** Words for kinds of contacts beside the kinds' own. */
const CONTACTS: Record<string, ContactKind> = {
  call: 'voice',
  mail: 'email',
  opsgenie: 'pager',
  pagerduty: 'pager',
  phone: 'voice',
  teams: 'chat',
  telegram: 'chat',
};

/** The monitors of one answer. Throws VendorError on one of another shape. */
export function readMonitors(
  json: unknown,
  config: StatusConfig,
): StatusMonitor[] {
  const list = Array.isArray(json) ? json : at(json, config.fields.monitors);
  if (!Array.isArray(list)) throw anotherShape(config.fields.monitors, 'list');
  return list.map((item, index) => readMonitor(item, index, config));
}

/** What the answer holds under the path; undefined if it is not there. */
export function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' &&
        inner !== null &&
        Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}

function readMonitor(
  item: unknown,
  index: number,
  config: StatusConfig,
): StatusMonitor {
  const { fields } = config;
  const name = at(item, fields.name);
  if (typeof name !== 'string' || name === '') {
    throw anotherShape(`${fields.monitors}.${index}.${fields.name}`, 'text');
  }
  const url = at(item, fields.url);
  const interval = at(item, fields.intervalSeconds);
  const kind = kindOf(at(item, fields.kind), url);
  return {
    name,
    url: typeof url === 'string' && kind !== 'heartbeat' ? url : null,
    kind,
    state: stateOf(item, config),
    intervalSeconds: typeof interval === 'number' ? interval : null,
    contacts: contactsOf(item, fields.contacts),
    lastCheckedAt: dateOf(at(item, fields.lastCheckedAt)) ?? undefined,
    lastDownAt: dateOf(at(item, fields.lastDownAt)),
  };
}

function kindOf(value: unknown, url: unknown): MonitorKind {
  if (value === undefined) return typeof url === 'string' ? 'http' : 'other';
  const word = String(value).toLowerCase();
  return monitorKinds.find(kind => kind === word) ?? KINDS[word] ?? 'other';
}

function stateOf(
  item: unknown,
  { fields, states }: StatusConfig,
): MonitorState {
  if (at(item, fields.paused) === true) return 'paused';
  const word = String(at(item, fields.state)).toLowerCase();
  return states.get(word) ?? 'unknown';
}

function contactsOf(
  item: unknown,
  where: StatusConfig['fields']['contacts'],
): ContactKind[] {
  if (typeof where !== 'string') {
    return contactKinds.filter(kind => {
      const path = where[kind];
      return path !== undefined && isThere(at(item, path));
    });
  }
  const list = at(item, where);
  if (!Array.isArray(list)) return [];
  return list
    .filter(contact => at(contact, 'active') !== false)
    .map(contact => {
      const word = String(
        typeof contact === 'string' ? contact : at(contact, 'kind'),
      ).toLowerCase();
      return (
        contactKinds.find(kind => kind === word) ?? CONTACTS[word] ?? 'other'
      );
    });
}

function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Undefined: it says no time; null: it says that there was none. */
function dateOf(value: unknown): Date | null | undefined {
  if (value === null) return null;
  // Seconds or milliseconds since 1970, told apart by what makes a date of ours.
  const raw = typeof value === 'number' && value < 1e11 ? value * 1000 : value;
  if (typeof raw !== 'number' && typeof raw !== 'string') return undefined;
  const date = new Date(raw);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function anotherShape(place: string, wanted: string): VendorError {
  return new VendorError(
    'wrong-shape',
    `The status endpoint answers in another shape than productionReadiness.uptime.fields says: ${place} is no ${wanted}`,
  );
}
