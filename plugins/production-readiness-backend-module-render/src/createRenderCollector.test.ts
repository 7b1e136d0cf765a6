import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { RenderClient } from './client';
import { readRenderConfig } from './config';
import { createRenderCollector } from './createRenderCollector';
import {
  API,
  collect,
  collectAll,
  collectFact,
  collectorFor,
  DATABASE,
  entity,
  NOW,
  SYSTEM,
  told,
  WORKER,
} from './__testUtils__/collecting';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const API_ID = 'srv-0123456789abcdef0123';
const DATABASE_ID = 'dpg-0123456789abcdef0123';
const ago = (ms: number) => new Date(NOW - ms).toISOString();

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('render'),
    now: NOW,
    timeoutMs: 5000,
  });
});
afterAll(() => vendor.close());
beforeEach(() => {
  vendor.spoil();
  vendor.requests.length = 0;
});

const of = async (
  who: Parameters<typeof collectFact>[1]['entity'],
  key: string,
  params?: object,
) => told(await collectFact(vendor, { entity: who, key, params }));

const miss = (cause: string, message: RegExp) => ({
  miss: { cause, message: expect.stringMatching(message) },
});

describe('the collector of Render', () => {
  it('tells something of everything while all is well', async () => {
    const all = await collectAll(collectorFor(vendor));
    const silent = [...all].filter(([, outcome]) => !('value' in outcome));
    expect(silent).toEqual([]);
    for (const outcome of all.values()) {
      const { evidence } = outcome as { evidence: unknown[] };
      expect(evidence.length).toBeGreaterThan(0);
    }
  });

  it('asks once for what several facts and entities need', async () => {
    const collector = collectorFor(vendor);
    await collectAll(collector);
    const asked = vendor.requests.map(({ url }) => url.href);
    expect(
      asked.filter((each, index) => asked.indexOf(each) !== index),
    ).toEqual([]);
    const lists = asked.filter(each => /\/services\?/.test(each));
    expect(lists).toHaveLength(1);
  });

  it.each([
    [API_ID, true],
    ['kamiyo-api', true],
    ['srv-00000000000000000000', false],
    ['kamiyo-other', false],
  ])('finds the service %s: %s', async (named, found) => {
    const who = entity('Component', 'x', { 'render-service-id': named });
    expect(await of(who, 'service')).toMatchObject({ value: { found } });
    expect(await of(who, 'domains')).toMatchObject(
      found
        ? { value: { complete: true } }
        : miss('not-declared', /knows no service/),
    );
  });

  it.each([
    [DATABASE_ID, true],
    ['kamiyo-postgres', true],
    ['dpg-00000000000000000000', false],
    ['other', false],
  ])('finds the database %s: %s', async (named, found) => {
    const who = entity('Resource', 'x', { 'render-postgres-id': named });
    expect(await of(who, 'postgres')).toMatchObject({ value: { found } });
  });

  it('does not choose among services of one name', async () => {
    vendor.spoil(world => {
      world.services[1].name = 'kamiyo-api';
    });
    expect(await of(API, 'service')).toEqual(
      miss('not-declared', /2 of the name 'kamiyo-api'/),
    );
  });

  it('looks through 10,000 services, and does not deny what is behind them', async () => {
    const many = (count: number) => (world: any) => {
      const [own] = world.services;
      world.services = Array.from({ length: count }, (_, index) => ({
        ...own,
        id: `srv-${index}`,
        name: `service-${index}`,
      })).concat({ ...own });
    };
    vendor.spoil(many(9998));
    expect(await of(API, 'service')).toMatchObject({ value: { found: true } });
    vendor.spoil(many(10_050));
    expect(await of(API, 'service')).toEqual({
      error: expect.stringMatching(/not among the first 10000/),
    });
    expect(vendor.requests.length).toBeLessThanOrEqual(200);
  });

  it('says of a fact whose parameters do not fit that they do not', async () => {
    expect(await of(API, 'service', { window: 'P1D' })).toEqual({
      error: expect.stringMatching(/parameters do not fit/),
    });
  });

  it('knows what is not connected', () => {
    const collector = collectorFor(vendor);
    expect(
      createRenderCollector({ client: undefined }).notConnected!(API),
    ).toMatch(/set productionReadiness.collectors.render/);
    expect(collector.notConnected!(entity('Component', 'x'))).toMatch(
      /neither .*render-service-id nor .*render-postgres-id/,
    );
    expect(collector.notConnected!(SYSTEM)).toBeUndefined();
    const lacks = (who: typeof API, key: string) =>
      collector.factNotConnected!(who, { key, params: {} });
    expect(lacks(DATABASE, 'deploy')).toMatch(/render-service-id/);
    expect(lacks(API, 'recovery')).toMatch(/render-postgres-id/);
    expect(lacks(API, 'logs')).toBeUndefined();
    expect(lacks(DATABASE, 'logs')).toBeUndefined();
    expect(lacks(SYSTEM, 'access')).toBeUndefined();
    const bare = createRenderCollector({
      client: new RenderClient({
        config: {
          ...readRenderConfig(vendor.config)!,
          ownerId: undefined,
          allowedMembers: undefined,
          maxPrivilegedMembers: undefined,
        },
        outgoing: vendor.outgoing,
      }),
    });
    const wants = (key: string) =>
      bare.factNotConnected!(SYSTEM, { key, params: {} });
    expect(wants('owner')).toMatch(/ownerId/);
    expect(wants('access')).toMatch(/ownerId/);
  });
});

