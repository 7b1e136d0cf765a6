import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { UrlReaderServiceReadTreeOptions } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  collectOne,
  component,
  valueOf,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { RepositoryReader } from '@production-readiness/backstage-plugin-production-readiness-node';
import { TestRepository, localReader } from '../__testUtils__/repository';
import { createRepoCollector } from './createRepoCollector';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

const collect = (files: Record<string, string>, params: object) =>
  collectOne(
    createRepoCollector({ repositories: repository.write(files).reader() }),
    params,
    { entity: repository.entity() },
  );

describe('repo: files', () => {
  it('lists what is there', async () => {
    const outcome = await collect(
      { 'docs/a.md': 'a', 'docs/deep/B.MD': 'bb', 'x.txt': '' },
      { files: ['docs/**/*.md'] },
    );
    expect(valueOf(outcome)).toEqual({
      files: [
        { path: 'docs/a.md', bytes: 1 },
        { path: 'docs/deep/B.MD', bytes: 2 },
      ],
      count: 2,
      complete: true,
    });
  });

  it('leaves out what is not source', async () => {
    const outcome = await collect(
      { 'node_modules/a/x.js': '', '.git/x.js': '', 'x.js': '' },
      { files: ['**/*.js'] },
    );
    expect(valueOf(outcome).count).toBe(1);
  });
});

describe('repo: rule', () => {
  const rule = { kind: 'rule', globs: ['**/*.py'], pattern: 'pool_size\\s*=' };
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`m${index}.py`, 'pass']),
  );

  it.each([
    { name: 'found', files: { 'a.py': 'x\npool_size = 5' }, found: true },
    { name: 'not found', files: { 'a.py': 'x' }, found: false },
    { name: 'no file', files: { 'a.ts': 'pool_size = 5' }, found: false },
  ])('$name', async ({ files, found }) => {
    expect(valueOf(await collect(files as any, rule))).toMatchObject({
      found,
      matched: found,
      complete: true,
    });
    const absent = await collect(files as any, { ...rule, absent: true });
    expect(valueOf(absent)).toMatchObject({ found, matched: !found });
  });

  it('tells where, never what', async () => {
    const outcome = await collect({ 'a.py': 'x\n\npool_size = 5' }, rule);
    expect(valueOf(outcome)).toMatchObject({
      files: 1,
      hits: [{ path: 'a.py', line: 3 }],
    });
    expect(JSON.stringify(outcome)).not.toContain('pool_size');
  });

  it('cannot say "nowhere" of more files than it reads', async () => {
    for (const absent of [true, false]) {
      expect(await collect(many, { ...rule, absent })).toMatchObject({
        miss: { cause: 'check-error' },
      });
    }
    const found = await collect({ ...many, 'a.py': 'pool_size = 1' }, rule);
    expect(valueOf(found)).toMatchObject({ matched: true, complete: false });
  });

  it('does not read a file beyond 1 MiB', async () => {
    const big = `${'x'.repeat(1024 * 1024)}pool_size =`;
    expect(await collect({ 'a.py': big }, rule)).toMatchObject({
      miss: { cause: 'check-error' },
    });
  });
});

describe('repo: renderYaml', () => {
  it('tells where variables come from, never their values', async () => {
    const outcome = await collect(
      {
        'render.yaml': `
services:
  - type: web
    name: api
    runtime: python
    autoDeploy: true
    buildCommand: |
      pip   install
      -r requirements.txt
    envVars:
      - key: A
        value: verysecret
      - { key: B, sync: false }
      - { key: C, generateValue: true }
      - key: D
        fromDatabase: { name: db, property: connectionString }
      - fromGroup: shared
databases:
  - name: db
    plan: basic_256mb
`,
      },
      { kind: 'renderYaml' },
    );
    expect(valueOf(outcome)).toMatchObject({
      found: true,
      services: [
        {
          name: 'api',
          type: 'web',
          runtime: 'python',
          plan: null,
          autoDeploy: true,
          healthCheckPath: null,
          buildCommand: 'pip install -r requirements.txt',
          startCommand: null,
          envVars: [
            { key: 'A', source: 'value', from: null },
            { key: 'B', source: 'sync', from: null },
            { key: 'C', source: 'generateValue', from: null },
            { key: 'D', source: 'fromDatabase', from: 'db' },
            { key: '', source: 'fromGroup', from: 'shared' },
          ],
        },
      ],
      databases: [{ name: 'db', plan: 'basic_256mb', region: null }],
      envVarGroups: [],
    });
    expect(JSON.stringify(outcome)).not.toContain('verysecret');
  });

  it('is a miss without the file', async () => {
    expect(await collect({}, { kind: 'renderYaml' })).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });

  it.each([
    ['a: [verysecret', /^render\.yaml is not valid YAML \(line 1\)$/],
    ['services: verysecret', /^render\.yaml is not a Render blueprint/],
  ])('says what is wrong with %j without quoting it', async (text, message) => {
    const outcome = await collect(
      { 'render.yaml': text },
      { kind: 'renderYaml' },
    );
    expect(outcome).toMatchObject({ error: expect.stringMatching(message) });
    expect(JSON.stringify(outcome)).not.toContain('verysecret');
  });
});

