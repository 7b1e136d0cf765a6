import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { NOW, told } from '../__testUtils__/collecting';
import {
  collectBlocks,
  collectorsFor,
  fingerprints,
  service,
} from '../__testUtils__/collectingEnv';
import type { EnvInspection } from '../config';

const API = service('kamiyo-api');
const BLOCKS: Record<string, object> = {
  summary: {},
  required: { required: 'DATABASE_URL,NOT_THERE' },
  synced: {},
  defaults: { rules: ['default'], secrets: ['X402_ADMIN_KEY', 'NOT_THERE'] },
  testKeys: { rules: ['prefix'], prefixes: ['sk_test_'] },
  localPaths: {},
  DATABASE_URL: { optionalRules: { databaseHost: 'kamiyo-postgres' } },
  ALLOWED_ORIGINS: {
    optionalRules: { items: ['https://kamiyo.ai', 'https://elsewhere.ai'] },
  },
  PYTHON_VERSION: { rules: ['version'], version: '3[.]11([.][0-9]+)?' },
  REDIS_URL: { rules: ['scheme', 'host'] },
  SENTRY_DSN: { rules: ['sentryKey'] },
  STRIPE_SECRET_KEY: { rules: ['prefix'] },
  X402_BASE_PAYMENT_ADDRESS: {
    rules: ['evmAddress', 'default', 'fingerprint'],
  },
  X402_SOLANA_PAYMENT_ADDRESS: { rules: ['solanaAddress'] },
  CSRF_SECRET_KEY: { rules: ['length', 'default'] },
  NEXTAUTH_SECRET: { rules: ['length', 'default'] },
  databasePassword: {
    variable: 'DATABASE_URL',
    part: 'password',
    rules: ['length', 'default'],
  },
};

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('render'),
    now: NOW,
    timeoutMs: 1000,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

async function collect(
  inspection: EnvInspection = 'values',
  blocks = BLOCKS,
  entity = API,
) {
  const { env } = collectorsFor(vendor, { inspection });
  return collectBlocks(env, { entity, blocks });
}

function values(outcomes: Awaited<ReturnType<typeof collect>>) {
  return Object.fromEntries(
    Object.entries(outcomes).map(([key, outcome]) => [
      key,
      'value' in outcome ? outcome.value : told(outcome),
    ]),
  );
}

