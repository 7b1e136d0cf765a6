import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigReader } from '@backstage/config';
import {
  createOutgoingGuard,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  createAuthority,
  describeWithTools,
  valueOf,
  type KeyAndCertificate,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createHttpCollector } from '../http/createHttpCollector';
import { createTlsCollector } from './createTlsCollector';

const run = promisify(execFile);
const DAY_MS = 24 * 60 * 60 * 1000;
const HOST = 'shop.example';
const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const HSTS = 'Strict-Transport-Security "max-age=63072000; includeSubDomains"';

interface ServerUnderTest {
  name: string;
  protocols: string;
  headers: string[];
  certificate?: 'other-name' | 'expired' | 'self-signed';
}

/** One nginx server each; what is right of them is for the tools to say. */
const SERVERS: ServerUnderTest[] = [
  {
    name: 'modern, all headers',
    protocols: 'TLSv1.2 TLSv1.3',
    headers: [
      HSTS,
      'X-Content-Type-Options nosniff',
      'X-Frame-Options DENY',
      'Referrer-Policy strict-origin-when-cross-origin',
      `Content-Security-Policy "default-src 'self'"`,
      'Permissions-Policy "camera=(), geolocation=()"',
    ],
  },
  { name: 'TLS 1.3 alone, no headers', protocols: 'TLSv1.3', headers: [] },
  {
    name: 'TLS 1.2 alone, a short HSTS',
    protocols: 'TLSv1.2',
    headers: ['Strict-Transport-Security "max-age=300"'],
  },
  { name: 'everything', protocols: VERSIONS.join(' '), headers: [HSTS] },
  { name: 'TLS 1.0 alone', protocols: 'TLSv1', headers: ['Server-Timing x'] },
  {
    name: 'TLS 1.1 and 1.2',
    protocols: 'TLSv1.1 TLSv1.2',
    headers: ['X-Frame-Options SAMEORIGIN', 'X-XSS-Protection 0'],
  },
  {
    name: 'old versions only',
    protocols: 'TLSv1 TLSv1.1',
    headers: ['X-Content-Type-Options nosniff'],
  },
  {
    name: 'a certificate of another name',
    protocols: 'TLSv1.2 TLSv1.3',
    headers: [HSTS],
    certificate: 'other-name',
  },
  {
    name: 'an expired certificate',
    protocols: 'TLSv1.2 TLSv1.3',
    headers: ['Cache-Control "public, max-age=60"'],
    certificate: 'expired',
  },
  {
    name: 'a certificate that nobody signed',
    protocols: 'TLSv1.1 TLSv1.2 TLSv1.3',
    headers: [`Content-Security-Policy "frame-ancestors 'none'"`],
    certificate: 'self-signed',
  },
];

async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    holders.map(async server => {
      const { port } = server.address() as AddressInfo;
      server.close();
      await once(server, 'close');
      return port;
    }),
  );
}

const TOOLS = {
  tools: ['nginx', 'sslscan', 'openssl', 'curl'],
  packages: ['nginx', 'sslscan', 'openssl', 'curl'],
};

