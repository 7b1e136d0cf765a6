import type { RequestListener } from 'node:http';
import { ConfigReader } from '@backstage/config';
import {
  createOutgoingGuard,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
  TestServers,
  valueOf,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createOpenApiCollector } from './createOpenApiCollector';

const ok = (more: object = {}) => ({ 200: { description: 'Fine', ...more } });
const json = (example?: object) => ({
  content: { 'application/json': { schema: { type: 'object' }, example } },
});

/** A document with one operation of each kind. */
function petstore(): any {
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Pet: {
          type: 'object',
          properties: { name: { type: 'string', examples: ['Rex'] } },
        },
      },
    },
    paths: {
      '/health': { get: { summary: 'Health', security: [], responses: ok() } },
      '/api/v1/keys': {
        get: {
          summary: 'Keys',
          security: [{ key: [] }],
          responses: {
            ...ok({
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Pet' },
                },
              },
            }),
            429: { description: 'Too many' },
          },
        },
        post: {
          description: 'Makes one',
          security: [{ key: [] }],
          requestBody: json({ name: 'Rex' }),
          responses: ok(),
        },
      },
      '/api/v1/keys/{id}': {
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string' },
          },
        ],
        get: { summary: 'One', security: [{ key: [] }], responses: ok(json()) },
      },
      '/broken': { get: { responses: ok() } },
    },
  };
}

let servers: TestServers;
let guard: OutgoingGuard;
let base: string;
let answers: Record<string, RequestListener>;
let asked: string[];

const document = (spec: unknown) =>
  ((_, response) => response.end(JSON.stringify(spec))) as RequestListener;
const status = (code: number) =>
  ((_, response) => {
    response.writeHead(code);
    response.end();
  }) as RequestListener;

beforeAll(async () => {
  servers = new TestServers();
  const port = await servers.http((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    (answers[request.url!] ?? status(404))(request, response);
  });
  base = `http://127.0.0.1:${port}`;
  guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: { allow: [`127.0.0.1:${port}`, '127.0.0.0/8'] },
      },
    }),
    limits: { timeoutMs: 500, retries: 0 },
  });
});
afterAll(async () => {
  await guard.close();
  await servers.close();
});
beforeEach(() => {
  asked = [];
  answers = {
    '/openapi.json': document(petstore()),
    '/docs': status(200),
    '/health': status(200),
    '/api/v1/keys': status(401),
    '/broken': status(503),
    '/hidden/admin': status(403),
  };
});

const collect = (params: object, annotations: Record<string, string> = {}) =>
  collectOne(
    createOpenApiCollector({ guard }),
    { url: `${base}/openapi.json`, ...params },
    { entity: component({ annotations }) },
  );
const spec = () => collect({ kind: 'spec', docs: `${base}/docs` });

describe('the document itself', () => {
  it('is found and valid, with its page for people', async () => {
    expect(valueOf(await spec())).toEqual({
      found: true,
      valid: true,
      version: '3.1.0',
      docsStatus: 200,
    });
  });

  it.each([
    {
      name: 'not there',
      answer: status(404),
      expect: { found: false, valid: false },
    },
    {
      name: 'no document',
      answer: document('a text'),
      expect: { found: true, valid: false },
    },
    {
      name: 'broken off',
      answer: ((_, response) =>
        response.end('{"openapi": "3.1.0", "inf')) as RequestListener,
      expect: { found: true, valid: false },
    },
    {
      name: 'without what every document has',
      answer: document({ openapi: '3.1.0', paths: {} }),
      expect: { found: true, valid: false },
    },
    {
      name: 'in YAML',
      answer: ((_, response) =>
        response.end(
          'openapi: 3.0.3\ninfo: {title: Shop, version: "1"}\npaths: {}\n',
        )) as RequestListener,
      expect: { found: true, valid: true, version: '3.0.3' },
    },
  ])('$name', async ({ answer, expect: expected }) => {
    answers['/openapi.json'] = answer;
    expect(valueOf(await spec())).toMatchObject(expected);
  });

  it('that points elsewhere has nothing fetched for it', async () => {
    const pointing = petstore();
    pointing.paths['/x'] = { $ref: `${base}/other.json` };
    answers['/openapi.json'] = document(pointing);
    await spec();
    expect(asked).toEqual(['GET /openapi.json', 'GET /docs']);
  });

  it('of a service that is silent is not known', async () => {
    answers['/openapi.json'] = status(503);
    expect(await spec()).toMatchObject({
      error: expect.stringContaining('503'),
      cause: 'silent',
    });
  });

  it('is a miss for what asks about its content', async () => {
    answers['/openapi.json'] = status(404);
    expect(await collect({ kind: 'operations' })).toMatchObject({
      miss: {
        cause: 'not-declared',
        message: expect.stringContaining('production-readiness/openapi'),
      },
    });
  });
});