describe('services', () => {
  it('reads a static site and a cron job, with nulls for empty lists', async () => {
    vendor.spoil(world => {
      const [api, , worker] = world.services;
      api.type = 'static_site';
      api.serviceDetails = {
        buildCommand: 'make',
        publishPath: 'out',
        url: 'https://x',
        ipAllowList: null,
      };
      worker.type = 'cron_job';
      Object.assign(worker.serviceDetails, {
        schedule: '*/30 * * * *',
        lastSuccessfulRunAt: ago(HOUR_MS),
        numInstances: undefined,
      });
    });
    expect(await of(API, 'service')).toMatchObject({
      value: { type: 'static_site', serviceDetails: { runtime: null } },
    });
    expect(await of(WORKER, 'service')).toMatchObject({
      value: {
        type: 'cron_job',
        instances: null,
        serviceDetails: { intervalMinutes: 30 },
      },
    });
  });

  it('folds commands and takes secrets out of them', async () => {
    vendor.spoil(world => {
      world.services[0].serviceDetails.envSpecificDetails.startCommand =
        ' run  --password=hunter2\n  now ';
    });
    expect(await of(API, 'service')).toMatchObject({
      value: {
        serviceDetails: {
          envSpecificDetails: { startCommand: 'run --password=*** now' },
        },
      },
    });
  });

  it('finds the live deploy behind a hundred that are not', async () => {
    vendor.spoil(world => {
      const [live] = world.deploys[API_ID];
      world.deploys[API_ID] = Array.from({ length: 120 }, (_, index) => ({
        ...live,
        id: `dep-${index}`,
        status: 'build_failed',
        createdAt: ago(HOUR_MS + index * 1000),
      })).concat(live);
    });
    expect(await of(API, 'deploy')).toMatchObject({
      value: {
        newest: { id: 'dep-0', status: 'build_failed' },
        live: { commit: '9f2c1d7e4b8a6c3d5f0a1b2c3d4e5f60718293a4' },
      },
    });
  });

  it('has no live deploy where there is none, and no commit of an image', async () => {
    vendor.spoil(world => {
      world.deploys[API_ID] = [];
    });
    expect(await of(API, 'deploy')).toEqual({
      value: { newest: null, live: null },
    });
    vendor.spoil(world => {
      const [live] = world.deploys[API_ID];
      delete live.commit;
      live.image = { ref: 'docker.io/x', sha: 'sha256:1' };
    });
    expect(await of(API, 'deploy')).toMatchObject({
      value: { live: { commit: null } },
    });
  });

  it.each([
    ['nothing', [], false],
    ['a server that is available', [['server_available', {}]], true],
    [
      'a deploy that succeeded',
      [['deploy_ended', { deployStatus: 'succeeded' }]],
      true,
    ],
    [
      'a deploy that failed',
      [['deploy_ended', { deployStatus: 'failed' }]],
      false,
    ],
    ['a restart', [['server_restarted', { triggeredByUser: null }]], false],
  ])('after a failure, %s: resolved %s', async (_, later, resolved) => {
    vendor.spoil(world => {
      world.events = [
        {
          id: 'evt-0',
          serviceId: API_ID,
          type: 'server_failed',
          timestamp: ago(HOUR_MS),
          details: {
            reason: { evicted: false, oomKilled: { memoryLimit: 'x' } },
          },
        },
        ...(later as [string, object][]).map(([type, details], index) => ({
          id: `evt-${index + 1}`,
          serviceId: API_ID,
          type,
          timestamp: ago(HOUR_MS - 60_000),
          details,
        })),
      ];
    });
    const outcome = (await of(API, 'events')) as any;
    expect(outcome.value.events[0]).toMatchObject({
      resolved,
      oomKilled: true,
    });
  });

  it('reads events page by page by their time, and keeps the newest', async () => {
    const many = (count: number) => (world: any) => {
      world.events = Array.from({ length: count }, (_, index) => ({
        id: `evt-${index}`,
        serviceId: API_ID,
        type: 'server_failed',
        timestamp: ago(HOUR_MS + index * 1000),
        details: { reason: { evicted: false } },
      }));
      world.events.at(-1).details.reason.oomKilled = { memoryLimit: '2Gi' };
    };
    vendor.spoil(many(450));
    const outcome = (await of(API, 'events')) as any;
    expect(outcome.value.complete).toBe(false);
    expect(outcome.value.events).toHaveLength(201);
    // That one ran out of memory is not lost among the others.
    expect(outcome.value.events[0].oomKilled).toBe(true);
    expect(outcome.value.events.at(-1).timestamp).toBe(ago(HOUR_MS));
    vendor.spoil(many(10_000));
    expect(await of(API, 'events')).toEqual({
      error: expect.stringMatching(/more events/),
    });
  });

  it('always says from when on', async () => {
    await collectAll(collectorFor(vendor));
    const timed = vendor.requests.filter(({ path }) =>
      /\/(events|logs|metrics\/[a-z-]+)$/.test(path),
    );
    expect(timed.length).toBeGreaterThan(20);
    for (const { path, url } of timed) {
      const name = path.includes('/webhooks/') ? 'sentAfter' : 'startTime';
      expect([path, url.searchParams.get(name)]).toEqual([
        path,
        expect.stringMatching(/^2026-/),
      ]);
    }
  });

  it('has runs of a cron job only', async () => {
    expect(await of(WORKER, 'cronRuns')).toEqual(
      miss('not-declared', /no cron job but a background_worker/),
    );
    const cron = (runs: [number, string][]) => (world: any) => {
      const [, , worker] = world.services;
      worker.type = 'cron_job';
      worker.serviceDetails.schedule = '0 * * * *';
      world.events = runs.map(([time, status], index) => ({
        id: `evt-${index}`,
        serviceId: worker.id,
        type: 'cron_job_run_ended',
        timestamp: ago(time),
        details: { cronJobRunId: `crn-${index}`, status },
      }));
    };
    vendor.spoil(
      cron([
        [HOUR_MS / 2, 'unsuccessful'],
        [1.5 * HOUR_MS, 'successful'],
      ]),
    );
    expect(await of(WORKER, 'cronRuns')).toEqual({
      value: {
        status: 'unsuccessful',
        endedAt: ago(HOUR_MS / 2),
        intervalMinutes: 60,
      },
    });
    vendor.spoil(cron([]));
    expect(await of(WORKER, 'cronRuns')).toEqual(
      miss('waiting-for-time', /no run .* has ended/),
    );
  });

  it('takes the blueprint that holds the service', async () => {
    vendor.spoil(world => {
      const [own] = world.blueprints;
      world.blueprints = [
        { ...own, id: 'exs-1', status: 'error', resources: [] },
        { ...own, id: 'exs-2', syncs: [] },
      ];
    });
    expect(await of(API, 'blueprint')).toEqual({
      value: { found: true, status: 'in_sync', lastSyncState: null },
    });
    vendor.spoil(world => {
      world.blueprints = [];
    });
    expect(await of(API, 'blueprint')).toEqual({
      value: { found: false, status: null, lastSyncState: null },
    });
  });
});