describe('the collector env', () => {
  it('says what the rules found', async () => {
    expect(values(await collect())).toEqual({
      summary: { keys: expect.arrayContaining(['DATABASE_URL', 'SENTRY_DSN']) },
      required: { required: 2, missing: ['NOT_THERE'] },
      synced: { required: 7, missing: [] },
      defaults: { keys: [] },
      testKeys: { keys: [] },
      localPaths: { keys: [] },
      DATABASE_URL: { present: true, hostMatches: true },
      ALLOWED_ORIGINS: {
        present: true,
        missingItems: 1,
        noWildcard: true,
        itemsHttps: true,
      },
      PYTHON_VERSION: { present: true, versionMatches: true },
      REDIS_URL: { present: true, scheme: 'redis', host: 'internal' },
      SENTRY_DSN: {
        present: true,
        keyFingerprint: 'bd5db2d3845ddf4ffe41355386f2cb94',
      },
      STRIPE_SECRET_KEY: { present: true, prefix: 'sk_live_' },
      X402_BASE_PAYMENT_ADDRESS: {
        present: true,
        evmAddress: true,
        isKnownDefault: false,
        fingerprint: await fingerprints.of(
          '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
        ),
      },
      X402_SOLANA_PAYMENT_ADDRESS: { present: true, solanaAddress: true },
      CSRF_SECRET_KEY: { present: true, length: 64, isKnownDefault: false },
      NEXTAUTH_SECRET: { present: false, length: 0, isKnownDefault: false },
      databasePassword: { present: true, length: 20, isKnownDefault: false },
    });
  });

  it('drops values while it reads where only names may be looked at', async () => {
    const outcomes = await collect('keys-only');
    const hidden = {
      miss: {
        cause: 'not-connected',
        message: expect.stringMatching(/keys-only/),
      },
    };
    expect(values(outcomes)).toEqual({
      summary: { keys: expect.arrayContaining(['DATABASE_URL', 'SENTRY_DSN']) },
      required: { required: 2, missing: ['NOT_THERE'] },
      synced: { required: 7, missing: [] },
      defaults: hidden,
      testKeys: hidden,
      localPaths: { keys: [] },
      DATABASE_URL: { present: true, hostMatches: null },
      ALLOWED_ORIGINS: {
        present: true,
        missingItems: null,
        noWildcard: null,
        itemsHttps: null,
      },
      PYTHON_VERSION: hidden,
      REDIS_URL: hidden,
      SENTRY_DSN: hidden,
      STRIPE_SECRET_KEY: hidden,
      X402_BASE_PAYMENT_ADDRESS: hidden,
      X402_SOLANA_PAYMENT_ADDRESS: hidden,
      CSRF_SECRET_KEY: hidden,
      NEXTAUTH_SECRET: { present: false, length: 0, isKnownDefault: false },
      databasePassword: hidden,
    });
    expect(vendor.requests.map(({ path }) => path)).not.toContainEqual(
      expect.stringMatching(/connection-info/),
    );
  });

  it('never asks where nothing may be looked at', async () => {
    const { env, rpc } = collectorsFor(vendor, { inspection: 'off' });
    expect(env.notConnected!(API)).toMatch(/envInspection/);
    expect(rpc.notConnected!(API)).toMatch(/envInspection/);
    await expect(collect('off')).rejects.toThrow(/envInspection/);
    expect(vendor.requests).toEqual([]);
  });

  it('lets a variable of the service win over that of a group, and one that is empty be absent', async () => {
    vendor.spoil(world => {
      const [group] = world.envGroups;
      group.envVars.push({ key: 'PYTHON_VERSION', value: '2.7' });
      group.envVars.push({ key: 'ONLY_GROUP', value: 'x' });
      world.envVars['srv-0123456789abcdef0123'].CSRF_SECRET_KEY = ' ';
    });
    const { PYTHON_VERSION, summary, CSRF_SECRET_KEY } = values(
      await collect(),
    );
    expect(PYTHON_VERSION).toEqual({ present: true, versionMatches: true });
    expect(summary).toEqual({ keys: expect.arrayContaining(['ONLY_GROUP']) });
    expect(CSRF_SECRET_KEY).toMatchObject({ present: false });
  });

  it('does not guess which of two groups counts', async () => {
    vendor.spoil(world => {
      const [group] = world.envGroups;
      const envVars = [{ key: 'SENTRY_DSN', value: 'https://x@other.io/1' }];
      world.envGroups.push({ ...group, id: 'evg-2', name: 'second', envVars });
    });
    expect((await collect()).SENTRY_DSN).toMatchObject({
      error: expect.stringMatching(/differs between groups/),
    });
  });

  it('leaves groups out that are not linked', async () => {
    vendor.spoil(world => {
      world.envGroups[0].serviceLinks = [];
    });
    expect(values(await collect()).SENTRY_DSN).toMatchObject({
      present: false,
    });
  });

  it('reads 10,000 variables to their end, and claims nothing of more', async () => {
    const many = (count: number) => (world: any) => {
      world.envVars['srv-0123456789abcdef0123'] = Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`K${index}`, 'v']),
      );
    };
    vendor.spoil(many(9_950));
    const { summary } = await collect('keys-only', { summary: {} });
    expect((summary as any).value.keys).toHaveLength(9_951);
    vendor.spoil(many(10_001));
    expect((await collect('values', { summary: {} })).summary).toMatchObject({
      error: expect.stringMatching(/more than 10000/),
    });
  });

  it('claims nothing where there may be more groups than are listed', async () => {
    vendor.spoil(world => {
      world.envGroups = Array.from({ length: 100 }, (_, index) => ({
        ...world.envGroups[0],
        id: `evg-${index}`,
      }));
    });
    expect((await collect()).summary).toMatchObject({
      error: expect.stringMatching(/100 environment groups/),
    });
  });

  it('says nothing of defaults where the repository is out of reach', async () => {
    const elsewhere = service('kamiyo-api', tmpdir());
    const outcomes = await collect('values', BLOCKS, elsewhere);
    expect(outcomes.CSRF_SECRET_KEY).toMatchObject({
      error: expect.stringMatching(/localRoots/),
    });
    expect(outcomes.STRIPE_SECRET_KEY).toHaveProperty('value');
  });

  it('knows the defaults of the repository', async () => {
    const repository = mkdtempSync(join(tmpdir(), 'env-'));
    writeFileSync(join(repository, '.env.example'), 'X=q7Tn2vLw9KcR4nZb\n');
    vendor.spoil(world => {
      world.envVars['srv-0123456789abcdef0123'].CSRF_SECRET_KEY =
        'q7Tn2vLw9KcR4nZb';
    });
    const { env } = collectorsFor(vendor, { repository });
    const { CSRF_SECRET_KEY, synced } = await collectBlocks(env, {
      entity: service('kamiyo-api', repository),
      blocks: BLOCKS,
    });
    rmSync(repository, { recursive: true });
    expect(CSRF_SECRET_KEY).toMatchObject({ value: { isKnownDefault: true } });
    expect(synced).toMatchObject({ miss: { cause: 'not-declared' } });
  });

  it('refuses a parameter that it does not know, and a rule without what it compares with', () => {
    const { env } = collectorsFor(vendor);
    expect(env.params.safeParse({ value: 'x' }).success).toBe(false);
    expect(env.params.safeParse({ rules: ['version'] }).success).toBe(false);
  });
});

