import { ConfigReader } from '@backstage/config';
import {
  createOutgoingGuard,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  valueOf,
  TestServers,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createPageCollector } from './createPageCollector';

const LONG = 'What you agree to when you use the shop, in plain words. '.repeat(
  8,
);

let servers: TestServers;
let guard: OutgoingGuard;
let base: string;
let pages: Record<
  string,
  { status?: number; type?: string; location?: string; body?: string }
>;

beforeEach(async () => {
  servers = new TestServers();
  pages = { '/': { body: `<h1>Home</h1>${LONG}` } };
  const port = await servers.http((request, response) => {
    const {
      status = 200,
      type = 'text/html',
      location,
      body,
    } = pages[request.url!] ?? { status: 404, body: 'no' };
    response
      .writeHead(status, {
        'content-type': type,
        ...(location && { location }),
      })
      .end(body);
  });
  base = `http://shop.example:${port}`;
  guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: { allow: [`shop.example:${port}`, '127.0.0.0/8'] },
      },
    }),
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    limits: { timeoutMs: 3000, retries: 0 },
  });
});

afterEach(async () => {
  await guard.close();
  await servers.close();
});

const collect = (path: string, params: object = {}) =>
  collectOne(createPageCollector({ guard }), {
    url: `${base}${path}`,
    ...params,
  });

describe('page', () => {
  it('reads a page that is there', async () => {
    pages['/terms'] = {
      body: `<title>Terms</title><h1>Terms</h1><p>Last updated: 3 March 2026</p><p>${LONG}</p>
      <h2>Your rights</h2><ul><li>Access</li><li>Erasure</li></ul><h2>Else</h2><p>Export</p>`,
    };
    const outcome = await collect('/terms', {
      rules: {
        rights: { heading: 'your rights', contains: ['access'], minItems: 2 },
        erasure: { pattern: 'delet|eras' },
      },
    });
    expect(valueOf(outcome)).toMatchObject({
      reachable: true,
      found: true,
      status: 200,
      title: 'Terms',
      lastUpdated: '2026-03-03T00:00:00.000Z',
      rules: { rights: true, erasure: true },
    });
  });

  it.each([
    {
      name: 'a section that is not there',
      rules: { x: { heading: 'cookies' } },
    },
    {
      name: 'a word of another section',
      rules: { x: { heading: 'your rights', contains: ['export'] } },
    },
    {
      name: 'too few entries',
      rules: { x: { heading: 'rights', minItems: 3 } },
    },
  ])('waits for a person on $name', async ({ rules }) => {
    pages['/terms'] = {
      body: `<h1>Terms</h1>${LONG}<h2>Your rights</h2><li>a</li><h2>Else</h2>Export`,
    };
    expect(await collect('/terms', { rules })).toMatchObject({
      miss: { cause: 'waiting-for-person' },
    });
    const strict = await collect('/terms', { rules, strict: true });
    expect(valueOf(strict)).toMatchObject({ found: true, rules: { x: false } });
  });

  it.each([
    { name: 'that answers 404', page: undefined },
    { name: 'that is the home page', page: { body: `<h1>Home</h1>${LONG}` } },
    { name: 'that leads home', page: { status: 302, location: '/' } },
    {
      name: 'behind a login',
      page: { status: 302, location: '/login?next=x' },
    },
    {
      name: 'on another host',
      page: { status: 302, location: 'https://x.example/' },
    },
    { name: 'that is no page', page: { type: 'application/json', body: '{}' } },
  ])('does not find one $name', async ({ page }) => {
    if (page) pages['/terms'] = page;
    pages['/login?next=x'] = { body: `<h1>Log in</h1>${LONG}` };
    expect(valueOf(await collect('/terms'))).toMatchObject({
      reachable: true,
      found: false,
      words: 0,
    });
    expect(await collect('/terms', { place: 'default' })).toMatchObject({
      miss: {
        cause: 'waiting-for-person',
        message: expect.stringContaining('declare its place'),
      },
    });
  });

  it('shows no token of its address', async () => {
    const outcome = await collect('/gone?token=s3cret', { place: 'default' });
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
    const declared = await collect('/gone?token=s3cret');
    expect(JSON.stringify(declared)).not.toContain('s3cret');
  });

  it('leaves a page that a browser has to draw to a person', async () => {
    pages['/terms'] = {
      body: '<div id="root"></div><script src="a.js"></script>',
    };
    expect(await collect('/terms')).toMatchObject({
      miss: { cause: 'waiting-for-person' },
    });
  });

  it('is unreachable with its site', async () => {
    await servers.close();
    expect(await collect('/terms', { rules: { x: {} } })).toMatchObject({
      unreachable: { reachable: false, found: false, rules: { x: false } },
    });
  });
});
