import {
  fingerprintWith,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  standInVendor,
  startVendor,
  TEST_FINGERPRINT_KEY,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { ConfigReader } from '@backstage/config';
import Ajv from 'ajv';
import spec from './__fixtures__/sentry-openapi.json';
import { readSentryConfig } from './config';
import { nextCursor } from './SentrySource';
import {
  collectAlerts,
  collectAll,
  NOW,
  WANTED,
} from './__testUtils__/collect';

const PROJECT = '/api/0/projects/kamiyo/kamiyo/';
const ORGANIZATION = '/api/0/organizations/kamiyo/';

/** What is asked, and the facts that need it. */
const ENDPOINTS: Record<string, string[]> = {
  [PROJECT]: ['events', 'launchIssues', 'nPlusOne', 'project'],
  [`${PROJECT}environments/`]: ['project'],
  [`${PROJECT}keys/`]: ['keys'],
  [`${PROJECT}releases/`]: ['releases'],
  [`${ORGANIZATION}workflows/`]: ['chatRules', 'mailRules', 'rules'],
  [`${ORGANIZATION}detectors/`]: ['chatRules', 'mailRules', 'rules'],
  [`${ORGANIZATION}issues/`]: ['launchIssues', 'nPlusOne'],
  [`${ORGANIZATION}events/`]: ['events', 'launchIssues', 'nPlusOne'],
};

const NOT_THERE = {
  exists: false,
  status: null,
  firstEvent: null,
  environments: [],
};

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('sentry'),
    now: NOW,
    config: {
      productionReadiness: {
        alerts: {
          'high-error-rate': {
            provider: 'sentry',
            match: 'Elevated error rate',
          },
          'old-rule': { provider: 'sentry', match: 'Old rule' },
          'not-there': { provider: 'sentry', match: 'No such rule' },
          elsewhere: { provider: 'datadog', match: 'x' },
        },
      },
    },
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

describe('a healthy project', () => {
  it('is read as the checklist expects', async () => {
    const outcomes = await collectAll(vendor);
    const values = Object.fromEntries(
      Object.entries(outcomes).map(([key, { value }]) => [key, value]),
    );
    expect(values).toEqual({
      chatRules: { enabled: 1 },
      events: { errors: 17, sdkFits: true },
      keys: {
        active: [
          fingerprintWith(
            TEST_FINGERPRINT_KEY,
            'c0ffee1234567890abcdef0123456789',
          ),
        ],
      },
      launchIssues: { fatal: 0, events: 5217 },
      mailRules: { enabled: 1 },
      nPlusOne: { unresolved: 0, transactions: 5200 },
      project: {
        exists: true,
        status: 'active',
        firstEvent: '2026-06-25T12:00:00.000Z',
        environments: ['production', 'staging'],
      },
      releases: {
        newest: 'kamiyo@9f2c1d7e4b8a6c3d5f0a1b2c3d4e5f60718293a4',
      },
      rules: {
        rules: [
          {
            name: 'New and regressed issues',
            kind: 'issue',
            enabled: true,
            actions: ['email', 'slack'],
          },
          {
            name: 'Elevated error rate',
            kind: 'metric',
            enabled: true,
            actions: ['pagerduty'],
          },
          {
            name: 'Old rule',
            kind: 'issue',
            enabled: false,
            actions: ['email'],
          },
        ],
        complete: true,
      },
    });
  });

  it('says of each fact what was asked, and what came of it', async () => {
    const outcomes = await collectAll(vendor);
    expect(outcomes.releases.evidence[0]).toMatchObject({
      request: expect.stringContaining(
        'GET https://sentry.io/api/0/projects/kamiyo/kamiyo/releases/',
      ),
      response: expect.stringContaining('newest in production: kamiyo@9f2c1d7'),
    });
    for (const { evidence } of Object.values(outcomes)) {
      expect(evidence.length).toBeGreaterThan(0);
    }
  });

  it('is asked once for what several facts and entities need', async () => {
    await collectAll(vendor);
    const asked = vendor.requests.map(({ url }) => url.href);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it.each([
    ['python', 'service', ['sentry.python'], true],
    ['python', 'website', ['sentry.python'], false],
    ['python', 'website', ['sentry.javascript.nextjs'], true],
    ['node-express', 'service', ['sentry.javascript.node'], true],
    ['go', 'service', ['sentry.python'], false],
  ])(
    'of the platform %s has for a %s the SDKs %j: fits %s',
    async (platform, type, sdks, fits) => {
      vendor.spoil(world => {
        world.project.platform = platform;
        world.errors = sdks.map(name => ({ 'sdk.name': name, 'count()': 1 }));
      });
      const { events } = await collectAll(vendor, { type });
      expect(events.value.sdkFits).toBe(fits);
    },
  );

  it('is asked about the environment that the entity names', async () => {
    await collectAll(vendor, {
      annotations: { 'production-readiness/sentry-environment': 'live' },
    });
    const environments = vendor.requests.flatMap(({ url }) =>
      url.searchParams.getAll('environment'),
    );
    expect(new Set(environments)).toEqual(new Set(['live']));
  });
});

describe('what is not there', () => {
  it.each([
    [
      'no event yet',
      'project',
      (world: any) => (world.project.firstEvent = null),
    ],
    ['no error in 90 days', 'events', (world: any) => (world.errors = [])],
    ['no transaction', 'nPlusOne', (world: any) => (world.transactions = 0)],
  ])('%s: waits for traffic', async (_, key, spoil) => {
    vendor.spoil(spoil);
    const outcomes = await collectAll(vendor);
    expect(outcomes[key]).toMatchObject({
      miss: { cause: 'waiting-for-traffic' },
    });
  });

  it('a project: that is the finding', async () => {
    vendor.spoil(world => {
      world.project = null;
    });
    const { project, keys } = await collectAll(vendor);
    expect(project).toMatchObject({ value: { exists: false } });
    expect(keys.error).toContain(
      'Sentry knows no GET /projects/kamiyo/kamiyo/keys/',
    );
  });

  it('a launch: nothing is counted from it', async () => {
    const { launchIssues } = await collectAll(vendor, {
      wanted: { launchIssues: { since: 'launch' } },
    });
    expect(launchIssues).toMatchObject({ miss: { cause: 'waiting-for-time' } });
    expect(vendor.requests).toEqual([]);
  });
});

describe('an endpoint that fails', () => {
  let healthy: Record<string, FactOutcome>;
  beforeAll(async () => {
    healthy = await collectAll(vendor);
  });

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
    vendor.fail(fault, new RegExp(`^${path}$`));
    const outcomes = await collectAll(vendor);
    const failing = ENDPOINTS[path];
    const isFinding = path === PROJECT && name === '404';
    const expectedOf = (key: string) => {
      if (isFinding && key === 'project') return NOT_THERE;
      return failing.includes(key)
        ? { key, error: fault.reason.source }
        : withoutTimes(healthy[key]);
    };
    const expected = Object.fromEntries(
      Object.keys(WANTED).map(key => [key, expectedOf(key)]),
    );
    expect(
      Object.fromEntries(
        Object.entries(outcomes).map(([key, each]) => [
          key,
          summed(each, fault.reason),
        ]),
      ),
    ).toEqual(expected);
  });
});

/** An error for the reason that is meant as that reason, a project that is not there as its value. */
function summed(outcome: any, reason: RegExp) {
  if (reason.test(outcome.error ?? '')) {
    return { key: outcome.key, error: reason.source };
  }
  return outcome.value?.exists === false
    ? outcome.value
    : withoutTimes(outcome);
}

function withoutTimes(outcome: FactOutcome) {
  return JSON.parse(JSON.stringify(outcome).replace(/\d+ ms/g, 'ms'));
}

describe('long lists', () => {
  it('end, and say that there is more', async () => {
    vendor.spoil(world => {
      const [one] = world.workflows;
      world.workflows = Array.from({ length: 10_000 }, (_, index) => ({
        ...one,
        id: String(index + 100),
      }));
    });
    const { rules } = await collectAll(vendor, { wanted: { rules: {} } });
    expect(rules.value.complete).toBe(false);
    expect(vendor.requests.length).toBeLessThan(30);
  });

  it('are read to their end', async () => {
    vendor.spoil(world => {
      world.nPlusOne = Array.from({ length: 250 }, (_, id) => ({
        id: String(id),
      }));
    });
    const { nPlusOne } = await collectAll(vendor, { wanted: { nPlusOne: {} } });
    expect(nPlusOne.value.unresolved).toBe(250);
  });

  it.each([
    [undefined, undefined],
    ['<u>; rel="next"; results="false"; cursor="0:100:0"', undefined],
    [
      '<u>; rel="previous"; results="true"; cursor="0:0:1", <u>; rel="next"; results="true"; cursor="0:100:0"',
      '0:100:0',
    ],
  ])('are followed by the header Link: %s', (header, cursor) => {
    expect(nextCursor(header)).toBe(cursor);
  });
});

describe('alerts under names of the configuration', () => {
  it('are found by the name of the alert', async () => {
    const found = await collectAlerts(vendor, [
      'high-error-rate',
      'old-rule',
      'not-there',
      'firing',
    ]);
    expect(found['high-error-rate'].value).toEqual({
      exists: true,
      enabled: true,
      targets: 1,
      rule: 'sentry:12',
    });
    expect(found['old-rule'].value).toMatchObject({ enabled: false });
    expect(found['not-there'].value).toEqual({
      exists: false,
      enabled: false,
      targets: 0,
      rule: null,
    });
    expect(found.firing.value).toEqual({ count: 0, keys: [] });
  });

  it('fire while a monitor of theirs has an open issue', async () => {
    vendor.spoil(world => {
      world.detectors[1].latestGroup = { id: '1', status: 'unresolved' };
    });
    const { firing } = await collectAlerts(vendor, ['firing']);
    // The stand-in's own configuration names the same alert once more.
    expect(firing.value).toEqual({
      count: 2,
      keys: ['elevated-error-rate', 'high-error-rate'],
    });
  });

  it.each(VENDOR_FAULTS)('say why they are not known: $name', async fault => {
    vendor.fail(fault, /workflows/);
    const found = await collectAlerts(vendor, ['high-error-rate', 'firing']);
    expect(found['high-error-rate'].error).toMatch(fault.reason);
    expect(found.firing.error).toMatch(fault.reason);
  });
});

describe("Sentry's published document", () => {
  const operations = Object.entries(spec.operations);
  const ajv = new Ajv({ strict: false });
  const operationOf = (path: string) =>
    operations.find(([template]) =>
      new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
    );

  it('knows every request that is sent, and its parameters', async () => {
    await collectAll(vendor);
    await collectAlerts(vendor, ['high-error-rate']);
    for (const { method, path, url } of vendor.requests) {
      expect(method).toBe('GET');
      const [, { query }] = operationOf(path)!;
      // Sentry pages every list with it, and documents it for some.
      const known = [...query, 'cursor', 'per_page'];
      expect(known).toEqual(
        expect.arrayContaining([...new Set(url.searchParams.keys())]),
      );
    }
  });

  it('allows every answer of the stand-in', async () => {
    const { world, answer, config } = standInVendor('sentry');
    const { token } = config.productionReadiness.collectors.sentry;
    for (const path of Object.keys(ENDPOINTS)) {
      const { body } = answer(world({ now: NOW }), {
        method: 'GET',
        path,
        url: new URL(`https://sentry.io${path}`),
        headers: { authorization: `Bearer ${token}` },
        body: '',
      });
      const [, { answer: shape }] = operationOf(path)!;
      expect(ajv.validate(shape, body) ? [] : ajv.errors).toEqual([]);
    }
  });

  it('lets the scopes of the README read all of it', () => {
    const given = ['project:read', 'event:read', 'org:read', 'alerts:read'];
    for (const [, { scopes }] of operations) {
      expect(scopes.some(scope => given.includes(scope))).toBe(true);
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
      secret: PLANTED,
      dsn: { secret: `https://${PLANTED}@sentry.io/1` },
      user: { email: `${PLANTED}@example.com`, ip_address: PLANTED },
      metadata: { value: PLANTED },
    };
  };

  it('stay with Sentry', async () => {
    vendor.spoil(world => {
      const { forbidden, ...rest } = world;
      Object.assign(world, plant(rest));
    });
    const outcomes = await collectAll(vendor);
    expect(Object.values(outcomes).filter(each => !each.value)).toEqual([]);
    const text = JSON.stringify(outcomes);
    expect(text).not.toContain(PLANTED);
    // Public, and still told by a fingerprint alone.
    expect(text).not.toContain('c0ffee1234567890');
    expect(text).not.toContain('sntryu_');
  });

  it('are in no error', async () => {
    const wrong = new ConfigReader({
      productionReadiness: {
        collectors: {
          sentry: { organization: 'kamiyo', token: `sntryu_${PLANTED}` },
        },
      },
    });
    const outcomes = await collectAll(vendor, { config: wrong });
    expect(outcomes.keys.error).toContain('401');
    expect(JSON.stringify(outcomes)).not.toContain(PLANTED);
    expect(() =>
      readSentryConfig(
        new ConfigReader({
          productionReadiness: {
            collectors: { sentry: { organization: 'a b', token: PLANTED } },
          },
        }),
      ),
    ).toThrow(/^(?!.*Planted)[^]*organization/);
  });
});

it('is not connected without a token, nor for who names no project', () => {
  expect(readSentryConfig(new ConfigReader({}))).toBeUndefined();
});
