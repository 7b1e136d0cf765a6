import type http from 'node:http';
import { ConfigReader } from '@backstage/config';
import { gzipSync } from 'node:zlib';
import {
  createOutgoingGuard,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
  valueOf,
  TestServers,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createHttpCollector } from './createHttpCollector';

const LONG = 'A page that has enough to read for somebody who looks. '.repeat(
  8,
);

let servers: TestServers;
let guard: OutgoingGuard;
let base: string;
let routes: Record<string, http.RequestListener>;

beforeEach(async () => {
  servers = new TestServers();
  routes = {};
  const port = await servers.http((request, response) => {
    const { pathname } = new URL(request.url!, 'http://x');
    const route = routes[pathname];
    if (route) route(request, response);
    else response.writeHead(404).end('nothing here');
  });
  base = `http://shop.example:${port}`;
  guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: {
          allow: ['shop.example', `shop.example:${port}`, '127.0.0.0/8'],
          resolve: [
            {
              host: 'shop.example',
              address: '127.0.0.1',
              ports: { '80': port },
            },
          ],
        },
      },
    }),
    limits: { timeoutMs: 3000, retries: 0 },
  });
});

afterEach(async () => {
  await guard.close();
  await servers.close();
});

function send(
  body: string | Buffer,
  headers: http.OutgoingHttpHeaders = {},
  status = 200,
): http.RequestListener {
  return (_, response) => {
    response.writeHead(status, headers).end(body);
  };
}

const collect = (params: object, entity = component()) =>
  collectOne(createHttpCollector({ guard }), params, { entity });

