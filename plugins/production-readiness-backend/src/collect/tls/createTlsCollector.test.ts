import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { ConfigReader } from '@backstage/config';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  createAuthority,
  type KeyAndCertificate,
  type TestAuthority,
  collectOne,
  valueOf,
  TestServers,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createTlsCollector } from './createTlsCollector';

const DAY_MS = 24 * 60 * 60 * 1000;

let directory: string;
let ca: string;
let authority: TestAuthority;
let pair: KeyAndCertificate;
let servers: TestServers;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'tls-'));
  authority = await createAuthority();
  pair = await authority.issue({ names: ['shop.example', 'www.shop.example'] });
  ca = path.join(directory, 'ca.pem');
  writeFileSync(ca, authority.cert);
});
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers.close());

/** Looks at a server under the name shop.example. */
async function inspect(
  port: number,
  options: { params?: object; trusted?: boolean; allow?: string[] } = {},
) {
  const guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: {
          allow: options.allow ?? ['shop.example', '127.0.0.0/8'],
          resolve: [
            {
              host: 'shop.example',
              address: '127.0.0.1',
              ports: { '443': port },
            },
          ],
          ...(options.trusted === false ? {} : { ca }),
        },
      },
    }),
    limits: { timeoutMs: 2000 },
  });
  try {
    return await collectOne(
      createTlsCollector({ guard }),
      options.params ?? { host: 'https://shop.example/path' },
    );
  } finally {
    await guard.close();
  }
}

function serve(options: tls.TlsOptions): Promise<number> {
  const server = tls.createServer(
    { ...pair, ciphers: 'DEFAULT@SECLEVEL=0', ...options },
    socket => socket.on('error', () => {}).end(),
  );
  server.on('tlsClientError', () => {});
  return servers.listen(server);
}

describe('protocol versions', () => {
  it.each<[tls.SecureVersion, tls.SecureVersion, object]>([
    [
      'TLSv1.2',
      'TLSv1.3',
      {
        tls10: 'refused',
        tls11: 'refused',
        tls12: 'accepted',
        tls13: 'accepted',
      },
    ],
    [
      'TLSv1.3',
      'TLSv1.3',
      {
        tls10: 'refused',
        tls11: 'refused',
        tls12: 'refused',
        tls13: 'accepted',
      },
    ],
    [
      'TLSv1',
      'TLSv1.2',
      {
        tls10: 'accepted',
        tls11: 'accepted',
        tls12: 'accepted',
        tls13: 'refused',
      },
    ],
    [
      'TLSv1',
      'TLSv1.3',
      {
        tls10: 'accepted',
        tls11: 'accepted',
        tls12: 'accepted',
        tls13: 'accepted',
      },
    ],
    [
      'TLSv1',
      'TLSv1',
      {
        tls10: 'accepted',
        tls11: 'refused',
        tls12: 'refused',
        tls13: 'refused',
      },
    ],
  ])('of a server with %s to %s', async (minVersion, maxVersion, protocols) => {
    const port = await serve({ minVersion, maxVersion });
    expect(valueOf(await inspect(port))).toMatchObject({
      reachable: true,
      authorized: true,
      hostMatches: true,
      protocols,
    });
  });

  it('are unknown where the peer hangs up instead of refusing', async () => {
    // As some proxies do: no alert, so nobody said that the version is off.
    const port = await serve({ minVersion: 'TLSv1.2' });
    const proxy = createNetServer(client => {
      client.on('error', () => {});
      client.once('data', hello => {
        // Bytes 9 and 10 of a ClientHello: the highest version of an old client.
        if (Buffer.from(hello).readUInt16BE(9) < 0x0303) {
          client.destroy();
          return;
        }
        const upstream = connect(port, '127.0.0.1');
        upstream.on('error', () => client.destroy());
        upstream.write(hello);
        client.pipe(upstream).pipe(client);
      });
    });
    const proxyPort = await servers.listen(proxy);
    expect(await inspect(proxyPort)).toEqual({
      key: 'x',
      error: expect.stringContaining(
        'shop.example neither accepts nor refuses tls10, tls11',
      ),
    });
  });
});

describe('certificates', () => {
  it('tells who, by whom and how long', async () => {
    const port = await serve({});
    const value = valueOf(await inspect(port));
    expect(value).toMatchObject({
      subject: 'shop.example',
      issuer: 'Test authority',
      altNames: ['shop.example', 'www.shop.example'],
      authorized: true,
      authorizationError: null,
    });
    expect(Date.parse(value.validTo)).toBeGreaterThan(Date.now() + 29 * DAY_MS);
  });

  it.each([
    {
      name: 'of another name',
      names: ['other.example'],
      notAfter: undefined,
      trusted: true,
      expected: {
        authorized: false,
        authorizationError: 'ERR_TLS_CERT_ALTNAME_INVALID',
        hostMatches: false,
      },
    },
    {
      name: 'that has expired',
      names: ['shop.example'],
      notAfter: new Date(Date.now() - DAY_MS),
      trusted: true,
      expected: {
        authorized: false,
        authorizationError: 'CERT_HAS_EXPIRED',
        hostMatches: true,
      },
    },
    {
      name: 'of an authority that is not trusted',
      names: ['shop.example'],
      notAfter: undefined,
      trusted: false,
      expected: {
        authorized: false,
        authorizationError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        hostMatches: true,
      },
    },
  ])('sees one $name', async ({ names, notAfter, trusted, expected }) => {
    const other = await authority.issue({ names, notAfter });
    const port = await serve({ ...other });
    expect(valueOf(await inspect(port, { trusted }))).toMatchObject({
      reachable: true,
      ...expected,
    });
  });
});

describe('where there is no handshake', () => {
  it('a closed port is unreachable', async () => {
    const port = await serve({});
    await servers.close();
    servers = new TestServers();
    expect(await inspect(port)).toMatchObject({
      unreachable: { reachable: false, authorized: false, subject: null },
    });
  });

  it('a server that speaks no TLS is unreachable', async () => {
    const port = await servers.http((_, response) => response.end());
    expect(await inspect(port)).toMatchObject({
      unreachable: { reachable: false },
    });
  });

  it('a host that is not listed is not asked', async () => {
    expect(await inspect(1, { allow: ['127.0.0.0/8'] })).toEqual({
      key: 'x',
      error:
        'host shop.example is not in productionReadiness.http.allow; add it',
    });
  });

  it('an address that is not allowed is not connected to', async () => {
    expect(await inspect(1, { allow: ['shop.example'] })).toMatchObject({
      error: expect.stringContaining('127.0.0.1, a loopback address'),
    });
  });
});

describe('several hosts', () => {
  it('are told one by one', async () => {
    const port = await serve({ minVersion: 'TLSv1.2' });
    const outcome = await inspect(port, {
      params: { kind: 'hosts', hosts: 'https://shop.example,' },
    });
    expect(valueOf(outcome)).toMatchObject({
      reachable: true,
      complete: true,
      hosts: [{ host: 'shop.example', authorized: true }],
    });
  });

  it('have to be declared', async () => {
    expect(
      await inspect(1, { params: { kind: 'hosts', hosts: ',' } }),
    ).toMatchObject({ miss: { cause: 'not-declared' } });
  });
});