describe('repo: dependencies', () => {
  it('gathers the direct ones of all manifests', async () => {
    const outcome = await collect(
      {
        'frontend/package.json':
          '{"dependencies":{"@Stripe/stripe-js":"1"},"devDependencies":{"jest":"1"}}',
        'requirements.txt':
          '# comment\nSQLAlchemy[asyncio]>=2 ; python_version > "3"\n-r other.txt\nfastapi\nzope.interface==1\n',
        'svc/pyproject.toml':
          '[project]\nname = "x"\ndependencies = [\n  "httpx>=1",\n  "redis[hiredis]",\n]\n[tool.poetry.dependencies]\npython = "^3"\nalembic = "^1"\n[tool.other]\nnot-this = 1\n',
        Pipfile: '[packages]\nboto3 = "*"\n[requires]\npython_version = "3"\n',
        'go.mod': 'module x\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.1.0\n)\n',
      },
      { kind: 'dependencies' },
    );
    expect(valueOf(outcome)).toEqual({
      names: [
        '@stripe/stripe-js',
        'alembic',
        'boto3',
        'fastapi',
        'github.com/jackc/pgx/v5',
        'httpx',
        'jest',
        'redis',
        'sqlalchemy',
        'zope-interface',
      ],
      manifests: [
        'Pipfile',
        'frontend/package.json',
        'go.mod',
        'requirements.txt',
        'svc/pyproject.toml',
      ],
      ecosystems: ['go', 'npm', 'pip'],
      complete: true,
    });
  });

  it('is a miss without a manifest', async () => {
    expect(
      await collect({ 'a.py': '' }, { kind: 'dependencies' }),
    ).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });
});

describe('repo: envExample', () => {
  it('tells names and comments, never values', async () => {
    const outcome = await collect(
      {
        '.env.example':
          '# REQUIRED: where the data is\nDATABASE_URL=postgres://me:verysecret@db/x\n\nPORT=80 # where it listens\nexport DEBUG=\n# not for the next\n\nLAST=1\n',
      },
      { kind: 'envExample' },
    );
    expect(valueOf(outcome)).toEqual({
      found: true,
      keys: ['DATABASE_URL', 'PORT', 'DEBUG', 'LAST'],
      required: ['DATABASE_URL'],
      described: ['DATABASE_URL', 'PORT'],
    });
    expect(JSON.stringify(outcome)).not.toContain('verysecret');
  });
});

describe('repo: migrations', () => {
  it('knows heads and what cannot be rolled back', async () => {
    const alembic = (id: string, down: string, body: string) =>
      `revision: str = "${id}"\ndown_revision = ${down}\n\ndef upgrade() -> None:\n    op.x()\n\n\ndef downgrade() -> None:\n${body}\n`;
    const outcome = await collect(
      {
        'alembic/versions/1.py': alembic('1', 'None', '    op.drop_table("a")'),
        'alembic/versions/2.py': alembic(
          '2',
          '"1"',
          '    """nothing"""\n    pass',
        ),
        'alembic/versions/3.py': alembic('3', "('2', '1')", '    # later'),
        'alembic/versions/__init__.py': '',
        'web/prisma/migrations/20260101_a/migration.sql': 'create',
        'web/prisma/migrations/20260101_a/down.sql': 'drop',
        'web/prisma/migrations/20260201_b/migration.sql': 'create',
      },
      { kind: 'migrations' },
    );
    expect(valueOf(outcome)).toEqual({
      count: 5,
      alembic: {
        versions: ['1', '2', '3'],
        heads: ['3'],
        withoutDowngrade: ['2', '3'],
      },
      prisma: {
        migrations: [{ name: '20260101_a' }, { name: '20260201_b' }],
        withoutDown: ['20260201_b'],
      },
      complete: true,
    });
  });

  it('is a miss without any', async () => {
    expect(await collect({}, { kind: 'migrations' })).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });
});

