import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type http from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ConfigReader } from '@backstage/config';
import {
  createAuthority,
  type KeyAndCertificate,
  type TestAuthority,
} from '../testUtils/certificates';
import { TestServers } from '../testUtils/servers';
import {
  createOutgoingGuard,
  type Lookup,
  type OutgoingGuard,
  type OutgoingLimits,
} from './index';

const LOOPBACK = '127.0.0.0/8';
const toLoopback: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];

let servers: TestServers;
let guards: OutgoingGuard[];

beforeEach(() => {
  servers = new TestServers();
  guards = [];
});

afterEach(async () => {
  await Promise.all(guards.map(guard => guard.close()));
  await servers.close();
});

function guardFor(options: {
  allow: string[];
  lookup?: Lookup;
  resolve?: object[];
  ca?: string;
  limits?: Partial<OutgoingLimits>;
}): OutgoingGuard {
  const { allow, resolve, ca } = options;
  const guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: { allow, ...(resolve && { resolve }), ...(ca && { ca }) },
      },
    }),
    lookup: options.lookup ?? toLoopback,
    now: () => new Date('2026-06-01T12:00:00Z'),
    limits: { timeoutMs: 5000, retryDelayMs: 1, ...options.limits },
  });
  guards.push(guard);
  return guard;
}

