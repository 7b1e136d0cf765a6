import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type {
  FactCollector,
  FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectSeveral,
  component,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { SLUG_ANNOTATION } from '../client/GithubSource';
import { readGithubConfig } from '../config';
import { createGithubCollector } from '../createGithubCollector';

/** The moment that tests speak of. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');
const LAUNCH = '2026-11-22T11:00:00Z';

/** Every fact that the checklist of KAMIYO asks for, with a launch an hour ago. */
export const WANTED: Record<string, object> = {
  branch: {},
  codeScanning: {},
  dependencyAlerts: {},
  history: { commits: 50 },
  keys: {},
  launchAlerts: { since: LAUNCH },
  launchCommits: { path: 'docs/', since: LAUNCH },
  launchIssues: { label: 'retrospective', since: LAUNCH },
  members: {},
  rules: {},
  runs: {},
  secretAlerts: {},
  tags: {},
  updatePulls: {},
};

/** An entity of the repository that the stand-in holds. */
export const ENTITY = component({
  annotations: { [SLUG_ANNOTATION]: 'kamiyo/kamiyo' },
});

/** A collector that has fetched nothing yet and never waits. */
export function collectorOf(
  vendor: RunningVendor,
  options: {
    config?: Config;
    sleep?: (ms: number) => Promise<void>;
    now?: () => number;
  } = {},
): FactCollector {
  const { config = vendor.config, sleep = async () => {}, now } = options;
  return createGithubCollector({
    config: readGithubConfig(config),
    integrations: ScmIntegrations.fromConfig(config),
    outgoing: vendor.outgoing,
    sleep,
    now,
  });
}

/** What a run stores, by key; every value is checked by its schema. */
export function collectAll(
  collector: FactCollector,
  wanted: Record<string, object> = WANTED,
  signal?: AbortSignal,
): Promise<Record<string, FactOutcome>> {
  return collectSeveral(collector, wanted, {
    entity: ENTITY,
    now: NOW,
    signal,
  });
}

/** The outcome of one fact, with what is not said of it left as the checklist asks. */
export async function collectOnly(
  vendor: RunningVendor,
  key: string,
  params: object = WANTED[key],
): Promise<any> {
  const outcomes = await collectAll(collectorOf(vendor), { [key]: params });
  return outcomes[key];
}