describe('where the source is', () => {
  const files = { files: ['**'] };
  const collectFrom = (
    reader: RepositoryReader,
    annotations: Record<string, string>,
    subject = component(),
  ) =>
    collectOne(createRepoCollector({ repositories: reader }), files, {
      entity: component({ annotations }),
      subject,
    });

  it.each([
    ['no root', () => []],
    ['another root', () => ['/usr/share']],
    ['a root that begins like it', (own: string) => [own.slice(0, -1)]],
    ['a root that is not there', () => ['/nowhere']],
  ])('is not read with %s', async (_, rootsOf) => {
    repository.write({ 'a.txt': 'a' });
    const outcome = await collectFrom(
      localReader(rootsOf(repository.directory)),
      {
        'backstage.io/source-location': `file:${repository.directory}`,
      },
    );
    expect(outcome).toMatchObject({
      error: expect.stringContaining(
        'productionReadiness.collectors.repo.localRoots',
      ),
    });
    expect(JSON.stringify(outcome)).not.toContain(repository.directory);
  });

  it('does not lead out over a link', async () => {
    const outside = new TestRepository().write({ 'secret.txt': 's' });
    symlinkSync(outside.directory, path.join(repository.directory, 'link'));
    symlinkSync(
      path.join(outside.directory, 'secret.txt'),
      path.join(repository.directory, 'secret.txt'),
    );
    repository.write({ 'a.txt': 'a' });
    const inside = await collectFrom(repository.reader(), {
      'backstage.io/source-location': `file:${repository.directory}`,
    });
    expect(valueOf(inside).files).toEqual([{ path: 'a.txt', bytes: 1 }]);
    const through = await collectFrom(repository.reader(), {
      'backstage.io/source-location': `file:${repository.directory}/link`,
    });
    expect(through).toMatchObject({
      error: expect.stringContaining('localRoots'),
    });
    const above = await collectFrom(repository.reader(), {
      'backstage.io/source-location': `file:${repository.directory}/../`,
    });
    expect(above).toMatchObject({
      error: expect.stringContaining('localRoots'),
    });
    outside.remove();
  });

  it.each([
    {
      name: 'a file URL',
      annotations: (own: string) => ({
        'backstage.io/source-location': `file://${own}/`,
      }),
    },
    {
      name: 'beside the catalog file',
      annotations: (own: string) => ({
        'backstage.io/managed-by-location': `file:${own}/catalog.yaml`,
      }),
    },
    {
      name: 'relative to the catalog file',
      annotations: (own: string) => ({
        'backstage.io/managed-by-location': `file:${own}/x/catalog.yaml`,
        'backstage.io/source-location': 'file:../',
      }),
    },
  ])('is $name', async ({ annotations }) => {
    repository.write({ 'catalog.yaml': '' });
    const outcome = await collectFrom(
      repository.reader(),
      annotations(repository.directory),
    );
    expect(valueOf(outcome).count).toBe(1);
  });

  it("is the subject's where the entity has none", async () => {
    repository.write({ 'a.txt': 'a' });
    const outcome = await collectFrom(
      repository.reader(),
      {},
      repository.entity(),
    );
    expect(valueOf(outcome).count).toBe(1);
  });

  it('has to be declared', async () => {
    expect(await collectFrom(repository.reader(), {})).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });

  it('is read through Backstage once for all facts of an entity', async () => {
    const tree: Record<string, string> = {
      'a.py': 'x',
      'b.md': 'y',
      'c.bin': 'z',
    };
    const read: string[][] = [];
    const urlReader = mockServices.urlReader.mock({
      readTree: async (
        url: string,
        options?: UrlReaderServiceReadTreeOptions,
      ) => {
        const wanted = Object.keys(tree).filter(file =>
          options!.filter!(file, { size: 1 }),
        );
        read.push([url, ...wanted]);
        return {
          etag: '',
          files: async () =>
            wanted.map(file => ({
              path: file,
              content: async () => Buffer.from(tree[file]),
            })),
        } as any;
      },
    });
    const collector = createRepoCollector({
      repositories: new RepositoryReader({
        reader: urlReader,
        config: new ConfigReader({}),
      }),
    });
    const url = 'https://github.com/a/shop/tree/main/';
    const outcomes = await collector.collect({
      entity: component({
        annotations: { 'backstage.io/source-location': `url:${url}` },
      }),
      subject: component(),
      requests: [
        { key: 'list', params: { kind: 'files', files: ['**/*.md'] } },
        {
          key: 'rule',
          params: {
            kind: 'rule',
            globs: ['*.py'],
            pattern: 'x',
            absent: false,
          },
        },
      ],
      signal: new AbortController().signal,
      logger: mockServices.logger.mock(),
      now: () => new Date(0),
    });
    expect(read).toEqual([[url, 'a.py']]);
    expect(outcomes).toMatchObject([
      { key: 'list', value: { count: 1 } },
      { key: 'rule', value: { matched: true } },
    ]);
  });
});