describe('http: one answer', () => {
  it('tells headers, cookies and their parts', async () => {
    routes['/'] = send('{"status":"ok","checks":{"database":"up"}}', {
      'content-type': 'application/json; charset=utf-8',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cache-control': 'public, max-age=60',
      'content-security-policy':
        "default-src 'self'; script-src 'unsafe-inline'",
      'set-cookie': ['sid=verysecret; Secure; HttpOnly; SameSite=Lax', 'a=b'],
      'cf-ray': '8a1b2c3d4e5f-FRA',
      'x-secret': 'not known',
    });
    const outcome = await collect({
      url: `${base}/`,
      fields: { status: '/status', database: '/checks/database', none: '/x/y' },
    });
    const value = valueOf(outcome);
    expect(value).toMatchObject({
      reachable: true,
      failingSince: null,
      status: 200,
      ok: true,
      contentType: 'application/json',
      hsts: { maxAge: 31536000, includeSubDomains: true, preload: false },
      cacheControl: { public: true, maxAge: 60, noStore: false, sMaxAge: null },
      csp: { defaultSrc: true, scriptSrc: true, unsafeInline: true },
      cookies: [
        { name: 'sid', secure: true, httpOnly: true, sameSite: 'lax' },
        { name: 'a', secure: false, httpOnly: false, sameSite: null },
      ],
      json: true,
      keys: ['status', 'checks'],
      fields: { status: 'ok', database: 'up', none: null },
      text: null,
      html: null,
      again: null,
    });
    expect(value.headers['cf-ray']).toBe('present');
    expect(value.headers['referrer-policy']).toBeNull();
    expect(JSON.stringify(outcome)).not.toMatch(/verysecret|not known/);
  });

  it.each([
    { name: 'no JSON', body: '{"status":', json: false, keys: null },
    { name: 'JSON that is no object', body: '[1]', json: true, keys: null },
  ])('tells $name from JSON', async ({ body, json, keys }) => {
    routes['/'] = send(body, { 'content-type': 'application/json' });
    const outcome = await collect({ url: `${base}/`, fields: { a: '/a' } });
    expect(valueOf(outcome)).toMatchObject({ json, keys, fields: { a: null } });
  });

  it('counts another status than the expected one as unreachable', async () => {
    routes['/health'] = send('{"status":"down"}', {}, 503);
    const outcome = await collect({
      url: `${base}/health`,
      expectStatus: 200,
      fields: { status: '/status' },
    });
    expect(outcome).toMatchObject({
      unreachable: {
        reachable: false,
        status: 503,
        fields: { status: 'down' },
      },
    });
  });

  it('makes silence a complete value', async () => {
    await servers.close();
    const outcome = await collect({ url: `${base}/`, html: true });
    expect(outcome).toMatchObject({
      unreachable: { reachable: false, status: null, ok: false, html: null },
      evidence: [{ response: expect.stringContaining('refuses') }],
    });
  });

  it('does not call it unreachable where it may not look', async () => {
    expect(await collect({ url: 'https://other.example/?key=s3cret' })).toEqual(
      {
        key: 'x',
        error:
          'host other.example is not in productionReadiness.http.allow; add it',
      },
    );
  });

  it('asks again where that is wanted', async () => {
    let count = 0;
    routes['/'] = (_, response) => {
      count += 1;
      response.writeHead(200, { age: `${count}` }).end();
    };
    const outcome = await collect({ url: `${base}/`, repeat: true });
    expect(valueOf(outcome).headers.age).toBe('1');
    expect(valueOf(outcome).again).toMatchObject({ status: 200 });
    expect(valueOf(outcome).again.headers.age).toBe('2');
  });

  it('finds texts and patterns', async () => {
    routes['/security.txt'] = send(
      'Contact: mailto:security@shop.example\nExpires: 2027-01-01T00:00:00Z\n',
    );
    const outcome = await collect({
      url: `${base}/security.txt`,
      contains: { contact: 'SECURITY@shop.example', other: 'nobody' },
      matches: { expires: '^Expires:\\s*(\\S+)', policy: '^Policy:\\s*(\\S+)' },
      body: 'text',
    });
    expect(valueOf(outcome)).toMatchObject({
      contains: { contact: true, other: false },
      matches: { expires: '2027-01-01T00:00:00Z', policy: null },
    });
    expect(valueOf(outcome).text).not.toContain('@');
  });

  it.each([
    {
      name: 'a robots.txt that forbids all',
      path: '/robots.txt',
      body: 'User-agent: *\nDisallow: /\n',
      params: { robots: true },
      expected: { robots: { disallowsAll: true, sitemaps: [] } },
    },
    {
      name: 'a robots.txt that names a sitemap',
      path: '/robots.txt',
      body: 'User-agent: *\nDisallow: /admin\nSitemap: https://shop.example/s.xml',
      params: { robots: true },
      expected: {
        robots: {
          disallowsAll: false,
          sitemaps: ['https://shop.example/s.xml'],
        },
      },
    },
    {
      name: 'a sitemap',
      path: '/sitemap.xml',
      body: '<?xml version="1.0"?><urlset><url><loc>https://shop.example/a</loc></url></urlset>',
      params: { sitemap: true },
      expected: {
        sitemap: { isIndex: false, locs: 1, hosts: ['shop.example'] },
      },
    },
    {
      name: 'a sitemap that is none',
      path: '/sitemap.xml',
      body: '<html><body>not found</body></html>',
      params: { sitemap: true },
      expected: { sitemap: null },
    },
  ])('reads $name', async ({ path, body, params, expected }) => {
    routes[path] = send(body);
    const outcome = await collect({ url: `${base}${path}`, ...params });
    expect(valueOf(outcome)).toMatchObject(expected);
  });

  it('reads the link of a type from the entity', async () => {
    routes['/status'] = send('fine');
    const url = `${base}/status`;
    const linked = component({ links: [{ url, type: 'health-dashboard' }] });
    const params = { link: 'health-dashboard' };
    expect(valueOf(await collect(params, linked)).status).toBe(200);
    expect(await collect(params)).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });

  it('refuses a field that is too large to keep', async () => {
    routes['/'] = send(JSON.stringify({ all: 'abc '.repeat(2000).split(' ') }));
    expect(await collect({ url: base, fields: { all: '/all' } })).toMatchObject(
      {
        error: expect.stringContaining("the field 'all' holds more than"),
      },
    );
  });

  it.each([
    ['5 MB', send(Buffer.alloc(5_000_000)), /answers with more than 2 MiB/],
    [
      'a bomb',
      send(gzipSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'gzip' }),
      /answers with more than 2 MiB/,
    ],
    ['a loop', send('', { location: '/' }, 302), /redirects more than 3 times/],
    [
      'a way to the metadata service',
      send('', { location: 'http://169.254.169.254/' }, 302),
      /redirects to 169\.254\.169\.254, a link-local address/,
    ],
  ])('says what is wrong with %s', async (_, route, message) => {
    routes['/'] = route;
    expect(await collect({ url: `${base}/` })).toMatchObject({
      error: expect.stringMatching(message),
    });
  });
});