describe('metrics', () => {
  it.each([
    ['metrics', API, (world: any) => (world.measures[API_ID].memory = null)],
    ['memoryLimit', API, (world: any) => (world.measures = {})],
    ['bandwidth', API, (world: any) => (world.measures = {})],
    ['resourceMetrics', API, (world: any) => (world.measures = {})],
    ['httpMetrics', API, (world: any) => (world.measures = {})],
    ['traffic', API, (world: any) => (world.measures = {})],
    ['disk', DATABASE, (world: any) => (world.measures = {})],
    ['activeConnections', DATABASE, (world: any) => (world.measures = {})],
  ])('%s waits where there is not a point', async (key, who, spoil) => {
    vendor.spoil(world => void spoil(world));
    expect(await of(who, key)).toEqual(miss('waiting-for-traffic', /./));
  });

  it('counts fewer requests than the least as no traffic', async () => {
    vendor.spoil(world => {
      world.measures[API_ID].requestsPerMinute = 1;
    });
    expect(await of(API, 'traffic', { window: 'PT1H' })).toEqual(
      miss('waiting-for-traffic', /60 requests .* 100 are wanted/),
    );
    expect(
      await of(API, 'traffic', { window: 'PT1H', minRequests: 60 }),
    ).toMatchObject({ value: { requests: 60 } });
  });

  it('waits for a launch, and counts from one', async () => {
    expect(await of(API, 'traffic', { since: 'launch' })).toEqual(
      miss('waiting-for-time', /no launch/),
    );
    expect(await of(API, 'traffic', { since: ago(6 * HOUR_MS) })).toMatchObject(
      { value: { requests: 43_200, p95Ms: 205 } },
    );
  });

  it('has a lag of replicas only, and none without', async () => {
    vendor.spoil(world => {
      world.postgres[0].readReplicas = null;
    });
    expect(await of(DATABASE, 'replicationLag')).toEqual({
      value: { points: 0, latestSeconds: null },
    });
  });
});

