import { ConfigReader } from '@backstage/config';
import {
  component,
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  collectAll,
  ENTITY,
  NOW,
  providerOf,
  SERVICE,
  WANTED,
} from './__testUtils__/collect';

const POLICY = 'PESCAL1';
const PAGE = 'QTESTPAGE';
const [ADA, GRACE] = ['PUSERADA', 'PUSERGRACE'];

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: standInVendor('pagerduty'), now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

const at = (ms: number) => new Date(NOW + ms).toISOString();
const HOUR = 60 * 60_000;

describe('a healthy account', () => {
  it('says what the checklist reads', async () => {
    const outcomes = await collectAll(vendor);
    expect(
      Object.fromEntries(
        Object.entries(outcomes).map(([key, { value }]) => [key, value]),
      ),
    ).toEqual({
      launchIncidents: { count: 1, security: 0 },
      now: { primary: [ADA], secondary: [GRACE], gaps: [] },
      phones: { people: 2, reachedByPhone: 2 },
      policy: { name: 'KAMIYO', rules: 2 },
      service: {
        found: true,
        status: 'active',
        integrations: 2,
        escalationPolicy: 'KAMIYO',
      },
      testPage: {
        at: '2026-11-10T12:00:00.000Z',
        acknowledgedAfterSeconds: 240,
      },
    });
  });

  it('shows what was asked and what came of it, and a page for people', async () => {
    const { service, now } = await collectAll(vendor);
    expect(service.evidence).toEqual([
      {
        request: 'GET https://api.pagerduty.com/services/PKAMIYO',
        response: expect.stringMatching(
          /^200, \d+ ms; active, 2 integrations$/,
        ),
        link: 'https://kamiyo.pagerduty.com/service-directory/PKAMIYO',
      },
    ]);
    expect(now.evidence[0].response).toContain('1 at level 1, 1 at level 2');
  });

  it('is asked once for what several facts need', async () => {
    await collectAll(vendor, { now: {}, policy: {}, phones: {}, service: {} });
    const asked = vendor.requests.map(({ path }) => path);
    expect(asked.filter(path => path.startsWith('/services/'))).toHaveLength(1);
    expect(asked.filter(path => path === '/oncalls')).toHaveLength(1);
  });
});

describe('who is on call', () => {
  it('finds the gap of a week in which nobody is at level 1', async () => {
    vendor.spoil(world => {
      const [first, second] = world.onCalls;
      first.end = at(24 * HOUR);
      second.start = at(30 * HOUR);
    });
    const { now } = await collectAll(vendor, { now: { coverDays: 7 } });
    expect(now.value).toMatchObject({
      primary: [ADA],
      gaps: [{ from: at(24 * HOUR), until: at(30 * HOUR) }],
    });
  });

  it('looks at this moment alone unless days ahead are asked for', async () => {
    vendor.spoil(world => {
      world.onCalls = [{ ...world.onCalls[0], end: at(HOUR) }];
    });
    const { now } = await collectAll(vendor, { now: {} });
    expect(now.value).toEqual({ primary: [ADA], secondary: [], gaps: [] });
  });

  it('says that nobody is, and of phones that there is nobody to ask', async () => {
    vendor.spoil(world => {
      world.onCalls = [];
    });
    const { now, phones } = await collectAll(vendor);
    expect(now.value).toMatchObject({ primary: [], secondary: [] });
    expect(phones.miss).toEqual({
      cause: 'waiting-for-person',
      message: 'nobody is on call now',
    });
  });

  it('is nobody where the service has no policy', async () => {
    vendor.spoil(world => {
      world.services[SERVICE].escalation_policy = null;
    });
    const { now, policy } = await collectAll(vendor);
    expect(now.value.primary).toEqual([]);
    expect(policy.value).toEqual({ name: null, rules: 0 });
  });
});

describe('phones', () => {
  it.each<[string, (user: any) => void]>([
    [
      'has no rule for urgent incidents',
      user => {
        for (const rule of user.notification_rules) rule.urgency = 'low';
      },
    ],
    [
      'has a number that is switched off',
      user => {
        user.contact_methods[1].enabled = false;
      },
    ],
    [
      'has a number that carriers refuse',
      user => {
        user.contact_methods[1].blacklisted = true;
      },
    ],
    [
      'is told by push alone',
      user => {
        user.contact_methods[1].type = 'push_notification_contact_method';
      },
    ],
  ])('cannot be vouched for where somebody %s', async (_, change) => {
    vendor.spoil(world => change(world.users[ADA]));
    const { phones } = await collectAll(vendor, { phones: {} });
    expect(phones.miss).toEqual({
      cause: 'waiting-for-person',
      message:
        '1 of 2 people on call have no SMS or phone that is used when it is urgent',
    });
  });
});

