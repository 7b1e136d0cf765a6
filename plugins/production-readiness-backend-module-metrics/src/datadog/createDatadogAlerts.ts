import {
  CannotSay,
  createAlertProvider,
  type AlertParams,
  type ConfiguredAlert,
  type Evidence,
  type FactProvider,
  type FoundAlert,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { DatadogClient } from './DatadogClient';
import { isFiring, isMuted, listMonitors, type Monitor } from './monitors';
import { countRecipients } from './notificationRules';

const ABSENT = { exists: false, enabled: false, targets: 0, rule: null };

/** Monitors of Datadog, by name or by id as `#1234`. */
export function createDatadogAlerts(options: {
  client: DatadogClient | undefined;
  alerts: ReadonlyMap<string, ConfiguredAlert>;
}): FactProvider<AlertParams> {
  const { client, alerts } = options;
  return createAlertProvider({
    id: 'datadog',
    title: 'Datadog',
    alerts,
    notConnected: () =>
      client
        ? undefined
        : 'productionReadiness.collectors.metrics.datadog holds no keys',
    async find({ match }, { signal, now }) {
      const { found, evidence } = await findMonitors(client!, match, signal);
      if (found.length === 0) return { value: ABSENT, evidence };
      return judge(client!, { found, evidence, signal, now: now() });
    },
    async isFiring({ match }, { signal }) {
      const { found, evidence } = await findMonitors(client!, match, signal);
      return { firing: found.some(isFiring), evidence };
    },
  });
}

/** None is an answer only where all were looked through; throws a miss else. */
async function findMonitors(
  client: DatadogClient,
  match: string,
  signal: AbortSignal,
): Promise<{ found: Monitor[]; evidence: Evidence[] }> {
  const { monitors, complete, evidence } = await listMonitors(client, signal);
  const found = monitors.filter(monitor => fits(monitor, match));
  const said =
    found.length === 0 ? `no monitor '${match}'` : found.map(seen).join(', ');
  const pieces = noted(evidence, said);
  if (found.length > 0 || complete) return { found, evidence: pieces };
  throw new CannotSay(
    {
      cause: 'check-error',
      message: `among the first ${monitors.length} monitors there is no '${match}', and there are more; map it by its id, as '#1234'`,
    },
    pieces,
  );
}

/** Several monitors of one name are one alert: the best of them counts. */
async function judge(
  client: DatadogClient,
  options: {
    found: Monitor[];
    evidence: Evidence[];
    signal: AbortSignal;
    now: Date;
  },
): Promise<FoundAlert> {
  const { found, signal, now } = options;
  const alive = found.filter(
    monitor => !monitor.isDraft && !isMuted(monitor, now),
  );
  const judged = alive.length > 0 ? alive : found;
  const { targets, evidence } = await targetsOf(client, {
    monitors: judged,
    signal,
  });
  const pieces = [...options.evidence, ...evidence];
  if (targets === undefined) {
    throw new CannotSay(
      {
        cause: 'not-declared',
        message:
          'whom the monitor notifies hangs on what is known when it raises an alert; name a handle in its message that stands in no block for certain tags',
      },
      pieces,
    );
  }
  return {
    value: {
      exists: true,
      enabled: alive.length > 0,
      targets,
      rule: found.map(({ id }) => `monitor ${id}`).join(', '),
    },
    evidence: pieces,
  };
}

/** Whom one of the monitors notifies for certain; undefined: perhaps somebody. */
async function targetsOf(
  client: DatadogClient,
  { monitors, signal }: { monitors: Monitor[]; signal: AbortSignal },
): Promise<{ targets: number | undefined; evidence: Evidence[] }> {
  const named = Math.max(...monitors.map(({ handles }) => handles.least));
  if (named > 0) return { targets: named, evidence: [] };
  const byRule = await Promise.all(
    monitors.map(monitor => countRecipients(client, monitor, signal)),
  );
  const least = Math.max(...byRule.map(each => each.least));
  const most = Math.max(
    ...byRule.map(each => each.most),
    ...monitors.map(({ handles }) => handles.most),
  );
  return {
    targets: least > 0 || most === 0 ? least : undefined,
    evidence: byRule.slice(0, 1).map(each => each.evidence),
  };
}

function fits({ id, name }: Monitor, match: string): boolean {
  return match.startsWith('#') ? match === `#${id}` : name.trim() === match;
}

function seen({ id, state, handles, isDraft }: Monitor): string {
  const draft = isDraft ? ', a draft' : '';
  return `monitor ${id}: ${state}, ${handles.least} handles${draft}`;
}

function noted(evidence: Evidence[], text: string): Evidence[] {
  return evidence.map((piece, index) =>
    index === evidence.length - 1
      ? { ...piece, response: `${piece.response}; ${text}` }
      : piece,
  );
}
