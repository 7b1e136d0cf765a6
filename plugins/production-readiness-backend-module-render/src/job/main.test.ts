import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { fingerprintWith } from '@production-readiness/backstage-plugin-production-readiness-node';
import { KAMIYO_REPOSITORY } from '../__testUtils__/collectingEnv';
import { main } from './main';

const PACKAGE = resolvePackagePath(
  '@production-readiness/backstage-plugin-production-readiness-backend-module-render',
);
const checklist = (...names: string[]) =>
  names.flatMap(name => [
    '--checklist',
    join(
      PACKAGE,
      `../production-readiness-backend/checklists/kamiyo/${name}.yaml`,
    ),
  ]);
const BLOCKS = checklist('infrastructure', 'payments', 'security');
const CHECKLIST = [...checklist('checklist'), ...BLOCKS];
const OWN_ARGS = [
  '--entity',
  'component:default/kamiyo-api',
  '--target',
  'api',
  '--repository',
  KAMIYO_REPOSITORY,
  '--annotation',
  'production-readiness/required-env=DATABASE_URL,NOT_THERE',
];
const ARGS = [...OWN_ARGS, ...CHECKLIST];
const KEY = 'a key of fingerprints, long enough';
const PLANTED = 'Planted9Secret';
const ADDRESS = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const SERVICE = {
  RENDER_GIT_COMMIT: '9f2c1d7e4b8a6c3d5f0a1b2c3d4e5f60718293a4',
  RENDER_SERVICE_NAME: 'kamiyo-api',
  PATH: '/usr/bin',
  DATABASE_URL: `postgres://u:${PLANTED}${PLANTED}@dpg-1-a/d`,
  PYTHON_VERSION: '3.11.9',
  CSRF_SECRET_KEY: `${PLANTED}${PLANTED}${PLANTED}`,
  X402_ADMIN_KEY: 'dev_x402_admin_key_change_in_production',
  X402_BASE_PAYMENT_ADDRESS: ADDRESS,
  ALLOWED_ORIGINS: `https://kamiyo.ai,https://www.kamiyo.ai,https://${PLANTED}.net`,
  STRIPE_SECRET_KEY: ['sk', 'live', PLANTED].join('_'),
};

async function run(
  args: string[],
  env: Record<string, string | undefined> = SERVICE,
) {
  const said = { out: '', err: '' };
  const code = await main(args, {
    env,
    print: text => {
      said.out += text;
    },
    complain: text => {
      said.err += text;
    },
    now: () => new Date('2026-11-22T12:00:00Z'),
  });
  return { code, ...said };
}

describe('production-readiness-env-policy', () => {
  it('prints what the rules of the checklist say of this process', async () => {
    const { code, out, err } = await run(ARGS, {
      ...SERVICE,
      PRODUCTION_READINESS_FINGERPRINT_KEY: KEY,
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      entityRef: 'component:default/kamiyo-api',
      type: 'env-policy',
      producedAt: '2026-11-22T12:00:00.000Z',
      commit: SERVICE.RENDER_GIT_COMMIT,
      environment: 'production',
    });
    expect(report.data.facts).toMatchObject({
      'env.summary': {
        keys: Object.keys(SERVICE)
          .filter(name => !/^(RENDER_|PATH$)/.test(name))
          .sort(),
      },
      'env.required': { required: 2, missing: ['NOT_THERE'] },
      'env.defaults': { keys: ['X402_ADMIN_KEY'] },
      'env.testKeys': { keys: [] },
      'env.DATABASE_URL': { present: true, hostMatches: null },
      'env.PYTHON_VERSION': { present: true, versionMatches: true },
      'env.ALLOWED_ORIGINS': { missingItems: 0, noWildcard: true },
      'env.STRIPE_SECRET_KEY': { present: true, prefix: 'sk_live_' },
      'env.CSRF_SECRET_KEY': { length: 42, isKnownDefault: false },
      'env.databasePassword': { present: true, length: 28 },
      'env.X402_BASE_PAYMENT_ADDRESS': {
        evmAddress: true,
        fingerprint: fingerprintWith(KEY, ADDRESS),
      },
    });
    // Of the frontend.
    expect(report.data.facts).not.toHaveProperty(['env.NEXTAUTH_URL']);
    expect(out).not.toContain(PLANTED);
    expect(out).not.toContain(ADDRESS);
  });

  it('gives no fingerprint without a key that cannot be guessed', async () => {
    const { out, err } = await run(ARGS);
    expect(out).not.toContain('X402_BASE_PAYMENT_ADDRESS": {');
    expect(err).toMatch(/env\.X402_BASE_PAYMENT_ADDRESS: a fingerprint needs/);
    expect(err).not.toContain(PLANTED);
  });

  it('says nothing of defaults outside of the repository', async () => {
    const { out, err } = await run([...ARGS, '--repository', tmpdir()]);
    expect(err).toMatch(/env\.CSRF_SECRET_KEY: neither \.env\.example/);
    expect(JSON.parse(out).data.facts).not.toHaveProperty([
      'env.CSRF_SECRET_KEY',
    ]);
  });

  it('leaves out what only Backstage can evaluate, and names no value', async () => {
    const { code, out, err } = await run([...OWN_ARGS, ...BLOCKS]);
    expect(code).toBe(0);
    expect(err).toMatch(/env\.PYTHON_VERSION: no file has the parameter/);
    expect(`${out}${err}`).not.toContain(PLANTED);
  });

  it.each([
    ['without an entity', CHECKLIST, SERVICE],
    ['without a checklist', ARGS.slice(0, 2), SERVICE],
    ['without a commit', ARGS, { ...SERVICE, RENDER_GIT_COMMIT: undefined }],
  ])('says how it is used %s', async (_, args, env) => {
    expect(await run(args, env)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Usage:'),
    });
  });

  it('runs as a program', async () => {
    const bin = join(PACKAGE, 'bin/production-readiness-env-policy');
    const ended = await promisify(execFile)(process.execPath, [bin, ...ARGS], {
      env: { ...SERVICE, PATH: process.env.PATH },
    });
    const { data } = JSON.parse(ended.stdout);
    expect(data.facts['env.STRIPE_SECRET_KEY']).toEqual({
      present: true,
      prefix: 'sk_live_',
    });
    expect(`${ended.stdout}${ended.stderr}`).not.toContain(PLANTED);
  });
});