describe('a service', () => {
  it.each([
    ['warning', 'active'],
    ['critical', 'active'],
    ['maintenance', 'maintenance'],
    ['disabled', 'disabled'],
  ])('that PagerDuty calls %s is %s', async (said, status) => {
    vendor.spoil(world => {
      world.services[SERVICE].status = said;
    });
    const { service } = await collectAll(vendor, { service: {} });
    expect(service.value.status).toBe(status);
  });

  it('that is not there is absent, and of the rest nothing is known', async () => {
    vendor.spoil(world => {
      world.services = {};
    });
    const outcomes = await collectAll(vendor);
    expect(outcomes.service.value).toEqual({
      found: false,
      status: null,
      integrations: 0,
      escalationPolicy: null,
    });
    for (const key of ['now', 'phones', 'policy']) {
      expect(outcomes[key].error).toMatch('check the id');
    }
  });
});

describe('the test page', () => {
  const params = { testPage: WANTED.testPage };

  it('waits for one to be triggered', async () => {
    vendor.spoil(world => {
      world.incidents[0].title = 'Something else';
    });
    const { testPage } = await collectAll(vendor, params);
    expect(testPage.miss).toMatchObject({ cause: 'waiting-for-traffic' });
  });

  it('does not count a service or a rule that acknowledges', async () => {
    vendor.spoil(world => {
      world.logEntries[PAGE][1].agent.type = 'service_reference';
    });
    const { testPage } = await collectAll(vendor, params);
    expect(testPage.value.acknowledgedAfterSeconds).toBeNull();
  });

  it('goes by the newest, and gives it its time', async () => {
    vendor.spoil(world => {
      world.incidents.unshift({
        ...world.incidents[0],
        id: 'QNEWER',
        created_at: at(-10 * 60_000),
      });
      world.logEntries.QNEWER = [];
    });
    const { testPage } = await collectAll(vendor, params);
    expect(testPage.miss).toMatchObject({ cause: 'waiting-for-time' });

    vendor.spoil(world => {
      world.incidents.unshift({
        ...world.incidents[0],
        id: 'QNEWER',
        created_at: at(-20 * 60_000),
      });
      world.logEntries.QNEWER = [];
    });
    const later = await collectAll(vendor, params);
    expect(later.testPage.value).toEqual({
      at: at(-20 * 60_000),
      acknowledgedAfterSeconds: null,
    });
  });
});

describe('incidents since the launch', () => {
  it('wait for a launch', async () => {
    const { launchIncidents } = await collectAll(vendor, {
      launchIncidents: { since: 'launch' },
    });
    expect(launchIncidents.miss).toMatchObject({ cause: 'waiting-for-time' });
  });

  it.each<[string, (incident: any) => void]>([
    ['title', each => Object.assign(each, { title: '[Security] keys leaked' })],
    [
      'type',
      each =>
        Object.assign(each, { incident_type: { name: 'security_incident' } }),
    ],
    [
      'team',
      each =>
        Object.assign(each, {
          teams: [{ id: 'PTEAM', type: 'team_reference', summary: 'Security' }],
        }),
    ],
  ])('are about security by their %s', async (_, change) => {
    vendor.spoil(world => change(world.incidents[0]));
    const { launchIncidents } = await collectAll(vendor);
    expect(launchIncidents.value).toEqual({ count: 1, security: 1 });
  });

  it('end where PagerDuty lists no more, and then nothing is claimed of them', async () => {
    const many = (count: number) => (world: any) => {
      world.incidents = Array.from({ length: count }, (_, index) => ({
        ...world.incidents[0],
        id: `Q${index}`,
      }));
    };
    const asked = { launchIncidents: WANTED.launchIncidents };
    vendor.spoil(many(10_000));
    const whole = await collectAll(vendor, asked);
    expect(whole.launchIncidents.value.count).toBe(10_000);
    vendor.spoil(many(10_001));
    const longer = await collectAll(vendor, asked);
    expect(longer.launchIncidents.miss).toMatchObject({
      cause: 'check-error',
      message: expect.stringContaining('more than 10000'),
    });
    expect(vendor.requests.length).toBeLessThanOrEqual(200);
  }, 60_000);
});

