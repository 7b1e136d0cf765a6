import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  createAlertProvider,
  type AlertContext,
  type ConfiguredAlert,
  type Evidence,
  type FactProvider,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { rulesOf, type Rule } from './facts/rules';
import type { SentrySource } from './SentrySource';

/**
 * Alerts of Sentry under the names of configuration: `match` is the name of an
 * alert, as it stands in Sentry. It fires while a monitor of it has an issue
 * that is not resolved.
 */
export function createSentryAlerts(options: {
  source: SentrySource | undefined;
  alerts: ReadonlyMap<string, ConfiguredAlert>;
}): FactProvider {
  const { source, alerts } = options;

  async function look(
    { match }: ConfiguredAlert,
    { entity, signal }: AlertContext,
  ): Promise<{ rule: Rule | undefined; evidence: Evidence[] }> {
    if (!source) throw new Error('sentry is not configured');
    const asking = { signal, entityRef: stringifyEntityRef(entity) };
    const [workflows, detectors] = await Promise.all([
      source.workflows(undefined, asking),
      source.detectors(undefined, asking),
    ]);
    const rule = rulesOf(workflows.items, detectors.items).find(
      ({ name }) => name === match,
    );
    if (!rule && !(workflows.complete && detectors.complete)) {
      throw new Error(
        `Sentry has more alerts than are read, and '${match}' is not among those`,
      );
    }
    const said = rule
      ? `'${match}' is ${rule.enabled ? 'on' : 'off'}, acts by ${
          rule.actions.join(', ') || 'nothing'
        }, ${rule.firing ? 'is firing' : 'is not firing'}`
      : `no alert is named '${match}'`;
    return {
      rule,
      evidence: workflows.evidence
        .slice(0, 1)
        .map(piece => ({ ...piece, response: said })),
    };
  }

  return createAlertProvider({
    id: 'sentry',
    title: 'Sentry',
    alerts,
    notConnected: () =>
      source
        ? undefined
        : 'no token is configured at productionReadiness.collectors.sentry',
    async find(alert, context) {
      const { rule, evidence } = await look(alert, context);
      return {
        value: {
          exists: rule !== undefined,
          enabled: rule?.enabled ?? false,
          targets: rule?.actions.length ?? 0,
          rule: rule ? `sentry:${rule.id}` : null,
        },
        evidence,
      };
    },
    async isFiring(alert, context) {
      const { rule, evidence } = await look(alert, context);
      return { firing: rule?.firing ?? false, evidence };
    },
  });
}