describe('logs', () => {
  it('looks at 1,000 lines and says that there are more', async () => {
    vendor.spoil(world => {
      world.logs = Array.from({ length: 10_000 }, (_, index) => ({
        resource: API_ID,
        type: 'app',
        instance: 'x',
        at: NOW - 1000 - index * 1000,
        message: `{"level":"info","n":${index}}`,
      }));
    });
    expect(await of(API, 'logs')).toMatchObject({
      value: { lines: 1000, complete: false },
    });
    expect(vendor.requests.length).toBeLessThanOrEqual(12);
  });

  it.each(['logs', 'requestLog', 'startup', 'logLines'])(
    '%s is not known without a line',
    async key => {
      vendor.spoil(world => {
        world.logs = [];
      });
      const params = key === 'logLines' ? { pattern: 'x' } : {};
      expect(await of(API, key, params)).toEqual(
        miss(
          key === 'startup' ? 'waiting-for-time' : 'waiting-for-traffic',
          /./,
        ),
      );
    },
  );

  it('does not believe the search of Render: lines have to match here too', async () => {
    vendor.spoil(world => {
      world.searchIsBroken = true;
      world.logs = world.logs.filter(
        ({ message }: any) => !message.includes('audit.auth'),
      );
    });
    expect(await of(API, 'logLines', { pattern: 'audit\\.auth' })).toEqual(
      miss('waiting-for-traffic', /is of the pattern/),
    );
  });

  it('takes the start of the live deploy from its own instances while they run', async () => {
    const params = { errorPatterns: ['Traceback'] };
    expect(await of(API, 'startup', params)).toMatchObject({
      value: { lines: 4, errorLines: 0 },
    });
    vendor.spoil(world => {
      world.instances[API_ID] = [{ id: 'later', createdAt: ago(HOUR_MS) }];
    });
    // Replaced since: what the former deploy said meanwhile counts as well.
    expect(await of(API, 'startup', params)).toMatchObject({
      value: { lines: 5, errorLines: 1 },
    });
  });

  it('does not clear a start that it did not look through', async () => {
    const lines = (message: string) => (world: any) => {
      const begun = Date.parse(world.deploys[API_ID][0].startedAt);
      world.logs = Array.from({ length: 1500 }, (_, index) => ({
        resource: API_ID,
        type: 'app',
        instance: world.instances[API_ID][0].id,
        at: begun + 1000 + index * 10,
        message: index === 5 ? message : `INFO ${index}`,
      }));
    };
    vendor.spoil(lines('INFO'));
    expect(await of(API, 'startup')).toEqual(
      miss('check-error', /more than 1000 lines/),
    );
    vendor.spoil(lines('FATAL no configuration'));
    expect(await of(API, 'startup')).toMatchObject({ value: { critical: 1 } });
  });

  it('has no start where nothing is live', async () => {
    vendor.spoil(world => {
      world.deploys[API_ID] = [];
    });
    expect(await of(API, 'startup')).toEqual(
      miss('waiting-for-time', /no deploy .* is live/),
    );
  });
});