describe('http: HTML', () => {
  const html = { 'content-type': 'text/html' };

  it('reads a page', async () => {
    routes['/'] = send(
      `<html><head><title> Shop </title>
       <meta name="description" content="A shop">
       <link rel="canonical" href="https://shop.example/">
       <meta property="og:title" content="Shop"><meta property="og:image" content="/i.png">
       <script type="application/ld+json">{"@context":"https://schema.org"}</script>
       <script type="application/ld+json">{broken</script>
       <script src="/_next/static/chunks/a.js"></script>
       <script src="/_next/static/chunks/b.js?x=1"></script>
       <script src="/_next/static/BUILD1/_buildManifest.js"></script>
       <link rel="stylesheet" href="/s.css"></head>
       <body><p>${LONG}</p><img src="1" alt=""><img src="2" loading="lazy"><a href="/terms">t</a>
       <input name="cc" autocomplete="cc-number"></body></html>`,
      html,
    );
    const outcome = await collect({ url: `${base}/`, html: true });
    expect(valueOf(outcome).html).toMatchObject({
      title: 'Shop',
      description: 'A shop',
      canonical: 'https://shop.example/',
      noindex: false,
      og: { title: 'Shop', image: '/i.png', url: null },
      styles: ['/s.css'],
      images: 2,
      imagesLazy: 1,
      imagesWithoutAlt: 1,
      jsonLd: 1,
      links: ['/terms'],
      inputs: [{ name: 'cc', type: 'text', autocomplete: 'cc-number' }],
      nextBuildId: 'BUILD1',
      chunks: 2,
      development: false,
    });
  });

  it('sees noindex in the header too', async () => {
    routes['/'] = send(`<body>${LONG}</body>`, {
      ...html,
      'x-robots-tag': 'noindex',
    });
    const outcome = await collect({ url: `${base}/`, html: true });
    expect(valueOf(outcome).html.noindex).toBe(true);
  });

  it.each([
    {
      name: 'a page that a browser has to draw',
      route: send(
        '<body><div id="root"></div><script src="/a.js"></script>',
        html,
      ),
      message: /only a browser can draw/,
    },
    {
      name: 'a bot challenge',
      route: send(
        'Just a moment',
        { ...html, 'cf-mitigated': 'challenge' },
        403,
      ),
      message: /bot challenge answers in place/,
    },
  ])('makes $name a miss', async ({ route, message }) => {
    routes['/'] = route;
    expect(await collect({ url: `${base}/`, html: true })).toMatchObject({
      miss: {
        cause: 'waiting-for-person',
        message: expect.stringMatching(message),
      },
    });
  });

  it('says null of what is no HTML', async () => {
    routes['/'] = send('{}', { 'content-type': 'application/json' });
    const outcome = await collect({ url: `${base}/`, html: true });
    expect(valueOf(outcome).html).toBeNull();
  });
});

