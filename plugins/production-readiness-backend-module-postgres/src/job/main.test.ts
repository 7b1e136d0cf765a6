import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { StandInDatabase } from '../__testUtils__/standInDatabase';
import { main } from './main';

const PACKAGE = resolvePackagePath(
  '@production-readiness/backstage-plugin-production-readiness-backend-module-postgres',
);
const CHECKLIST = join(
  PACKAGE,
  '../production-readiness-backend/checklists/kamiyo/database.yaml',
);

let database: StandInDatabase;
let directory: string;
let configFile: string;

beforeAll(async () => {
  database = await StandInDatabase.start();
  directory = mkdtempSync(join(tmpdir(), 'postgres-job-'));
  const {
    host: _,
    user: __,
    password: ___,
    database: ____,
    ...own
  } = database.connectionConfig;
  configFile = join(directory, 'postgres.yaml');
  writeFileSync(
    configFile,
    JSON.stringify({ ...own, ssl: { ca: database.caFile } }),
  );
}, 60_000);
afterAll(async () => {
  await database.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function run(args: string[], password = 'stand-in-readiness') {
  const said = { out: '', err: '' };
  const code = await main(args, {
    env: {
      POSTGRES_FACTS_URL: `postgresql://kamiyo_readiness:${password}@${database.host}/kamiyo`,
    },
    print: text => {
      said.out += text;
    },
    complain: text => {
      said.err += text;
    },
    target: async () => ({
      addresses: [{ address: '127.0.0.1', family: 4 }],
      port: database.port,
    }),
  });
  return { code, ...said };
}

const ENTITY = ['--entity', 'resource:default/kamiyo-postgres'];

describe('production-readiness-postgres-facts', () => {
  it('prints a report of what the checklist wants', async () => {
    const { code, out, err } = await run([
      ...ENTITY,
      '--config',
      configFile,
      '--checklist',
      CHECKLIST,
    ]);
    expect(code).toBe(0);
    expect(err).toBe(
      'pg.growth: sizes are not kept here from one run to the next\n',
    );
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      entityRef: 'resource:default/kamiyo-postgres',
      type: 'postgres-facts',
      producedAt: expect.any(String),
    });
    expect(Object.keys(report.data.facts).sort()).toEqual([
      'pg.columns',
      'pg.constraints',
      'pg.expectedIndexes',
      'pg.indexes',
      'pg.migrations',
      'pg.sessions',
      'pg.settings',
      'pg.size',
      'pg.statements',
      'sql.orphansForeignKeys',
      'sql.orphansLogical',
      'sql.seed',
      'sql.testdata',
    ]);
    expect(report.data.facts['pg.settings']).toEqual({
      logMinDurationStatementMs: 1000,
    });
  });

  it('prints every fact about the database without a checklist', async () => {
    const { out } = await run([...ENTITY, '--config', configFile]);
    expect(Object.keys(JSON.parse(out).data.facts)).toEqual(
      expect.arrayContaining(['pg.connect', 'pg.ssl', 'pg.roles']),
    );
  });

  it('prints no report and no password where it gets nothing', async () => {
    const secret = 'planted-s3cret-of-the-job';
    const { code, out, err } = await run(
      [...ENTITY, '--config', configFile],
      secret,
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('refuses the password');
    expect(err).not.toContain(secret);
  });

  it('says how it is used', async () => {
    expect(await run([])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Usage:'),
    });
  });

  it('runs as a program', async () => {
    const bin = join(PACKAGE, 'bin/production-readiness-postgres-facts');
    const ended = await promisify(execFile)(
      process.execPath,
      [bin, ...ENTITY],
      {
        env: {
          ...process.env,
          POSTGRES_FACTS_URL: `postgresql://kamiyo_readiness:stand-in-readiness@localhost:${database.port}/kamiyo?sslmode=require`,
        },
      },
    );
    expect(JSON.parse(ended.stdout).data.facts['pg.connect']).toMatchObject({
      ok: true,
    });
    expect(ended.stderr).toContain('pg.roles: no role of the application');
  });
});
