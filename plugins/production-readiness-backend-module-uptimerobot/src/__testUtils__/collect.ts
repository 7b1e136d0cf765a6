import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import {
  alertParams,
  alertValue,
  firingValue,
  uptimeParams,
  uptimeValueOf,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  component,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createProviders } from '../createProviders';

/** The moment that tests speak of. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** Every fact that the checklist of KAMIYO asks for, with a launch two hours ago. */
export const UPTIME: Record<string, object> = {
  backupHeartbeat: { kind: 'heartbeat', name: 'backup' },
  chatContacts: { kinds: ['slack', 'discord'] },
  launch: { since: '2026-11-22T10:00:00Z' },
  mailContacts: { kinds: ['email'] },
  monitors: {},
  phoneContacts: { kinds: ['sms', 'voice'] },
};
export const ALERTS: Record<string, object> = {
  databaseUnreachable: { alert: 'database-unreachable' },
  firing: {},
};

/** What a run stores, by key; every value is checked by its schema. */
export async function collectAll(
  vendor: RunningVendor,
  options: {
    uptime?: Record<string, object>;
    alerts?: Record<string, object>;
    config?: Config;
    entity?: Entity;
  } = {},
): Promise<Record<string, any>> {
  const { uptime = UPTIME, alerts = ALERTS, config = vendor.config } = options;
  const entity = options.entity ?? component({ name: 'kamiyo' });
  const providers = createProviders({
    config,
    outgoing: vendor.outgoing,
    sleep: async () => {},
  });
  const ask = async (
    fact: string,
    requests: { key: string; params: any }[],
  ): Promise<FactOutcome[]> =>
    providers
      .find(each => each.fact === fact)!
      .collect({
        entity,
        subject: entity,
        requests,
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
        now: () => new Date(NOW),
      });
  const requestsOf = (
    wanted: object,
    schema: { parse(raw: unknown): unknown },
  ) =>
    Object.entries(wanted).map(([key, params]) => ({
      key,
      params: schema.parse(params),
    }));
  const [ofUptime, ofAlerts] = await Promise.all([
    ask('uptime', requestsOf(uptime, uptimeParams)),
    ask('alerts', requestsOf(alerts, alertParams)),
  ]);
  for (const outcome of ofUptime) {
    if (!('value' in outcome)) continue;
    const params = uptimeParams.parse(uptime[outcome.key]);
    uptimeValueOf(params).parse(outcome.value);
  }
  for (const outcome of ofAlerts) {
    if (!('value' in outcome)) continue;
    const shape = 'alert' in alerts[outcome.key] ? alertValue : firingValue;
    shape.parse(outcome.value);
  }
  return Object.fromEntries(
    [...ofUptime, ...ofAlerts].map(outcome => [outcome.key, outcome]),
  );
}