describeWithTools(
  TOOLS,
  'findings and independent tools, on the same nginx',
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'agreement-'));
    const ca = path.join(folder, 'ca.pem');
    let nginx: ChildProcess;
    let ports: number[];
    let ended: Promise<unknown>;

    beforeAll(async () => {
      const authority = await createAuthority();
      writeFileSync(ca, authority.cert);
      const now = Date.now();
      const certificates: Record<string, KeyAndCertificate> = {
        good: await authority.issue({ names: [HOST] }),
        'other-name': await authority.issue({ names: ['elsewhere.example'] }),
        expired: await authority.issue({
          names: [HOST],
          notBefore: new Date(now - 40 * DAY_MS),
          notAfter: new Date(now - 2 * DAY_MS),
        }),
        'self-signed': await (await createAuthority()).issue({ names: [HOST] }),
      };
      for (const [name, { key, cert }] of Object.entries(certificates)) {
        writeFileSync(path.join(folder, `${name}.key`), key);
        writeFileSync(path.join(folder, `${name}.pem`), cert);
      }
      ports = await freePorts(SERVERS.length);
      writeFileSync(path.join(folder, 'nginx.conf'), nginxConfig());
      nginx = spawn(
        'nginx',
        ['-p', folder, '-e', 'stderr', '-c', 'nginx.conf'],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      ended = once(nginx, 'close');
      await Promise.race([answering(ports[0]), ended]);
    }, 60_000);

    afterAll(async () => {
      nginx?.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    });

    function nginxConfig(): string {
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const servers = SERVERS.map(
        ({ protocols, headers, certificate = 'good' }, index) => `
  server {
    listen 127.0.0.1:${ports[index]} ssl;
    ssl_certificate ${certificate}.pem;
    ssl_certificate_key ${certificate}.key;
    ssl_protocols ${protocols};
    ssl_ciphers DEFAULT@SECLEVEL=0;
    ${headers.map(header => `add_header ${header} always;`).join('\n    ')}
    location / { return 200 "a page"; }
  }`,
      );
      return `daemon off; worker_processes 1; pid nginx.pid;
events { worker_connections 128; }
http {
  access_log off;
  ${temporary.map(name => `${name}_temp_path ${folder};`).join('\n  ')}
  ${servers.join('\n')}
}
`;
    }

    /** Waits until the port accepts connections. */
    async function answering(port: number): Promise<void> {
      for (;;) {
        const { stdout } = await run('curl', [
          ...['-sk', '--max-time', '5', '--retry', '20', '--retry-connrefused'],
          ...['--retry-delay', '1', '-o', '/dev/null', '-w', '%{http_code}'],
          `https://127.0.0.1:${port}/`,
        ]);
        if (stdout === '200') return;
      }
    }

    function guardFor(port: number): OutgoingGuard {
      return createOutgoingGuard({
        config: new ConfigReader({
          productionReadiness: {
            http: {
              allow: [HOST, '127.0.0.0/8'],
              ca,
              resolve: [
                { host: HOST, address: '127.0.0.1', ports: { '443': port } },
              ],
            },
          },
        }),
      });
    }

    const rows = SERVERS.map((server, index) => [server.name, index] as const);

    it.each(rows)('sslscan agrees about %s', async (_, index) => {
      const guard = guardFor(ports[index]);
      const outcome = await collectOne(createTlsCollector({ guard }), {
        host: HOST,
      });
      await guard.close();
      const seen = await sslscan(ports[index]);
      const { protocols, subject, altNames, validFrom, validTo } =
        valueOf(outcome);
      expect({ protocols, subject, altNames, validFrom, validTo }).toEqual(
        seen,
      );
    });

    it.each(rows)(
      'OpenSSL agrees about trust and name of %s',
      async (_, index) => {
        const guard = guardFor(ports[index]);
        const outcome = await collectOne(createTlsCollector({ guard }), {
          host: HOST,
        });
        await guard.close();
        const { authorized, hostMatches } = valueOf(outcome);
        expect(authorized && hostMatches).toBe(await trusted(ports[index], ca));
      },
    );

    const isTrusted = ([, index]: readonly [string, number]) =>
      !SERVERS[index].certificate && /1\.[23]/.test(SERVERS[index].protocols);
    const ask = async (index: number) => {
      const guard = guardFor(ports[index]);
      const outcome = await collectOne(createHttpCollector({ guard }), {
        url: `https://${HOST}/`,
      });
      await guard.close();
      return outcome;
    };

    it.each(rows.filter(isTrusted))(
      'curl agrees about the headers of %s',
      async (_, index) => {
        const { headers } = valueOf(await ask(index));
        const ours = Object.entries(headers).filter(
          ([, value]) => value !== null,
        );
        const theirs = await curlHeaders(ports[index], ca);
        expect(Object.fromEntries(ours)).toEqual(
          Object.fromEntries(
            Object.entries(theirs).filter(([name]) => name in headers),
          ),
        );
      },
    );

    it.each(rows.filter(row => !isTrusted(row)))(
      'curl gets nothing either from %s',
      async (_, index) => {
        // What may not be trusted has no headers to read.
        expect(await ask(index)).toMatchObject({
          unreachable: { reachable: false },
        });
        await expect(curlHeaders(ports[index], ca)).rejects.toThrow();
      },
    );
  },
);

/** What sslscan says, in the collector's words. */
async function sslscan(port: number) {
  const { stdout } = await run('sslscan', [
    ...['--no-colour', '--xml=-', '--no-heartbleed', '--no-fallback'],
    ...['--no-renegotiation', '--no-compression', `--sni-name=${HOST}`],
    `127.0.0.1:${port}`,
  ]);
  const textOf = (tag: string) =>
    new RegExp(`<${tag}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${tag}>`).exec(
      stdout,
    )?.[1] ?? null;
  const accepts = (version: string) =>
    new RegExp(`type="tls" version="${version}" enabled="1"`).test(stdout)
      ? 'accepted'
      : 'refused';
  return {
    protocols: {
      tls10: accepts('1.0'),
      tls11: accepts('1.1'),
      tls12: accepts('1.2'),
      tls13: accepts('1.3'),
    },
    subject: textOf('subject'),
    altNames: textOf('altnames')!
      .split(', ')
      .map(name => name.replace('DNS:', '')),
    validFrom: new Date(textOf('not-valid-before')!).toISOString(),
    validTo: new Date(textOf('not-valid-after')!).toISOString(),
  };
}

/** Whether OpenSSL's own client trusts the server under its name. */
async function trusted(port: number, ca: string): Promise<boolean> {
  const child = spawn('openssl', [
    ...['s_client', '-connect', `127.0.0.1:${port}`, '-servername', HOST],
    ...['-verify_hostname', HOST, '-CAfile', ca, '-verify_return_error'],
    ...['-cipher', 'DEFAULT@SECLEVEL=0', '-brief'],
  ]);
  child.stdin.end();
  const [code] = await once(child, 'close');
  return code === 0;
}

async function curlHeaders(
  port: number,
  ca: string,
): Promise<Record<string, string>> {
  const { stdout } = await run('curl', [
    ...['-s', '--http1.1', '--cacert', ca, '-D', '-', '-o', '/dev/null'],
    ...['--connect-to', `${HOST}:443:127.0.0.1:${port}`],
    `https://${HOST}/`,
  ]);
  const lines = stdout.trim().split('\r\n').slice(1);
  return Object.fromEntries(
    lines.map(line => {
      const colon = line.indexOf(':');
      return [
        line.slice(0, colon).toLowerCase(),
        line.slice(colon + 1).trim(),
      ] as const;
    }),
  );
}
