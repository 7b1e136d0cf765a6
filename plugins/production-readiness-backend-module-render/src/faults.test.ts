import type { FactOutcome } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  collect,
  collectAll,
  collectorFor,
  NOW,
  told,
  WANTED,
} from './__testUtils__/collecting';

const API_FACTS = Object.keys(WANTED[0].blocks).map(key => `kamiyo-api.${key}`);
const DATABASE_FACTS = Object.keys(WANTED[2].blocks).map(
  key => `kamiyo-postgres.${key}`,
);
const service = (id: string) => new RegExp(`^/v1/services/[^/]+/${id}$`);
const metric = (name: string) => new RegExp(`^/v1/metrics/${name}$`);

/** Each endpoint, and the facts that need it. */
const ENDPOINTS: [string, RegExp, string[]][] = [
  [
    'services',
    /^\/v1\/services$/,
    [...API_FACTS, 'kamiyo-aggregator.service', 'kamiyo.logSearch'],
  ],
  [
    'instances',
    service('instances'),
    ['kamiyo-aggregator.service', 'kamiyo-api.startup'],
  ],
  ['deploys', service('deploys'), ['kamiyo-api.deploy', 'kamiyo-api.startup']],
  ['events', service('events'), ['kamiyo-api.events', 'kamiyo-api.scaling']],
  ['custom-domains', service('custom-domains'), ['kamiyo-api.domains']],
  ['cpu', metric('cpu'), ['kamiyo-api.metrics', 'kamiyo-api.resourceMetrics']],
  ['cpu-limit', metric('cpu-limit'), ['kamiyo-api.metrics']],
  [
    'memory',
    metric('memory'),
    ['kamiyo-api.metrics', 'kamiyo-api.resourceMetrics'],
  ],
  [
    'memory-limit',
    metric('memory-limit'),
    ['kamiyo-api.metrics', 'kamiyo-api.memoryLimit'],
  ],
  [
    'http-requests',
    metric('http-requests'),
    ['kamiyo-api.httpMetrics', 'kamiyo-api.dayTraffic'],
  ],
  [
    'http-latency',
    metric('http-latency'),
    ['kamiyo-api.httpMetrics', 'kamiyo-api.dayTraffic'],
  ],
  ['bandwidth', metric('bandwidth'), ['kamiyo-api.bandwidth']],
  [
    'logs',
    /^\/v1\/logs$/,
    [
      'kamiyo-api.logs',
      'kamiyo-api.requestLog',
      'kamiyo-api.startup',
      'kamiyo-api.auditAuth',
      'kamiyo.logSearch',
    ],
  ],
  ['blueprints', /^\/v1\/blueprints$/, ['kamiyo-api.blueprint']],
  ['blueprint', /^\/v1\/blueprints\/[^/]+$/, ['kamiyo-api.blueprint']],
  ['syncs', /^\/v1\/blueprints\/[^/]+\/syncs$/, ['kamiyo-api.blueprint']],
  ['postgres', /^\/v1\/postgres$/, DATABASE_FACTS],
  [
    'recovery',
    /^\/v1\/postgres\/[^/]+\/recovery$/,
    ['kamiyo-postgres.recovery', 'kamiyo-postgres.recoveryWindow'],
  ],
  [
    'active-connections',
    metric('active-connections'),
    ['kamiyo-postgres.activeConnections'],
  ],
  ['disk-usage', metric('disk-usage'), ['kamiyo-postgres.disk']],
  ['disk-capacity', metric('disk-capacity'), ['kamiyo-postgres.disk']],
  [
    'replication-lag',
    metric('replication-lag'),
    ['kamiyo-postgres.replicationLag'],
  ],
  [
    'webhooks',
    /^\/v1\/webhooks$/,
    ['kamiyo-postgres.hooks', 'kamiyo-postgres.backups'],
  ],
  [
    'events of a webhook',
    /^\/v1\/webhooks\/[^/]+\/events$/,
    ['kamiyo-postgres.backups'],
  ],
  ['an event', /^\/v1\/events\/[^/]+$/, ['kamiyo-postgres.backups']],
  [
    'members',
    /^\/v1\/owners\/[^/]+\/members$/,
    ['kamiyo.owner', 'kamiyo.access'],
  ],
  [
    'notification-settings',
    /^\/v1\/notification-settings\/owners\/[^/]+$/,
    ['kamiyo.mailNotifications', 'kamiyo.slackNotifications'],
  ],
  ['log stream', /^\/v1\/logs\/streams\/owner\/[^/]+$/, ['kamiyo.logStream']],
];

const CASES = ENDPOINTS.flatMap(([name, where, facts]) =>
  VENDOR_FAULTS.map(
    fault => [`${name}: ${fault.name}`, { where, facts, fault }] as const,
  ),
);

describe('when an endpoint of Render fails', () => {
  let vendor: RunningVendor;
  let healthy: Map<string, FactOutcome>;
  beforeAll(async () => {
    vendor = await startVendor({
      vendor: standInVendor('render'),
      now: NOW,
      timeoutMs: 1000,
    });
    healthy = await collectAll(collectorFor(vendor));
  });
  afterAll(() => vendor.close());
  afterEach(() => vendor.fail());

  it('covers all facts and all endpoints', () => {
    const covered = new Set(ENDPOINTS.flatMap(([, , facts]) => facts));
    expect([...healthy.keys()].filter(fact => !covered.has(fact))).toEqual([]);
    const unknown = vendor.requests.filter(
      ({ path }) => !ENDPOINTS.some(([, where]) => where.test(path)),
    );
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it.each(CASES)('%s', async (_, { where, facts, fault }) => {
    vendor.fail(fault, where);
    const collector = collectorFor(vendor);
    const touched = WANTED.filter(({ entity, blocks }) =>
      Object.keys(blocks).some(key =>
        facts.includes(`${entity.metadata.name}.${key}`),
      ),
    );
    const failed = { error: expect.stringMatching(fault.reason) };
    // No log stream is an answer.
    const none = { value: { endpoint: null, preview: null } };
    const expected = (fact: string) => {
      if (!facts.includes(fact)) return told(healthy.get(fact));
      const isNone = fact === 'kamiyo.logStream' && fault.name === '404';
      return isNone ? none : failed;
    };
    for (const wanted of touched) {
      for (const outcome of await collect(collector, wanted)) {
        const fact = `${wanted.entity.metadata.name}.${outcome.key}`;
        expect([fact, told(outcome)]).toEqual([fact, expected(fact)]);
      }
    }
  });
});