describe('databases', () => {
  it.each([
    ['AVAILABLE', { value: { recoveryStatus: 'AVAILABLE' } }],
    ['NOT_AVAILABLE', { value: { recoveryStatus: 'NOT_AVAILABLE' } }],
    ['BACKUP_NOT_READY', miss('waiting-for-time', /BACKUP_NOT_READY/)],
    ['SOMETHING_NEW', miss('waiting-for-time', /SOMETHING_NEW/)],
  ])('recovery is %s', async (recoveryStatus, expected) => {
    vendor.spoil(world => {
      world.recovery[DATABASE_ID].recoveryStatus = recoveryStatus;
    });
    expect(await of(DATABASE, 'recovery')).toMatchObject(expected);
  });

  it('waits for the window of a young database, not for that of an old one', async () => {
    const three = 3 * DAY_MS;
    vendor.spoil(world => {
      world.recovery[DATABASE_ID].startsAt = ago(three);
    });
    expect(await of(DATABASE, 'recoveryWindow')).toEqual({
      value: { startsAt: ago(three) },
    });
    vendor.spoil(world => {
      world.recovery[DATABASE_ID].startsAt = ago(three);
      world.postgres[0].createdAt = ago(three);
    });
    expect(await of(DATABASE, 'recoveryWindow')).toEqual(
      miss('waiting-for-time', /less than 7 days ago/),
    );
  });

  it('reads an empty list of networks as nobody', async () => {
    vendor.spoil(world => {
      world.postgres[0].ipAllowList = null;
    });
    expect(await of(DATABASE, 'postgres')).toMatchObject({
      value: { ipAllowList: [] },
    });
  });

  const HOOKS = {
    kind: 'webhooks',
    events: ['postgres_backup_failed'],
    anyEvent: ['postgres_backup_completed'],
  };
  it.each([
    ['all that are wanted', {}, true],
    ['everything', { eventFilter: null }, true],
    ['failures only', { eventFilter: ['postgres_backup_failed'] }, false],
    ['successes only', { eventFilter: ['postgres_backup_completed'] }, false],
    ['nothing, as it is off', { enabled: false }, false],
  ])('a webhook that hears of %s', async (_, change, counts) => {
    vendor.spoil(world => Object.assign(world.webhooks[0], change));
    expect(await of(DATABASE, 'hooks', HOOKS)).toEqual(
      counts
        ? { value: { enabled: 1 } }
        : miss('waiting-for-person', /no enabled webhook/),
    );
  });

  it('counts the backups of this database that webhooks told of', async () => {
    vendor.spoil(world => {
      const sent = (eventId: string, eventType: string) => ({
        id: `whe-${eventId}`,
        eventId,
        eventType,
        sentAt: ago(HOUR_MS),
      });
      const event = (id: string, serviceId: string) => ({
        ...world.databaseEvents[0],
        id,
        serviceId,
      });
      world.webhookEvents = [
        sent('a', 'postgres_backup_completed'),
        sent('a', 'postgres_backup_completed'),
        sent('b', 'postgres_wal_archive_failed'),
        sent('c', 'postgres_backup_failed'),
        sent('d', 'deploy_ended'),
      ];
      world.databaseEvents = [
        event('a', DATABASE_ID),
        event('b', DATABASE_ID),
        event('c', 'dpg-other'),
      ];
    });
    const since = ago(2 * HOUR_MS);
    expect(await of(DATABASE, 'backups', { since })).toEqual({
      value: { completed: 1, failed: 1 },
    });
    expect(await of(DATABASE, 'backups')).toEqual(
      miss('waiting-for-time', /no launch/),
    );
  });

  it('knows of no backups that nobody is told of', async () => {
    vendor.spoil(world => {
      world.webhooks = [];
    });
    expect(await of(DATABASE, 'backups', { since: ago(HOUR_MS) })).toEqual(
      miss('waiting-for-person', /listed nowhere else/),
    );
  });
});