describe('operations', () => {
  const healthy = {
    count: 5,
    documented: 4,
    withBody: 3,
    withExample: 2,
    securitySchemes: 1,
    withSecurity: 4,
    operationsWith429: 1,
    paths: 3,
    versionedPaths: 2,
    versionHeader: false,
  };
  it('are counted', async () => {
    expect(valueOf(await collect({ kind: 'operations' }))).toEqual(healthy);
  });

  it.each([
    [
      'a version in a header',
      (one: any) => {
        one.paths['/health'].parameters = [
          { name: 'API-Version', in: 'header', schema: { type: 'string' } },
        ];
      },
      { versionHeader: true },
    ],
    [
      'security for all of them',
      (one: any) => {
        one.security = [{ key: [] }];
      },
      { withSecurity: 5 },
    ],
    [
      'no schemes',
      (one: any) => {
        delete one.components.securitySchemes;
      },
      { securitySchemes: 0 },
    ],
    [
      'no example any more',
      (one: any) => {
        delete one.paths['/api/v1/keys'].post.requestBody.content[
          'application/json'
        ].example;
      },
      { withExample: 1 },
    ],
  ])('%s', async (_, change, expected) => {
    const changed = petstore();
    change(changed);
    answers['/openapi.json'] = document(changed);
    expect(valueOf(await collect({ kind: 'operations' }))).toEqual({
      ...healthy,
      ...expected,
    });
  });
});

describe('guarded operations', () => {
  const guarded = { kind: 'guarded', patterns: ['^/api/v[0-9]+/keys'] };

  it('are asked by GET alone, where no parameter is needed', async () => {
    expect(valueOf(await collect(guarded))).toEqual({
      operations: [
        { method: 'GET', path: '/api/v1/keys', secured: true },
        { method: 'POST', path: '/api/v1/keys', secured: true },
        { method: 'GET', path: '/api/v1/keys/{id}', secured: true },
      ],
      probes: [{ path: '/api/v1/keys', status: 401 }],
      complete: true,
    });
    expect(asked).toEqual(['GET /openapi.json', 'GET /api/v1/keys']);
  });

  it('that let everyone in say so', async () => {
    const open = petstore();
    open.paths['/api/v1/keys'].get.security = [{ key: [] }, {}];
    answers['/openapi.json'] = document(open);
    answers['/api/v1/keys'] = status(200);
    expect(valueOf(await collect(guarded))).toMatchObject({
      operations: expect.arrayContaining([
        { method: 'GET', path: '/api/v1/keys', secured: false },
      ]),
      probes: [{ path: '/api/v1/keys', status: 200 }],
    });
  });

  it('are joined by declared paths that match', async () => {
    const outcome = await collect(
      { kind: 'guarded', patterns: ['/admin(/|$)'] },
      { 'production-readiness/protected-paths': '/hidden/admin, /elsewhere' },
    );
    expect(valueOf(outcome)).toMatchObject({
      operations: [],
      probes: [{ path: '/hidden/admin', status: 403 }],
    });
  });

  it('of which there is none are a miss', async () => {
    expect(
      await collect({ kind: 'guarded', patterns: ['/admin(/|$)'] }),
    ).toMatchObject({ miss: { cause: 'not-declared' } });
  });

  it('that do not answer leave all of them unknown', async () => {
    answers['/api/v1/keys'] = (_, response) => {
      response.destroy();
    };
    expect(await collect(guarded)).toMatchObject({ cause: 'silent' });
  });
});

describe('responses', () => {
  it('name each GET that fails', async () => {
    const outcome = await collect({ kind: 'responses', limit: 50 });
    expect(valueOf(outcome)).toEqual({
      asked: 3,
      serverErrors: [{ path: '/broken', status: 503 }],
      complete: true,
    });
  });

  it('are not complete beyond the limit', async () => {
    const outcome = await collect({ kind: 'responses', limit: 2 });
    expect(valueOf(outcome)).toMatchObject({ asked: 2, complete: false });
  });

  it('are asked for below the server that the document names, on its own host only', async () => {
    const other = petstore();
    other.servers = [{ url: '/base' }];
    answers['/openapi.json'] = document(other);
    await collect({ kind: 'responses', limit: 1 });
    other.servers = [{ url: 'https://elsewhere.example/base' }];
    await collect({ kind: 'responses', limit: 1 });
    expect(asked).toEqual([
      'GET /openapi.json',
      'GET /base/health',
      'GET /openapi.json',
      'GET /health',
    ]);
  });
});