/** What is asked, and the facts that need it. */
const ENDPOINTS: Record<string, string[]> = {
  '/services/PKAMIYO': ['now', 'phones', 'policy', 'service'],
  '/oncalls': ['now', 'phones'],
  [`/escalation_policies/${POLICY}`]: ['policy'],
  [`/users/${ADA}`]: ['phones'],
  [`/users/${GRACE}`]: ['phones'],
  '/incidents': ['launchIncidents', 'testPage'],
  [`/incidents/${PAGE}/log_entries`]: ['testPage'],
};

describe('an endpoint that fails', () => {
  it('is in the table, whichever is asked', async () => {
    await collectAll(vendor);
    const asked = new Set(vendor.requests.map(({ path }) => path));
    expect([...asked].sort()).toEqual(Object.keys(ENDPOINTS).sort());
  });

  it.each(
    Object.keys(ENDPOINTS).flatMap(path =>
      VENDOR_FAULTS.map(fault => [path, fault.name, fault] as const),
    ),
  )('%s: %s', async (path, name, fault) => {
    const healthy = await collectAll(vendor);
    vendor.fail(fault, new RegExp(`^${path}$`));
    const outcomes = await collectAll(vendor);
    const error = expect.stringMatching(fault.reason);
    const wanted = (key: string) => {
      const { value } = healthy[key];
      if (!ENDPOINTS[path].includes(key)) return { key, value };
      // Of all that is asked only a service may be none.
      return key === 'service' && name === '404'
        ? { key, value: { found: false } }
        : { key, error };
    };
    for (const key of Object.keys(WANTED)) {
      expect(outcomes[key]).toMatchObject(wanted(key));
      expect(outcomes[key].error ?? 'PagerDuty').toMatch(/^PagerDuty\b/);
    }
  });
});

describe('secrets', () => {
  const PLANTED = 'PlantedInEveryAnswer1234567890';
  const plant = (value: any): any => {
    if (Array.isArray(value)) return value.map(plant);
    if (typeof value !== 'object' || value === null) return value;
    return {
      ...Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, plant(inner)]),
      ),
      ...('self' in value
        ? {
            address: PLANTED,
            email: `${PLANTED}@kamiyo.example`,
            integration_key: PLANTED,
            http_cal_url: `https://webcal.pagerduty.com/private/${PLANTED}`,
            label: PLANTED,
          }
        : {}),
    };
  };

  it('and phone numbers stay with PagerDuty', async () => {
    vendor.spoil(world => Object.assign(world, plant(world)));
    const outcomes = await collectAll(vendor);
    expect(Object.values(outcomes).filter(each => !('value' in each))).toEqual(
      [],
    );
    const text = JSON.stringify(outcomes);
    expect(text).not.toMatch(/planted/i);
    expect(text).not.toContain('7946001800');
    expect(text).not.toContain('@');
    expect(text).not.toMatch(/Lovelace|Hopper|StandInPagerDuty/);
  });

  it('are not in what is said of a token that is refused', async () => {
    const outcomes = await collectAll(
      vendor,
      WANTED,
      new ConfigReader({
        productionReadiness: { collectors: { pagerduty: { token: PLANTED } } },
      }),
    );
    for (const key of Object.keys(WANTED)) {
      expect(outcomes[key].error).toContain('does not accept the credentials');
    }
    expect(JSON.stringify(outcomes)).not.toContain(PLANTED);
  });

  it('of an app are sent as a bearer token', async () => {
    await collectAll(
      vendor,
      { service: {} },
      new ConfigReader({
        productionReadiness: {
          collectors: { pagerduty: { token: 'pdus+_0XBPWQQ_abc' } },
        },
      }),
    );
    expect(vendor.requests[0].headers.authorization).toBe(
      'Bearer pdus+_0XBPWQQ_abc',
    );
  });
});

describe('without', () => {
  const why = (config: object, entity = ENTITY, params = {}) =>
    providerOf(vendor, new ConfigReader(config as any)).notConnected!(entity, {
      key: 'now',
      params,
    });
  const configured = {
    productionReadiness: { collectors: { pagerduty: { token: 'abc' } } },
  };

  it('a token it is not connected', () => {
    expect(why({})).toContain('collectors.pagerduty holds no token');
    expect(why(configured)).toBeUndefined();
  });

  it('a service no entity is', () => {
    expect(why(configured, component())).toContain('pagerduty.com/service-id');
    expect(why(configured, component(), { service: SERVICE })).toBeUndefined();
  });
});
