import { createHash } from 'node:crypto';
import {
  CannotSay,
  createAlertProvider,
  type AlertParams,
  type ConfiguredAlert,
  type Evidence,
  type FactProvider,
  type FoundAlert,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import type { Alertmanager, Routing } from './alertmanager/Alertmanager';
import type { KnownLabels } from './alertmanager/matchers';
import { readAlertMatch, type AlertMatch } from './alertMatch';
import type { PrometheusClient } from './PrometheusClient';

const ID = 'prometheus';
const PLACE = 'productionReadiness.collectors.metrics';

const rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      file: z.string().default(''),
      rules: z.array(
        z.object({
          type: z.string(),
          name: z.string(),
          query: z.string(),
          labels: z.record(z.string(), z.string()).default({}),
          /** `ok`, `err`, or `unknown` before it was evaluated. */
          health: z.string(),
          /** `firing`, `pending` or `inactive`; of alerts only. */
          state: z.string().default('inactive'),
        }),
      ),
    }),
  ),
});

const alertmanagers = z.object({ activeAlertmanagers: z.array(z.unknown()) });

interface Rule {
  group: string;
  name: string;
  query: string;
  labels: Record<string, string>;
  health: string;
  state: string;
}

const ABSENT = { exists: false, enabled: false, targets: 0, rule: null };

/**
 * Alerting rules of Prometheus by name, and whom Alertmanager notifies of them.
 * Without Alertmanager it is not known whom an alert reaches, so no alert is
 * connected then; whether one is firing is known all the same.
 */
export function createPrometheusAlerts(options: {
  client: PrometheusClient | undefined;
  alertmanager: Alertmanager | undefined;
  alerts: ReadonlyMap<string, ConfiguredAlert>;
}): FactProvider<AlertParams> {
  const { client, alertmanager, alerts } = options;
  const matches = new Map(
    [...alerts.values()]
      .filter(({ provider }) => provider === ID)
      .map(alert => [alert.key, matchOf(alert)]),
  );
  return createAlertProvider({
    id: ID,
    title: 'Prometheus',
    alerts,
    notConnected: () =>
      client ? undefined : `${PLACE} does not say how Prometheus is reached`,
    targetsNotConnected: () =>
      alertmanager
        ? undefined
        : `${PLACE} names no alertmanager, and Prometheus does not know whom an alert notifies`,
    async find({ key }, { signal }) {
      const found = await findRules(client!, matches.get(key)!, signal);
      if (found.rules.length === 0) {
        return { value: ABSENT, evidence: [found.evidence] };
      }
      const [sent, routings] = await Promise.all([
        countAlertmanagers(client!, signal),
        Promise.all(
          found.rules.map(rule => alertmanager!.route(labelsOf(rule), signal)),
        ),
      ]);
      return judge(found, sent, routings);
    },
    async isFiring({ key }, { signal }) {
      const found = await findRules(client!, matches.get(key)!, signal);
      return {
        firing: found.rules.some(({ state }) => state === 'firing'),
        evidence: [found.evidence],
      };
    },
  });
}

function matchOf({ key, match }: ConfiguredAlert): AlertMatch {
  try {
    return readAlertMatch(match);
  } catch (error) {
    throw new Error(
      `productionReadiness.alerts.${key}.match: ${(error as Error).message}`,
    );
  }
}

interface FoundRules {
  rules: Rule[];
  evidence: Evidence;
}

async function findRules(
  client: PrometheusClient,
  match: AlertMatch,
  signal: AbortSignal,
): Promise<FoundRules> {
  const { data, evidence } = await client.get({
    path: '/api/v1/rules',
    query: { type: 'alert' },
    data: rules,
    signal,
    link: `${client.baseUrl}/alerts?search=${encodeURIComponent(match.name)}`,
  });
  const wanted = Object.entries(match.labels);
  const found = data.groups.flatMap(group =>
    group.rules
      .filter(
        ({ type, name, labels }) =>
          type === 'alerting' &&
          name === match.name &&
          wanted.every(([label, value]) => labels[label] === value),
      )
      .map(rule => ({ ...rule, group: group.name })),
  );
  const seen = found.map(({ group, name, health, state }) =>
    [`${group}/${name}`, health, state].join(' '),
  );
  const response =
    seen.length === 0 ? `no rule ${match.name}` : seen.join(', ');
  return {
    rules: found,
    evidence: { ...evidence, response: `${evidence.response}; ${response}` },
  };
}

async function countAlertmanagers(
  client: PrometheusClient,
  signal: AbortSignal,
): Promise<{ count: number; evidence: Evidence }> {
  const { data, evidence } = await client.get({
    path: '/api/v1/alertmanagers',
    data: alertmanagers,
    signal,
    link: `${client.baseUrl}/status`,
  });
  const count = data.activeAlertmanagers.length;
  return {
    count,
    evidence: {
      ...evidence,
      response: `${evidence.response}; alerts go to ${count} Alertmanagers`,
    },
  };
}

/** Several rules of one name are one alert: the best of them counts. */
function judge(
  found: FoundRules,
  sent: { count: number; evidence: Evidence },
  routings: Routing[],
): FoundAlert {
  const evidence = [
    found.evidence,
    sent.evidence,
    ...routings.flatMap(routing => routing.evidence),
  ];
  const working = found.rules.filter(({ health }) => health !== 'err');
  if (working.length > 0 && working.every(({ health }) => health !== 'ok')) {
    throw new CannotSay(
      {
        cause: 'waiting-for-time',
        message: 'Prometheus has not evaluated the rule yet',
      },
      evidence,
    );
  }
  const alive = found.rules
    .map((rule, index) => ({ rule, routing: routings[index] }))
    .filter(({ rule, routing }) => rule.health === 'ok' && !routing.silenced);
  const judged = alive.length > 0 ? alive.map(each => each.routing) : routings;
  return {
    value: {
      exists: true,
      enabled: alive.length > 0,
      targets: sent.count === 0 ? 0 : settled(judged, evidence),
      rule: found.rules.map(nameOf).sort().join(', '),
    },
    evidence,
  };
}

/** Ways that are certain; throws a miss where some may be and none is. */
function settled(routings: Routing[], evidence: Evidence[]): number {
  const least = Math.max(...routings.map(({ targets }) => targets.least));
  const most = Math.max(...routings.map(({ targets }) => targets.most));
  if (least > 0 || most === 0) return least;
  throw new CannotSay(
    {
      cause: 'not-declared',
      message:
        'whom the alert notifies hangs on labels that only the firing alert has; give the rule the labels that the routes of Alertmanager look at',
    },
    evidence,
  );
}

/** Labels with a template in them, and those of the series, are known when it fires. */
function labelsOf({ name, labels }: Rule): KnownLabels {
  const fixed = Object.entries(labels).filter(
    ([, value]) => !value.includes('{{'),
  );
  return new Map([...fixed, ['alertname', name]]);
}

/**
 * What tells a rule from others, those of its own name with another threshold
 * among them; labels may hold what is nobody's business, so they are not shown.
 */
function nameOf({ group, name, query, labels }: Rule): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const print = createHash('sha256')
    .update(JSON.stringify([query, sorted]))
    .digest('hex')
    .slice(0, 8);
  return `${group}/${name} (${print})`;
}
