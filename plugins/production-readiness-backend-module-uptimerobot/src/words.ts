import type {
  ContactKind,
  MonitorKind,
  MonitorState,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** UptimeRobot's numbers (https://uptimerobot.com/api/). */
const MONITOR_KINDS: Record<number, MonitorKind> = {
  1: 'http',
  2: 'keyword',
  3: 'ping',
  4: 'port',
  5: 'heartbeat',
};

const MONITOR_STATES: Record<number, MonitorState> = {
  0: 'paused',
  1: 'pending',
  2: 'up',
  8: 'down',
  9: 'down',
};

const CONTACT_KINDS: Record<number, ContactKind> = {
  1: 'sms',
  2: 'email',
  5: 'webhook',
  6: 'push',
  8: 'sms',
  9: 'push',
  11: 'slack',
  14: 'voice',
  15: 'pager',
  16: 'pager',
  17: 'pager',
  18: 'chat',
  20: 'chat',
  21: 'chat',
  23: 'discord',
};

/** Of a contact: told when something happens. Else not activated, or paused. */
export const ACTIVE_CONTACT = 2;

/** Entries of a monitor's log. */
export const LOG = { down: 1, up: 2, started: 98, paused: 99 };

export const monitorKindOf = (type: number): MonitorKind =>
  MONITOR_KINDS[type] ?? 'other';

export const monitorStateOf = (status: number): MonitorState =>
  MONITOR_STATES[status] ?? 'unknown';

/** What nobody has named a kind for reaches nobody for certain. */
export const contactKindOf = (type: number): ContactKind =>
  CONTACT_KINDS[type] ?? 'other';