describe('http: redirect', () => {
  it.each([
    ['a permanent one to https', 301, 'https://shop.example/', true],
    ['another permanent one', 308, 'https://shop.example/', true],
    ['a temporary one', 302, 'https://shop.example/', false],
    ['one to another host', 301, 'https://www.shop.example/', false],
    ['one that stays on http', 301, 'http://shop.example/x', false],
    ['one without a host', 301, '/x', false],
    ['an address', 301, 'http://169.254.169.254/', false],
  ])('%s', async (_, status, location, ok) => {
    routes['/'] = send('', { location }, status);
    const outcome = await collect({
      kind: 'redirect',
      hosts: 'https://shop.example, ',
      paths: ['/'],
    });
    expect(valueOf(outcome)).toEqual({
      reachable: true,
      failingSince: null,
      checks: [{ url: 'http://shop.example/', status, location, ok }],
      complete: true,
    });
  });

  it('is not satisfied by an answer', async () => {
    routes['/'] = send('hello');
    const outcome = await collect({
      kind: 'redirect',
      hosts: ['shop.example'],
      paths: ['/'],
    });
    expect(valueOf(outcome).checks[0]).toMatchObject({
      status: 200,
      ok: false,
    });
  });

  it('makes a closed port unreachable', async () => {
    await servers.close();
    expect(
      await collect({ kind: 'redirect', hosts: 'shop.example', paths: '/' }),
    ).toMatchObject({
      unreachable: { reachable: false, checks: [{ status: null, ok: false }] },
    });
  });

  it('asks for a declared host', async () => {
    expect(await collect({ kind: 'redirect', hosts: ' , ' })).toMatchObject({
      miss: { cause: 'not-declared' },
    });
  });
});

describe('http: cors', () => {
  it('asks for own and for foreign origins', async () => {
    const seen: string[] = [];
    routes['/api'] = (request, response) => {
      const { origin } = request.headers;
      seen.push(`${request.method} ${origin}`);
      const allowed = origin === 'https://shop.example';
      response
        .writeHead(allowed ? 204 : 403, {
          ...(allowed && {
            'access-control-allow-origin': origin,
            'access-control-allow-credentials': 'true',
          }),
        })
        .end();
    };
    const outcome = await collect({
      kind: 'cors',
      url: `${base}/api`,
      origins: ['https://shop.example'],
      foreign: ['http://evil.example'],
    });
    expect(valueOf(outcome).preflights).toEqual([
      {
        method: 'OPTIONS',
        origin: 'https://shop.example',
        expected: true,
        status: 204,
        allowOrigin: 'https://shop.example',
        allowCredentials: true,
      },
      {
        method: 'OPTIONS',
        origin: 'http://evil.example',
        expected: false,
        status: 403,
        allowOrigin: null,
        allowCredentials: false,
      },
      {
        method: 'GET',
        origin: 'http://evil.example',
        expected: false,
        status: 403,
        allowOrigin: null,
        allowCredentials: false,
      },
    ]);
    expect(seen).toHaveLength(3);
  });
});

describe('http: limit', () => {
  it.each([
    [{ 'ratelimit-limit': '100, 100;w=60' }, 100, 60, 100],
    [{ 'ratelimit-policy': '"burst";q=50;w=1' }, 50, 1, 3000],
    [
      {
        ratelimit: 'limit=30, remaining=29, reset=10',
        'ratelimit-policy': '30;w=30',
      },
      30,
      30,
      60,
    ],
    [{ 'x-ratelimit-limit': '60' }, 60, null, 60],
  ])('%j', async (headers, limit, windowSeconds, limitPerMinute) => {
    routes['/'] = send('', headers as http.OutgoingHttpHeaders);
    const outcome = await collect({ kind: 'limit', url: `${base}/` });
    expect(valueOf(outcome)).toMatchObject({
      limit,
      windowSeconds,
      limitPerMinute,
    });
  });

  it('does not take silence for no limit', async () => {
    routes['/'] = send('');
    expect(await collect({ kind: 'limit', url: `${base}/` })).toMatchObject({
      miss: { cause: 'waiting-for-person' },
    });
  });
});

describe('http: paths', () => {
  it('tells the first answer of each', async () => {
    routes['/a'] = send('{"detail":"no"}', {}, 401);
    routes['/b'] = send('', { location: '/login' }, 302);
    const outcome = await collect({
      kind: 'paths',
      url: base,
      paths: '/a, /b',
      matches: { card: 'card[-_]?number' },
    });
    expect(valueOf(outcome)).toMatchObject({
      checks: [
        {
          path: '/a',
          status: 401,
          json: true,
          keys: ['detail'],
          matches: { card: null },
        },
        { path: '/b', status: 302, json: false, keys: null },
      ],
      complete: true,
    });
  });

  it('keeps of a body only what the patterns find', async () => {
    routes['/customers'] = send('{"name":"Ada Lovelace","at":"/app/x.py"}');
    const outcome = await collect({
      kind: 'paths',
      url: base,
      paths: '/customers',
      matches: { path: '/app/' },
    });
    expect(valueOf(outcome).checks[0]).toMatchObject({
      keys: ['name', 'at'],
      matches: { path: '/app/' },
    });
    expect(JSON.stringify(outcome)).not.toMatch(/Lovelace|x\.py/);
  });
});