describe('who may be asked', () => {
  it('refuses a host that is not listed, and remembers who wanted it', async () => {
    const guard = guardFor({ allow: ['other.example'] });
    await expect(
      guard.request({
        url: 'https://api.example.com/x?token=secret',
        entityRef: 'component:default/shop',
      }),
    ).rejects.toMatchObject({
      code: 'host-not-allowed',
      message:
        'host api.example.com is not in productionReadiness.http.allow; add it',
    });
    expect(guard.refused()).toEqual([
      {
        host: 'api.example.com',
        port: 443,
        reason:
          'host api.example.com is not in productionReadiness.http.allow; add it',
        entityRefs: ['component:default/shop'],
        firstAt: '2026-06-01T12:00:00.000Z',
        lastAt: '2026-06-01T12:00:00.000Z',
      },
    ]);
  });

  it('names the port where it is not a usual one', async () => {
    const guard = guardFor({ allow: ['api.example.com'] });
    await expect(
      guard.request({ url: 'https://api.example.com:8443/' }),
    ).rejects.toThrow(
      'host api.example.com:8443 is not in productionReadiness.http.allow; add it',
    );
  });

  it('refuses a name that resolves to loopback', async () => {
    const guard = guardFor({ allow: ['api.example.com'] });
    await expect(
      guard.request({ url: 'http://api.example.com/' }),
    ).rejects.toMatchObject({
      code: 'address-refused',
      message:
        'api.example.com resolves to 127.0.0.1, a loopback address; allow 127.0.0.0/8 in productionReadiness.http.allow if that is meant',
    });
    expect(guard.refused()).toHaveLength(1);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
  ])('refuses the listed address of %s without its CIDR', async url => {
    const guard = guardFor({ allow: [new URL(url).hostname] });
    await expect(guard.request({ url })).rejects.toMatchObject({
      code: 'address-refused',
    });
  });

  it.each([
    ['ftp://api.example.com/', /not an http or https one/],
    ['nonsense', /not an http or https one/],
    ['https://me:secret@api.example.com/', /holds credentials; take them out/],
  ])('refuses the URL %s', async (url, message) => {
    const guard = guardFor({ allow: ['api.example.com'] });
    await expect(guard.request({ url })).rejects.toThrow(message);
  });

  it('asks a loopback server whose CIDR is allowed, by its own name', async () => {
    let host: string | undefined;
    const port = await servers.http((request, response) => {
      host = request.headers.host;
      response.end('hello');
    });
    const guard = guardFor({ allow: [`api.example.com:${port}`, LOOPBACK] });
    const answer = await guard.request({
      url: `http://api.example.com:${port}/`,
    });
    expect(answer).toMatchObject({ status: 200, redirects: 0 });
    expect(answer.body.toString()).toBe('hello');
    expect(host).toBe(`api.example.com:${port}`);
  });

  it('connects to the address that it checked, whatever the name says next', async () => {
    const asked: string[] = [];
    const port = await servers.http((_, response) => {
      asked.push('inside');
      response.end('inside');
    });
    let lookups = 0;
    // First an address that may be connected to, then the protected one.
    const rebinding: Lookup = async () => {
      lookups += 1;
      return [
        { address: lookups === 1 ? '127.0.0.9' : '127.0.0.1', family: 4 },
      ];
    };
    const guard = guardFor({
      allow: [`rebind.example:${port}`, '127.0.0.9/32'],
      lookup: rebinding,
      limits: { retries: 0 },
    });
    const url = `http://rebind.example:${port}/`;
    await expect(guard.request({ url })).rejects.toMatchObject({
      code: 'unreachable', // nothing listens at 127.0.0.9
    });
    expect(lookups).toBe(1);
    await expect(guard.request({ url })).rejects.toMatchObject({
      code: 'address-refused',
    });
    expect(lookups).toBe(2);
    expect(asked).toEqual([]);
  });

  it('uses only the allowed ones of several addresses', async () => {
    const port = await servers.http((_, response) => response.end('ok'));
    const guard = guardFor({
      allow: [`two.example:${port}`, '127.0.0.1/32'],
      lookup: async () => [
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    const target = await guard.target({ host: 'two.example', port });
    expect(target.addresses).toEqual([{ address: '127.0.0.1', family: 4 }]);
    const answer = await guard.request({ url: `http://two.example:${port}/` });
    expect(answer.status).toBe(200);
  });
});

describe('names sent elsewhere by configuration', () => {
  let directory: string;
  let authority: TestAuthority;
  let api: KeyAndCertificate;
  let ca: string;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'guard-'));
    authority = await createAuthority();
    api = await authority.issue({ names: ['api.example.com'] });
    ca = path.join(directory, 'ca.pem');
    writeFileSync(ca, authority.cert);
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  const echo: http.RequestListener = (request, response) => {
    response.end(
      JSON.stringify({
        host: request.headers.host,
        sni: (request.socket as any).servername,
      }),
    );
  };

  it('serves a real name from loopback, with its Host and SNI', async () => {
    const port = await servers.https(api, echo);
    const guard = guardFor({
      allow: ['api.example.com', LOOPBACK],
      ca,
      resolve: [
        {
          host: 'api.example.com',
          address: '127.0.0.1',
          ports: { '443': port },
        },
      ],
      lookup: async () => {
        throw new Error('the DNS must not be asked');
      },
    });
    const answer = await guard.request({ url: 'https://api.example.com/' });
    expect(JSON.parse(answer.body.toString())).toEqual({
      host: 'api.example.com',
      sni: 'api.example.com',
    });
  });

  it('does not let the override pass the guard', async () => {
    const guard = guardFor({
      allow: ['api.example.com'],
      resolve: [{ host: 'api.example.com', address: '127.0.0.1' }],
    });
    await expect(
      guard.request({ url: 'https://api.example.com/' }),
    ).rejects.toMatchObject({ code: 'address-refused' });
  });

  it.each([
    {
      name: 'an authority that is not trusted',
      trusted: false,
      names: ['api.example.com'],
      notAfter: undefined,
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    },
    {
      name: 'a certificate of another name',
      trusted: true,
      names: ['other.example.com'],
      notAfter: undefined,
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    },
    {
      name: 'a certificate that has expired',
      trusted: true,
      names: ['api.example.com'],
      notAfter: new Date(Date.now() - 1000),
      code: 'CERT_HAS_EXPIRED',
    },
  ])('does not talk to $name', async ({ trusted, names, notAfter, code }) => {
    const pair = await authority.issue({ names, notAfter });
    const port = await servers.https(pair, echo);
    const guard = guardFor({
      allow: [`api.example.com:${port}`, LOOPBACK],
      ca: trusted ? ca : undefined,
    });
    await expect(
      guard.request({ url: `https://api.example.com:${port}/` }),
    ).rejects.toMatchObject({
      code: 'unreachable',
      message: `https://api.example.com:${port}/ has no valid TLS connection (${code})`,
    });
  });
});

describe('redirects', () => {
  async function guardWithRoutes(
    routes: Record<string, string>,
    limits: Partial<OutgoingLimits> = {},
  ) {
    const port = await servers.http((request, response) => {
      const location = routes[request.url!];
      if (location === undefined) response.end(`at ${request.url}`);
      else {
        response
          .writeHead(302, { location: location.replace('PORT', `${port}`) })
          .end();
      }
    });
    const guard = guardFor({
      allow: [`a.example:${port}`, `b.example:${port}`, LOOPBACK],
      limits,
    });
    return {
      guard,
      ask: (route: string) =>
        guard.request({ url: `http://a.example:${port}${route}` }),
    };
  }

  it('follows three on the same host, no more', async () => {
    const { ask } = await guardWithRoutes({
      '/0': '/1',
      '/1': 'http://a.example:PORT/2',
      '/2': '/3',
      '/3': '/4',
    });
    const answer = await ask('/1');
    expect(answer).toMatchObject({ status: 200, redirects: 3 });
    expect(answer.body.toString()).toBe('at /4');
    await expect(ask('/0')).rejects.toMatchObject({
      code: 'too-many-redirects',
      message: expect.stringMatching(
        /^http:\/\/a\.example:\d+\/0 redirects more than 3 times; make it answer directly$/,
      ),
    });
  });

  it('ends a loop', async () => {
    const { ask } = await guardWithRoutes({ '/loop': '/loop' });
    await expect(ask('/loop')).rejects.toMatchObject({
      code: 'too-many-redirects',
    });
  });

  it('leaves a redirect to another host as the answer that it is', async () => {
    const { ask } = await guardWithRoutes({
      '/out': 'http://b.example:PORT/x',
    });
    expect(await ask('/out')).toMatchObject({ status: 302, redirects: 0 });
  });

  it('says so when one points to a refused address', async () => {
    const { ask } = await guardWithRoutes({
      '/metadata': 'http://169.254.169.254/latest/meta-data',
    });
    await expect(ask('/metadata')).rejects.toMatchObject({
      code: 'redirect-refused',
      message: expect.stringContaining(
        '/metadata redirects to 169.254.169.254, a link-local address; allow 169.254.169.254/32',
      ),
    });
  });

  it('checks the host and port of each hop', async () => {
    const { ask } = await guardWithRoutes({ '/ssh': 'http://a.example:22/' });
    await expect(ask('/ssh')).rejects.toMatchObject({
      code: 'host-not-allowed',
    });
  });
});

describe('limits', () => {
  async function ask(
    handler: http.RequestListener,
    options: {
      limits?: Partial<OutgoingLimits>;
      signal?: AbortSignal;
      method?: 'GET' | 'HEAD';
    } = {},
  ) {
    const port = await servers.http(handler);
    const guard = guardFor({
      allow: [`a.example:${port}`, LOOPBACK],
      limits: options.limits,
    });
    return guard.request({
      url: `http://a.example:${port}/`,
      signal: options.signal,
      method: options.method,
    });
  }

  it('reads no more than 2 MiB of a 20 MB answer', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    const request = ask((_, response) => {
      const write = (): void => {
        while (sent < 20_000_000) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', write);
            return;
          }
        }
        response.end();
      };
      write();
    });
    await expect(request).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('answers with more than 2 MiB'),
    });
    expect(sent).toBeLessThan(20_000_000);
  });

  it('stops unpacking a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100 * 1024);
    await expect(
      ask((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      }),
    ).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each([
    ['gzip', gzipSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['identity', Buffer.from('hello')],
  ])('unpacks %s', async (encoding, body) => {
    const answer = await ask((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    expect(answer.body.toString()).toBe('hello');
    expect(answer.headers['content-encoding']).toBe(encoding);
  });

  it.each([
    ['gzip', 'this is not gzip', /does not decompress/],
    ['compress', 'x', /encoding 'compress', which was not asked for/],
  ])('refuses a broken %s body', async (encoding, body, message) => {
    await expect(
      ask((_, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(body);
      }),
    ).rejects.toThrow(message);
  });

  it('gives up on a server that never answers', async () => {
    await expect(
      ask(() => {}, { limits: { timeoutMs: 50 } }),
    ).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('does not answer within 0.05 s'),
    });
  });

  it('does not wait for a silent host again and again', async () => {
    const port = await servers.http(() => {});
    const guard = guardFor({
      allow: [`a.example:${port}`, LOOPBACK],
      limits: { timeoutMs: 50, perHost: 1 },
    });
    const url = `http://a.example:${port}/`;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => guard.request({ url })),
    );
    // Told by what is said: a server on a busy machine may see a request late.
    const refused = { message: expect.stringContaining('4 times in a row') };
    const timedOut = { message: expect.stringContaining('within 0.05 s') };
    outcomes.forEach((outcome, index) =>
      expect(outcome).toMatchObject({
        reason: { code: 'unreachable', ...(index < 4 ? timedOut : refused) },
      }),
    );
    expect(outcomes).toHaveLength(20);
  });

  it('asks every endpoint of a vendor, though others of its host hang', async () => {
    const port = await servers.http((request, response) => {
      if (request.url === '/works') response.end('{}');
    });
    const guard = guardFor({
      allow: [`a.example:${port}`, LOOPBACK],
      limits: { timeoutMs: 50, perHost: 1 },
    });
    const askAt = (place: string) =>
      guard.request({
        url: `http://a.example:${port}${place}`,
        silence: 'each',
      });
    await Promise.allSettled(Array.from({ length: 6 }, () => askAt('/hangs')));
    await expect(askAt('/works')).resolves.toMatchObject({ status: 200 });
  });

  it('gives up on a body that never ends', async () => {
    await expect(
      ask((_, response) => response.write('a little'), {
        limits: { timeoutMs: 50 },
      }),
    ).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('breaks off when the run does', async () => {
    const controller = new AbortController();
    await expect(
      ask(() => controller.abort(), { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
  });

  it('tries again after a reset, and tells silence from an answer', async () => {
    let attempts = 0;
    const answer = await ask((request, response) => {
      attempts += 1;
      if (attempts < 3) request.socket.destroy();
      else response.end('third time');
    });
    expect(answer.body.toString()).toBe('third time');
    await expect(
      ask(request => request.socket.destroy()),
    ).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('does not repeat an answer that is merely bad', async () => {
    let attempts = 0;
    const answer = await ask((_, response) => {
      attempts += 1;
      response.writeHead(503).end();
    });
    expect(answer.status).toBe(503);
    expect(attempts).toBe(1);
  });

  it('asks one host only so many things at a time', async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const port = await servers.http((_, response) => {
      open += 1;
      most = Math.max(most, open);
      waiting.push(() => {
        open -= 1;
        response.end();
      });
      // Answered only when as many as may come at once have come.
      if (waiting.length === 2) waiting.splice(0).forEach(answer => answer());
    });
    const guard = guardFor({
      allow: [`a.example:${port}`, LOOPBACK],
      limits: { perHost: 2 },
    });
    await Promise.all(
      Array.from({ length: 6 }, () =>
        guard.request({ url: `http://a.example:${port}/` }),
      ),
    );
    expect(most).toBe(2);
  });

  it('says what is not HTTP', async () => {
    const port = await servers.listen(
      createNetServer(socket => {
        socket.on('error', () => {}).resume();
        socket.end('SSH-2.0-OpenSSH\r\n');
      }),
    );
    const guard = guardFor({ allow: [`a.example:${port}`, LOOPBACK] });
    await expect(
      guard.request({ url: `http://a.example:${port}/` }),
    ).rejects.toMatchObject({
      code: 'bad-response',
      message: expect.stringContaining('something that is not HTTP'),
    });
  });

  it('keeps the headers of the connection to itself', async () => {
    let seen: http.IncomingHttpHeaders = {};
    const port = await servers.http((request, response) => {
      seen = request.headers;
      response.end();
    });
    const guard = guardFor({ allow: [`a.example:${port}`, LOOPBACK] });
    await guard.request({
      url: `http://a.example:${port}/`,
      headers: {
        Host: 'internal',
        'X-API-Key': 'k',
        'Accept-Encoding': 'zstd',
      },
    });
    expect(seen).toMatchObject({
      host: `a.example:${port}`,
      'x-api-key': 'k',
      'accept-encoding': 'br, gzip',
    });
  });
});

describe('configuration', () => {
  it.each([
    [
      { resolve: [{ host: 'a.example', address: 'b.example' }] },
      /not an address/,
    ],
    [{ ca: '/nowhere/ca.pem' }, /cannot be read; name a PEM file/],
    [{ allow: ['*'] }, /is not a host/],
  ])('says what is wrong with %j', (httpConfig, message) => {
    expect(() =>
      createOutgoingGuard({
        config: new ConfigReader({
          productionReadiness: { http: httpConfig },
        }),
      }),
    ).toThrow(message);
  });
});

describe('a URL whose path is a secret', () => {
  const SECRET = 'shortKey7';

  it.each<[string, string | undefined, http.RequestListener]>([
    [
      'a redirect to a refused address',
      undefined,
      (_, response) => {
        response.writeHead(302, { location: 'http://10.0.0.1/' });
        response.end();
      },
    ],
    [
      'a redirect without an end',
      undefined,
      (_, response) => {
        response.writeHead(302, { location: `/v2/${SECRET}` });
        response.end();
      },
    ],
    ['too much', undefined, (_, response) => response.end('x'.repeat(2000))],
    ['silence', undefined, () => {}],
    ['a connection that is closed', undefined, req => req.socket.destroy()],
    [
      'an encoding that is none',
      undefined,
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end('not gzip');
      },
    ],
    ['a host that is not listed', 'elsewhere.example', () => {}],
    ['a name whose address is refused', 'private.example', () => {}],
  ])('is not named after %s', async (_, place, handler) => {
    const port = await servers.http(handler);
    const guard = guardFor({
      allow: ['rpc.example', 'private.example', LOOPBACK],
      lookup: async host => [
        {
          address: host === 'private.example' ? '10.0.0.1' : '127.0.0.1',
          family: 4,
        },
      ],
      limits: { timeoutMs: 200, maxBytes: 1000, retries: 0 },
    });
    const host = place ?? `rpc.example:${port}`;
    const error = await guard
      .request({
        url: `http://${host}/v2/${SECRET}?and=${SECRET}`,
        named: 'host',
      })
      .catch(thrown => thrown);
    expect(error.code).toBeDefined();
    expect(error.message).toContain(host.split(':')[0]);
    expect(error.message).not.toContain(SECRET);
    expect(JSON.stringify(guard.refused())).not.toContain(SECRET);
  });
});
