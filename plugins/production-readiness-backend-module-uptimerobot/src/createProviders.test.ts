import { ConfigReader } from '@backstage/config';
import {
  component,
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
  type StandInRequest,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { ALERTS, collectAll, NOW, UPTIME } from './__testUtils__/collect';
import { createProviders } from './createProviders';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('uptimerobot'),
    now: NOW,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

const named = (world: any, name: string) =>
  world.monitors.find((each: any) => each.friendly_name === name);
const valuesOf = (outcomes: Record<string, any>) =>
  Object.fromEntries(
    Object.entries(outcomes).map(([key, { value }]) => [key, value]),
  );
const formOf = ({ body }: StandInRequest) =>
  Object.fromEntries(new URLSearchParams(body));
const spoilBy = (defect: string) =>
  vendor.spoil(standInVendor('uptimerobot').defects[defect].spoil);
const ago = (minutes: number) => NOW / 1000 - minutes * 60;

describe('a healthy account', () => {
  it('says what the checklist reads', async () => {
    const watched = {
      kind: 'http',
      paused: false,
      state: 'up',
      intervalSeconds: 300,
      reachesPerson: true,
    };
    expect(valuesOf(await collectAll(vendor))).toEqual({
      backupHeartbeat: { name: 'backup', paused: false, activeContacts: 1 },
      chatContacts: { active: 1 },
      databaseUnreachable: {
        exists: true,
        enabled: true,
        targets: 2,
        rule: 'monitor 800100003',
      },
      firing: { count: 0, keys: [] },
      launch: { checks: 72, down: 0, notUp: 0 },
      mailContacts: { active: 1 },
      monitors: {
        complete: true,
        monitors: [
          {
            ...watched,
            name: 'API health',
            url: 'https://api.kamiyo.ai/health',
            activeContacts: ['email', 'slack'],
          },
          {
            ...watched,
            name: 'Frontend',
            url: 'https://kamiyo.ai',
            activeContacts: ['email'],
          },
          {
            ...watched,
            name: 'API ready',
            url: 'https://api.kamiyo.ai/ready',
            kind: 'keyword',
            activeContacts: ['email', 'sms'],
          },
          {
            ...watched,
            name: 'backup',
            url: null,
            kind: 'heartbeat',
            activeContacts: ['email'],
          },
        ],
      },
      phoneContacts: { active: 1 },
    });
  });

  it('is asked three times for all of it, with its key in the body alone', async () => {
    await collectAll(vendor);
    expect(vendor.requests.map(({ path }) => path).sort()).toEqual([
      '/v2/getAlertContacts',
      '/v2/getMonitors',
      '/v2/getMonitors',
    ]);
    for (const { method, url, headers } of vendor.requests) {
      expect(method).toBe('POST');
      expect(url.search).toBe('');
      expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    }
  });

  it('is asked with the parameters that UptimeRobot documents', async () => {
    await collectAll(vendor);
    const [plain, history] = vendor.requests
      .filter(({ path }) => path.endsWith('getMonitors'))
      .map(formOf)
      .sort((a, b) => Object.keys(a).length - Object.keys(b).length);
    const page = {
      api_key: 'ur1234567-StandInReadOnlyKey',
      format: 'json',
      limit: '50',
      offset: '0',
    };
    expect(plain).toEqual({ ...page, alert_contacts: '1' });
    expect(history).toEqual({
      ...page,
      logs: '1',
      logs_start_date: String(ago(120)),
      logs_end_date: String(ago(0)),
      response_times: '1',
      response_times_start_date: String(ago(120)),
      response_times_end_date: String(ago(0)),
    });
  });

  it('is asked for the checks of half a day at most', async () => {
    const { launch } = await collectAll(vendor, {
      uptime: { launch: { since: '2026-11-10T00:00:00Z' } },
    });
    expect(launch.value.checks).toBe(3 * 144);
    const { response_times_start_date: start } = formOf(
      vendor.requests.find(({ body }) => body.includes('logs=1'))!,
    );
    expect(start).toBe(String(ago(12 * 60)));
  });
});

describe('contacts', () => {
  it.each([
    ['uptimerobot-chat-paused', 'chatContacts', 'slack or discord'],
    ['uptimerobot-sms-paused', 'phoneContacts', 'sms or voice'],
    ['uptimerobot-no-mail', 'mailContacts', 'email'],
  ])('%s: %s waits for a person', async (defect, key, kinds) => {
    spoilBy(defect);
    const outcomes = await collectAll(vendor);
    expect(outcomes[key].miss).toEqual({
      cause: 'waiting-for-person',
      message: `no active contact is told by ${kinds}`,
    });
  });

  it('count for a monitor only while they are active', async () => {
    vendor.spoil(world => {
      for (const contact of world.contacts) contact.status = 0;
    });
    const { monitors, databaseUnreachable } = await collectAll(vendor);
    for (const monitor of monitors.value.monitors) {
      expect(monitor).toMatchObject({
        activeContacts: [],
        reachesPerson: false,
      });
    }
    expect(databaseUnreachable.value.targets).toBe(0);
  });

  it.each([
    [1, 'sms', true],
    [2, 'email', true],
    [5, 'webhook', false],
    [8, 'sms', true],
    [9, 'push', false],
    [11, 'slack', false],
    [14, 'voice', true],
    [16, 'pager', true],
    [20, 'chat', false],
    [23, 'discord', false],
    [99, 'other', false],
  ])('of type %i are told by %s', async (type, kind, reachesPerson) => {
    vendor.spoil(world => {
      world.contacts = [{ ...world.contacts[0], type }];
    });
    const { monitors } = await collectAll(vendor, { uptime: { monitors: {} } });
    expect(monitors.value.monitors[0]).toMatchObject({
      activeContacts: [kind],
      reachesPerson,
    });
  });
});

describe('the heartbeat', () => {
  it.each<[string, (world: any) => void, string]>([
    [
      'is not there',
      world => world.monitors.pop(),
      "there is no heartbeat monitor named 'backup'",
    ],
    [
      'is paused',
      world => Object.assign(named(world, 'backup'), { status: 0 }),
      "the heartbeat monitor 'backup' is paused",
    ],
    [
      'tells nobody',
      world => Object.assign(named(world, 'backup'), { alert_contacts: [] }),
      "the heartbeat monitor 'backup' tells no active contact",
    ],
    [
      'is a monitor of another kind',
      world => Object.assign(named(world, 'backup'), { type: 1 }),
      "there is no heartbeat monitor named 'backup'",
    ],
  ])('that %s waits for a person', async (_, change, message) => {
    vendor.spoil(change);
    const { backupHeartbeat } = await collectAll(vendor);
    expect(backupHeartbeat.miss).toEqual({
      cause: 'waiting-for-person',
      message,
    });
  });

  it('with the name of the system goes before one without', async () => {
    vendor.spoil(world => {
      world.monitors.push({
        ...named(world, 'backup'),
        friendly_name: 'KAMIYO / Backup',
      });
    });
    const { backupHeartbeat } = await collectAll(vendor);
    expect(backupHeartbeat.value.name).toBe('KAMIYO / Backup');
  });
});

describe('since the launch', () => {
  it('waits for a launch', async () => {
    const { launch } = await collectAll(vendor, {
      uptime: { launch: { since: 'launch' } },
    });
    expect(launch.miss).toMatchObject({ cause: 'waiting-for-time' });
  });

  it('waits for the first check', async () => {
    vendor.spoil(world => {
      for (const each of world.monitors) each.response_times = [];
    });
    const { launch } = await collectAll(vendor);
    expect(launch.miss).toMatchObject({ cause: 'waiting-for-time' });
  });

  it.each<[string, (world: any) => void, object]>([
    [
      'a monitor that was down in it',
      world =>
        standInVendor('uptimerobot').defects['uptimerobot-was-down'].spoil(
          world,
        ),
      { down: 1, notUp: 0 },
    ],
    [
      'one that came up in it, and so was down when it began',
      world =>
        named(world, 'Frontend').logs.unshift({ type: 2, datetime: ago(30) }),
      { down: 1, notUp: 0 },
    ],
    [
      'one that was started in it',
      world =>
        named(world, 'Frontend').logs.unshift(
          { type: 2, datetime: ago(29) },
          { type: 98, datetime: ago(30) },
        ),
      { down: 0, notUp: 0 },
    ],
    [
      'one that is down now',
      world => Object.assign(named(world, 'Frontend'), { status: 9 }),
      { down: 1, notUp: 1 },
    ],
    [
      'one that seems down now',
      world => Object.assign(named(world, 'Frontend'), { status: 8 }),
      { down: 1, notUp: 1 },
    ],
    [
      'one that was paused in it',
      world => {
        named(world, 'Frontend').status = 0;
        named(world, 'Frontend').logs.unshift({ type: 99, datetime: ago(30) });
      },
      { down: 0, notUp: 1 },
    ],
    [
      'one that was paused all the time',
      world => Object.assign(named(world, 'Frontend'), { status: 0 }),
      { down: 0, notUp: 0 },
    ],
    [
      'a word that nobody knows',
      world => Object.assign(named(world, 'Frontend'), { status: 77 }),
      { down: 0, notUp: 1 },
    ],
  ])('counts %s', async (_, change, counts) => {
    vendor.spoil(change);
    const { launch } = await collectAll(vendor);
    expect(launch.value).toMatchObject(counts);
  });

  it.each<[string, (world: any) => void]>([
    [
      'no monitor',
      world => {
        world.monitors = [];
      },
    ],
    [
      'none that is not paused',
      world => {
        for (const each of world.monitors) each.status = 0;
      },
    ],
  ])('claims nothing of %s', async (_, change) => {
    vendor.spoil(change);
    const { launch } = await collectAll(vendor);
    expect(launch.miss).toEqual({
      cause: 'not-declared',
      message: 'there is no monitor that is not paused',
    });
  });

  it('is about the monitors that the entity names, if it names some', async () => {
    spoilBy('uptimerobot-is-down');
    const launchOf = async (names: string) => {
      const annotations = { 'production-readiness/uptime-monitors': names };
      const entity = component({ name: 'kamiyo', annotations });
      return (await collectAll(vendor, { entity })).launch;
    };
    expect((await launchOf('Frontend')).value).toMatchObject({ notUp: 0 });
    expect((await launchOf('frontend, api health')).value).toMatchObject({
      notUp: 1,
    });
    expect((await launchOf('Frontend, Gone')).miss.message).toContain('Gone');
  });
});

describe('alerts', () => {
  const alert = async () => (await collectAll(vendor)).databaseUnreachable;

  it('are found by id as well', async () => {
    const config = new ConfigReader({
      ...(vendor.config.get() as any),
      productionReadiness: {
        ...(vendor.config.get('productionReadiness') as any),
        alerts: {
          'database-unreachable': {
            provider: 'uptimerobot',
            match: '#800100003',
          },
        },
      },
    });
    const { databaseUnreachable } = await collectAll(vendor, { config });
    expect(databaseUnreachable.value).toMatchObject({ exists: true });
  });

  it('are absent without such a monitor', async () => {
    vendor.spoil(world => {
      named(world, 'API ready').friendly_name = 'Another';
    });
    expect((await alert()).value).toEqual({
      exists: false,
      enabled: false,
      targets: 0,
      rule: null,
    });
  });

  it('are off while the monitor is paused, and then are not said to be quiet', async () => {
    spoilBy('uptimerobot-ready-paused');
    const outcomes = await collectAll(vendor);
    expect(outcomes.databaseUnreachable.value.enabled).toBe(false);
    expect(outcomes.firing.miss).toMatchObject({ cause: 'check-error' });
  });

  it('fire while the monitor is down', async () => {
    vendor.spoil(world => {
      named(world, 'API ready').status = 9;
    });
    const { firing } = await collectAll(vendor);
    expect(firing.value).toEqual({ count: 1, keys: ['database-unreachable'] });
  });
});

describe('an endpoint that fails', () => {
  const ALL = Object.keys({ ...UPTIME, ...ALERTS }).sort();
  const CONTACTS = ['chatContacts', 'mailContacts', 'phoneContacts'];
  const ENDPOINTS: Record<string, string[]> = {
    '/v2/getAlertContacts': ALL.filter(key => key !== 'launch'),
    '/v2/getMonitors': ALL.filter(key => !CONTACTS.includes(key)),
  };

  it.each(
    Object.keys(ENDPOINTS).flatMap(path =>
      VENDOR_FAULTS.map(fault => [path, fault.name, fault] as const),
    ),
  )('%s: %s', async (path, _, fault) => {
    const healthy = await collectAll(vendor);
    vendor.fail(fault, new RegExp(`^${path}$`));
    const outcomes = await collectAll(vendor);
    const error = expect.stringMatching(fault.reason);
    for (const key of ALL) {
      const { value } = healthy[key];
      expect(outcomes[key]).toMatchObject(
        ENDPOINTS[path].includes(key) ? { key, error } : { key, value },
      );
      expect(outcomes[key].error ?? 'UptimeRobot').toMatch(/^UptimeRobot\b/);
    }
  });

  it('waits for the pause that the free plan asks for', async () => {
    let refused = 0;
    vendor.fail(
      {
        name: 'ten requests a minute',
        reason: /./,
        answer(_, response) {
          refused += 1;
          vendor.fail();
          response.writeHead(429, { 'retry-after': '47' });
          response.end('{}');
        },
      },
      /getMonitors/,
    );
    const { monitors } = await collectAll(vendor);
    expect(monitors.value.complete).toBe(true);
    expect(refused).toBe(1);
  });
});

describe('long lists', () => {
  const many = (count: number) => (world: any) => {
    world.monitors = Array.from({ length: count }, (_, index) => ({
      ...world.monitors[0],
      id: 800200000 + index,
      friendly_name: `Monitor ${index}`,
      response_times: [],
    }));
  };

  it('are read to their end', async () => {
    vendor.spoil(many(1000));
    const { monitors } = await collectAll(vendor, {
      uptime: { monitors: {} },
      alerts: {},
    });
    expect(monitors.value.monitors).toHaveLength(1000);
  }, 30_000);

  it('of 10,000 end, and nothing is claimed of them', async () => {
    vendor.spoil(many(10_000));
    const outcomes = await collectAll(vendor);
    for (const key of ['monitors', 'backupHeartbeat', 'launch']) {
      expect(outcomes[key].miss).toEqual({
        cause: 'check-error',
        message: 'there are more than 1000 monitors, and no more are read',
      });
    }
    expect(outcomes.databaseUnreachable.miss).toMatchObject({
      cause: 'check-error',
    });
    expect(vendor.requests.length).toBeLessThanOrEqual(41);
  }, 60_000);
});

describe('secrets', () => {
  const PLANTED = 'PlantedInEveryAnswer1234567890';

  it('stay with UptimeRobot', async () => {
    vendor.spoil(world => {
      for (const contact of world.contacts) contact.value = PLANTED;
      for (const monitor of world.monitors) {
        Object.assign(monitor, {
          http_username: PLANTED,
          http_password: PLANTED,
          custom_http_headers: { authorization: PLANTED },
          url: `https://user:${PLANTED}@api.kamiyo.ai/health?token=${PLANTED}`,
        });
        for (const contact of monitor.alert_contacts) contact.value = PLANTED;
      }
    });
    const outcomes = await collectAll(vendor);
    expect(Object.values(outcomes).filter(each => !('value' in each))).toEqual(
      [],
    );
    const text = JSON.stringify(outcomes);
    expect(text).not.toMatch(/planted/i);
    expect(text).not.toMatch(/StandInReadOnlyKey|hooks\.slack|447946/);
  });

  it('are not in what is said of a key that is refused, though UptimeRobot quotes it', async () => {
    const config = new ConfigReader({
      productionReadiness: {
        collectors: { uptimerobot: { apiKey: `ur1-${PLANTED}` } },
        alerts: {
          'database-unreachable': { provider: 'uptimerobot', match: 'x' },
        },
      },
    });
    const outcomes = await collectAll(vendor, { config });
    for (const { error } of Object.values(outcomes)) {
      expect(error).toMatch(
        /^UptimeRobot does not accept the credentials \(on POST \/get\w+\); replace them/,
      );
    }
    expect(JSON.stringify(outcomes)).not.toContain(PLANTED);
  });

  it('are not in what is said of another refusal', async () => {
    vendor.fail({
      name: 'refusal',
      reason: /./,
      answer(_, response) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            stat: 'fail',
            error: { type: 'invalid_parameter', message: PLANTED },
          }),
        );
      },
    });
    const { monitors } = await collectAll(vendor);
    expect(monitors.error).toMatch(
      /^UptimeRobot refuses POST \/get\w+: invalid_parameter$/,
    );
  });
});

describe('without a key', () => {
  it('neither provider is connected', () => {
    const providers = createProviders({
      config: new ConfigReader({}),
      outgoing: vendor.outgoing,
    });
    for (const { notConnected } of providers) {
      expect(notConnected!(component(), { key: 'x', params: {} })).toContain(
        'collectors.uptimerobot holds no apiKey',
      );
    }
  });
});