const ALL = Object.keys(BLOCKS);
const ENDPOINTS: [name: string, where: RegExp, facts: string[]][] = [
  ['services', /^\/v1\/services$/, ALL],
  ['env-vars', /\/env-vars$/, ALL],
  ['env-groups', /^\/v1\/env-groups$/, ALL],
  ['an env group', /^\/v1\/env-groups\/./, ALL],
  ['postgres', /^\/v1\/postgres$/, ['DATABASE_URL']],
  ['connection-info', /\/connection-info$/, ['DATABASE_URL']],
];
const CASES = ENDPOINTS.flatMap(([name, where, facts]) =>
  VENDOR_FAULTS.map(
    fault => [`${name}: ${fault.name}`, { where, facts, fault }] as const,
  ),
);

describe('when an endpoint of Render fails', () => {
  it.each(CASES)('%s', async (_, { where, facts, fault }) => {
    const healthy = await collect();
    vendor.fail(fault, where);
    const outcomes = await collect();
    const failed = { error: expect.stringMatching(fault.reason) };
    const expected = ALL.map(key => [
      key,
      facts.includes(key) ? failed : told(healthy[key]),
    ]);
    expect(ALL.map(key => [key, told(outcomes[key])])).toEqual(expected);
  });
});

describe('secrets', () => {
  const PLANTED = 'Planted9Secret';

  /** Every value becomes recognisable, and keeps the form that rules look for. */
  function plant(world: any) {
    const marked = (key: string, value: string) => {
      if (/^(DATABASE|REDIS)_URL$/.test(key)) {
        return `postgres://${PLANTED}u:${PLANTED}p@${PLANTED}h.net/${PLANTED}d`;
      }
      if (/RPC_URL$/.test(key)) return `${value}/${PLANTED}`;
      return /^(SENTRY|NEXTAUTH)/.test(key)
        ? `https://${PLANTED}@${PLANTED}.net/${PLANTED}`
        : `${value.slice(0, 8)}${PLANTED}`;
    };
    for (const variables of Object.values<any>(world.envVars)) {
      for (const key of Object.keys(variables)) {
        variables[key] = marked(key, variables[key]);
      }
    }
    for (const group of world.envGroups) {
      for (const variable of group.envVars) {
        variable.value = marked(variable.key, variable.value);
      }
      group.secretFiles = [{ name: 'a.pem', content: PLANTED }];
    }
    for (const info of Object.values<any>(world.connections)) {
      for (const key of Object.keys(info)) info[key] += PLANTED;
    }
  }

  /** The secret in whatever case, encoding or plain hash, in any part of what is told. */
  function expectNone(told_: unknown) {
    const text = JSON.stringify(told_, (_, each) =>
      each instanceof Error
        ? { message: each.message, stack: each.stack }
        : each,
    );
    expect(text.toLowerCase()).not.toContain(PLANTED.toLowerCase());
    expect(text).not.toContain(
      Buffer.from(PLANTED).toString('base64').slice(0, 12),
    );
  }

  it.each<EnvInspection>(['values', 'keys-only'])(
    'are in nothing that is told with %s',
    async inspection => {
      vendor.spoil(plant);
      const outcomes = await collect(inspection);
      expect(Object.values(outcomes).some(each => 'value' in each)).toBe(true);
      expectNone(outcomes);
    },
  );

  it.each([
    [/env-vars$/, `[{"envVar":{"key":"A","value":"${PLANTED}`],
    [/env-vars$/, `[{"envVar":{"key":{},"value":"${PLANTED}"}}]`],
    [/env-vars$/, `[{"envVar":{"key":"A","value":["${PLANTED}"]}}]`],
    [/env-vars$/, `{"${PLANTED}":"${PLANTED}"}`],
    [/env-groups$/, `[{"id":"x","${PLANTED}":1}]`],
    [/env-groups\/./, `{"envVars":[{"value":"${PLANTED}"}]}`],
    [/connection-info$/, `{"password":"${PLANTED}"}`],
    [/connection-info$/, `{"internalConnectionString":"${PLANTED}"}`],
  ])('are in no error: %s %s', async (where, text) => {
    vendor.fail(
      {
        name: 'broken',
        reason: /./,
        answer(_, response) {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(text);
        },
      },
      where,
    );
    for (const inspection of ['values', 'keys-only'] as const) {
      expectNone(await collect(inspection));
    }
    expect((await collect()).DATABASE_URL).toHaveProperty('error');
  });
});