describe('the workspace', () => {
  it('fingerprints its members by who may do what', async () => {
    const first = (await of(SYSTEM, 'owner')) as any;
    vendor.spoil(world => {
      world.members.reverse();
    });
    expect(await of(SYSTEM, 'owner')).toEqual(first);
    vendor.spoil(world => {
      world.members[2].role = 'DEVELOPER';
    });
    const other = (await of(SYSTEM, 'owner')) as any;
    expect(other.value.memberSet).not.toBe(first.value.memberSet);
  });

  it('counts who is not on the list', async () => {
    vendor.spoil(world => {
      world.members[1].email = 'eve@elsewhere.example';
      world.members[0].email = 'Ada@Kamiyo.ai';
    });
    expect(await of(SYSTEM, 'access')).toEqual({
      value: { privileged: 2, privilegedOutsideList: 1, maxPrivileged: 4 },
    });
  });

  it('takes no empty list for a workspace without members', async () => {
    vendor.spoil(world => {
      world.members = [];
    });
    expect(await of(SYSTEM, 'owner')).toEqual({
      error: expect.stringMatching(/lists no member/),
    });
  });

  it.each([
    ['emailEnabled', 'mailNotifications'],
    ['slackEnabled', 'slackNotifications'],
  ])('%s off leaves %s to a person', async (field, key) => {
    vendor.spoil(world => {
      world.notifications[field] = false;
    });
    expect(await of(SYSTEM, key)).toEqual(miss('waiting-for-person', /vouch/));
    vendor.spoil(world => {
      world.notifications.notificationsToSend = 'none';
    });
    expect(await of(SYSTEM, key)).toEqual(miss('waiting-for-person', /vouch/));
  });

  it.each([
    [null, null],
    ['', null],
    ['logs.example.com:6514', 'logs.example.com:6514'],
    ['https://user:key@logs.example.com/v1/secret?x=y', 'logs.example.com'],
  ])('sends logs to %j: %j', async (endpoint, expected) => {
    vendor.spoil(world => {
      world.logStream =
        endpoint === null ? null : { endpoint, preview: 'send' };
    });
    expect(await of(SYSTEM, 'logStream')).toEqual({
      value: { endpoint: expected, preview: expected && 'send' },
    });
  });
});

describe('secrets', () => {
  const planted = ['PlantedSecretA1b2C3d4E5', 'PlantedSecretF6g7H8i9J0'];

  it('leave neither in values nor in evidence, errors or logs', async () => {
    vendor.spoil(world => {
      const [one, two] = planted;
      for (const service of world.services) {
        service.serviceDetails.envSpecificDetails.buildCommand = `API_KEY=${one} make build`;
        service.serviceDetails.sshAddress = one;
      }
      for (const own of Object.values<any>(world.envVars)) own.SECRET = one;
      for (const own of Object.values<any>(world.connections)) {
        own.password = two;
        own.internalConnectionString = `postgresql://u:${two}@host/db`;
      }
      for (const line of world.logs) line.message += ` token=${one}`;
      world.members.forEach((member: any) => {
        member.email = `${two}@kamiyo.ai`;
        member.name = one;
      });
      world.webhooks[0].url = `https://hooks.example.com/${one}?key=${two}`;
      world.webhooks[0].secret = two;
      world.webhooks[0].name = one;
      world.logStream.endpoint = `https://${one}:${two}@logs.example.com/${one}`;
      world.postgres[0].owner.email = `${two}@kamiyo.ai`;
      world.deploys[API_ID][0].commit.message = one;
    });
    const collector = collectorFor(vendor);
    const all = JSON.stringify([...(await collectAll(collector))]);
    const { apiKey } = readRenderConfig(vendor.config)!;
    for (const secret of [...planted, apiKey]) {
      expect(all).not.toContain(secret);
      expect(all.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    expect(all).toContain('kamiyo-api');
  });

  it('are not in what goes wrong', async () => {
    vendor.spoil(world => {
      world.members = [{ userId: planted[0], email: 7, role: planted[1] }];
      world.postgres[0].plan = { name: planted[0] };
    });
    const collector = collectorFor(vendor);
    const outcomes = [
      ...(await collect(collector, { entity: SYSTEM, blocks: { owner: {} } })),
      ...(await collect(collector, {
        entity: DATABASE,
        blocks: { postgres: {} },
      })),
    ];
    expect(outcomes.every(outcome => 'error' in outcome)).toBe(true);
    for (const secret of planted) {
      expect(JSON.stringify(outcomes)).not.toContain(secret);
    }
  });
});