describe('http: assets', () => {
  const page = (body: string) =>
    send(`<body>${LONG}${body}</body>`, { 'content-type': 'text/html' });

  it('looks at own files, twice', async () => {
    routes['/'] = page(
      '<script src="/_next/static/chunks/main-0a1b2c3d.js"></script><script src="https://cdn.example/x.js"></script>',
    );
    let count = 0;
    routes['/_next/static/chunks/main-0a1b2c3d.js'] = (_, response) => {
      count += 1;
      response
        .writeHead(200, {
          'cache-control': 'public, max-age=31536000, immutable',
          age: `${count - 1}`,
        })
        .end(`${'x'.repeat(900)}\n//# sourceMappingURL=a.js.map`);
    };
    const outcome = await collect({
      kind: 'assets',
      url: `${base}/`,
      contains: { testKey: 'pk_test_' },
    });
    expect(valueOf(outcome)).toMatchObject({
      count: 1,
      complete: true,
      assets: [
        {
          type: 'script',
          hashed: true,
          status: 200,
          meanLineLength: 465,
          sourceMap: 'linked',
          cacheControl: { public: true, immutable: true, maxAge: 31536000 },
          again: { headers: expect.objectContaining({ age: '1' }) },
          contains: { testKey: false },
        },
      ],
    });
  });

  it.each([
    ['is not in a part that was read', 'x', undefined],
    ['is in it', 'pk_test_1', { testKey: true }],
  ])(
    'says of a text that no file may hold only what is known: it %s',
    async (_, text, contains) => {
      routes['/'] = page(
        '<script src="/a.js"></script><script src="/b.js"></script>',
      );
      routes['/a.js'] = send(text);
      const outcome = await collect({
        kind: 'assets',
        url: `${base}/`,
        max: 1,
        contains: { testKey: 'pk_test_' },
        absent: ['testKey'],
      });
      expect(valueOf(outcome)?.assets[0].contains).toEqual(contains);
      expect('miss' in outcome).toBe(contains === undefined);
    },
  );

  it('is not complete without a file that is too large', async () => {
    routes['/'] = page(
      '<script src="/big.js"></script><script src="/a.js"></script>',
    );
    routes['/big.js'] = send(Buffer.alloc(3_000_000, 'x'));
    routes['/a.js'] = send('x');
    const outcome = await collect({ kind: 'assets', url: `${base}/` });
    expect(valueOf(outcome)).toMatchObject({ count: 2, complete: false });
    expect(valueOf(outcome).assets).toHaveLength(1);
  });

  it('has nothing to say of a page without files', async () => {
    routes['/'] = page('');
    expect(await collect({ kind: 'assets', url: `${base}/` })).toMatchObject({
      miss: { cause: 'waiting-for-person' },
    });
  });
});

describe('http: parameters', () => {
  const { params } = createHttpCollector({ guard: undefined as any });

  it.each([
    [{ url: 'https://a.example' }, true],
    [{ url: "=annotation('production-readiness/url')" }, true],
    [{ link: 'docs' }, true],
    [{}, false],
    [{ url: 'https://a.example', link: 'docs' }, false],
    [{ url: 'https://a.example', method: 'POST' }, false],
    [{ url: 'https://a.example', unknown: 1 }, false],
    [{ url: 'https://a.example', matches: { x: '(' } }, false],
    [{ url: 'https://a.example', matches: { x: '(a)\\1' } }, false],
    [{ kind: 'nonsense', url: 'https://a.example' }, false],
  ])('%j: %s', (block, valid) => {
    expect(params.safeParse(block).success).toBe(valid);
  });
});
