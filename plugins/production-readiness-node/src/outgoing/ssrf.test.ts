import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { TestServers } from '../testUtils/servers';
import { createOutgoingGuard, type Lookup, type OutgoingGuard } from './index';

/**
 * What an attacker who sets annotations, DNS records or answers of a listed
 * host may try in order to have the backend ask its own network. The server on
 * loopback is what must not be reached.
 */
const LISTED = 'shop.example';

let servers: TestServers;
let guard: OutgoingGuard;
let port: number;
let reached: string[];
/** What the listed host redirects to. */
let location = '';
let listed: Server;

/** Answers of the attacker's name server, one after another. */
const DNS: Record<string, string[][]> = {
  [LISTED]: [['203.0.113.10']],
  'loopback.example': [['127.0.0.1']],
  'loopback6.example': [['::1']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'nat64.example': [['64:ff9b::7f00:1']],
  'metadata.example': [['169.254.169.254']],
  'private.example': [['10.0.0.8']],
  'unspecified.example': [['0.0.0.0']],
  // Public when it is looked up first, loopback from then on.
  'rebinds.example': [['203.0.113.10'], ['127.0.0.1']],
};
const lookups = new Map<string, number>();
const lookup: Lookup = async host => {
  const answers = DNS[host];
  if (!answers) {
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  }
  const count = lookups.get(host) ?? 0;
  lookups.set(host, count + 1);
  return answers[Math.min(count, answers.length - 1)].map(address => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
};

beforeAll(async () => {
  servers = new TestServers();
  port = await servers.http((request, response) => {
    reached.push(`${request.headers.host}${request.url}`);
    response.end('inside');
  });
  listed = createServer((_, response) => {
    response.writeHead(302, { location });
    response.end();
  });
  // An address of its own: that it may be asked allows nothing on 127.0.0.1.
  listed.listen(0, '127.9.9.9');
  await once(listed, 'listening');
  const listedPort = (listed.address() as AddressInfo).port;
  guard = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: {
          // Hosts on the list of every kind; of addresses only one, which the
          // override needs, and it is not the one that must not be reached.
          allow: [
            LISTED,
            '*.wild.example',
            'xn--shp-tna.example',
            '127.0.0.1',
            `127.0.0.1:${port}`,
            ...Object.keys(DNS),
            ...Object.keys(DNS).map(name => `${name}:${port}`),
            'redirects.example',
            '127.9.9.9/32',
          ],
          resolve: [
            {
              host: 'redirects.example',
              address: '127.9.9.9',
              ports: { '80': listedPort },
            },
          ],
        },
      },
    }),
    lookup,
    limits: { timeoutMs: 1000, retries: 0 },
  });
});
beforeEach(() => {
  reached = [];
  lookups.clear();
});
afterAll(async () => {
  await guard.close();
  listed.close();
  await servers.close();
});

/** The code of the error, or the status of an answer. */
async function codeOf(url: string): Promise<string | number> {
  return guard.request({ url }).then(
    answer => answer.status,
    error => error.code,
  );
}

describe('addresses of our own network, however they are written', () => {
  it.each([
    ['as they are', 'http://127.0.0.1:PORT/'],
    ['decimal', 'http://2130706433:PORT/'],
    ['octal', 'http://0177.0.0.1:PORT/'],
    ['hexadecimal', 'http://0x7f000001:PORT/'],
    ['hexadecimal in parts', 'http://0x7f.0x0.0x0.0x1:PORT/'],
    ['mixed', 'http://0177.0x0.1:PORT/'],
    ['short', 'http://127.1:PORT/'],
    ['with a dot at the end', 'http://127.0.0.1.:PORT/'],
    ['in full-width digits', 'http://１２７.０.０.１:PORT/'],
    ['in circled digits', 'http://①②⑦.⓪.⓪.①:PORT/'],
    ['with ideographic dots', 'http://127。0。0。1:PORT/'],
    ['percent-encoded', 'http://%31%32%37.0.0.1:PORT/'],
  ])('%s: listed as a host, and refused as an address', async (_, url) => {
    expect(await codeOf(url.replace('PORT', String(port)))).toBe(
      'address-refused',
    );
    expect(reached).toEqual([]);
  });

  it.each([
    ['IPv6', 'http://[::1]:PORT/'],
    ['IPv6 in full', 'http://[0:0:0:0:0:0:0:1]:PORT/'],
    ['IPv4-mapped', 'http://[::ffff:127.0.0.1]:PORT/'],
    ['IPv4-mapped in hexadecimal', 'http://[::ffff:7f00:1]:PORT/'],
    ['IPv4-compatible', 'http://[::7f00:1]:PORT/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]:PORT/'],
    ['6to4', 'http://[2002:7f00:1::]:PORT/'],
    ['unspecified', 'http://0.0.0.0:PORT/'],
    ['zero', 'http://0:PORT/'],
    ['link-local', 'http://169.254.169.254/latest/meta-data/'],
    ['link-local in decimal', 'http://2852039166/latest/meta-data/'],
    ['link-local in octal', 'http://0251.0376.0251.0376/'],
  ])('%s: not on the list', async (_, url) => {
    expect(await codeOf(url.replace('PORT', String(port)))).toBe(
      'host-not-allowed',
    );
    expect(reached).toEqual([]);
  });
});

describe('names on the list that lead into our own network', () => {
  it.each(
    Object.keys(DNS).filter(
      name => name !== LISTED && name !== 'rebinds.example',
    ),
  )('%s', async name => {
    expect(await codeOf(`http://${name}:${port}/`)).toBe('address-refused');
    expect(reached).toEqual([]);
  });

  it('connect to what was checked, whatever the DNS answers the next time', async () => {
    const outcome = await codeOf(`http://rebinds.example:${port}/`);
    // One look-up, one address: the second answer is never asked for.
    expect(lookups.get('rebinds.example')).toBe(1);
    expect(outcome).not.toBe(200);
    expect(reached).toEqual([]);
    // The next request looks the name up anew, and meets the guard.
    expect(await codeOf(`http://rebinds.example:${port}/`)).toBe(
      'address-refused',
    );
    expect(reached).toEqual([]);
  });
});

describe('redirects of a listed host', () => {
  it.each([
    ['to loopback', 'http://127.0.0.1:PORT/', 'redirect-refused'],
    ['to loopback in decimal', 'http://2130706433:PORT/', 'redirect-refused'],
    ['to loopback by IPv6', 'http://[::1]:PORT/', 'redirect-refused'],
    ['to a mapped address', 'http://[::ffff:7f00:1]:PORT/', 'redirect-refused'],
    ['to cloud metadata', 'http://169.254.169.254/', 'redirect-refused'],
    ['to another listed host', `http://loopback.example:PORT/`, 302],
    ['to a host that is not listed', 'http://evil.example/', 302],
    ['by a scheme-relative URL', '//loopback.example:PORT/', 302],
    ['with backslashes', '\\\\loopback.example:PORT\\', 302],
    ['to a file', 'file:///etc/passwd', 302],
    ['to gopher', 'gopher://127.0.0.1:PORT/_x', 302],
    ['to data', 'data:text/plain,x', 302],
    ['to a page of the browser', 'about:blank', 302],
    [
      'to another port of its own',
      'http://redirects.example:PORT/',
      'host-not-allowed',
    ],
    [
      'with user and password',
      'http://u:p@127.0.0.1:PORT/',
      'redirect-refused',
    ],
    ['that is none', 'http://', 302],
  ])('%s', async (_, target, expected) => {
    location = target.replace('PORT', String(port));
    expect(await codeOf('http://redirects.example/')).toBe(expected);
    expect(reached).toEqual([]);
  });
});

describe('URLs that look like a listed host', () => {
  it.each([
    ['userinfo', `http://${LISTED}@127.0.0.1:PORT/`, 'bad-url'],
    ['userinfo with a port', `http://${LISTED}:80@127.0.0.1:PORT/`, 'bad-url'],
    ['userinfo of the listed host', `http://127.0.0.1@${LISTED}/`, 'bad-url'],
    [
      'a backslash before an at',
      `http://evil.example\\@${LISTED}/`,
      'host-not-allowed',
    ],
    [
      'a fragment before an at',
      `http://evil.example#@${LISTED}/`,
      'host-not-allowed',
    ],
    [
      'a question mark before an at',
      `http://evil.example?@${LISTED}/`,
      'host-not-allowed',
    ],
    ['an encoded at', `http://${LISTED}%40evil.example/`, 'bad-url'],
    ['a prefix', `http://${LISTED}.evil.example/`, 'host-not-allowed'],
    ['a suffix', `http://evil-${LISTED}/`, 'host-not-allowed'],
    ['the base of a wildcard', 'http://wild.example/', 'host-not-allowed'],
    [
      'a suffix of a wildcard',
      'http://a.wild.example.evil.example/',
      'host-not-allowed',
    ],
    ['a Cyrillic letter', 'http://shоp.example/', 'host-not-allowed'],
    ['an encoded null', `http://${LISTED}%00.evil.example/`, 'bad-url'],
    ['a line break', `http://evil.example\r\nHost: ${LISTED}/`, 'bad-url'],
    ['a tab inside', `http://evil\t.example/`, 'host-not-allowed'],
  ])('%s', async (_, url, expected) => {
    expect(await codeOf(url.replace('PORT', String(port)))).toBe(expected);
    expect(reached).toEqual([]);
  });

  it('reads an IDN as the name that the DNS is asked for', async () => {
    // Listed in its ASCII form; the same name, however it is typed.
    expect(await codeOf('http://SHÖP.example/')).toBe('no-such-name');
    expect(await codeOf('http://xn--shp-tna.example/')).toBe('no-such-name');
  });
});

describe('ports and schemes', () => {
  it.each([
    ['SSH', `http://${LISTED}:22/`, 'host-not-allowed'],
    ['PostgreSQL', `http://${LISTED}:5432/`, 'host-not-allowed'],
    ['Redis', `http://${LISTED}:6379/`, 'host-not-allowed'],
    ['a high port', `https://${LISTED}:8443/`, 'host-not-allowed'],
    ['port 0', `http://${LISTED}:0/`, 'host-not-allowed'],
    ['file', 'file:///etc/passwd', 'bad-url'],
    ['ftp', `ftp://${LISTED}/`, 'bad-url'],
    ['gopher', `gopher://${LISTED}/`, 'bad-url'],
    ['data', 'data:text/plain,x', 'bad-url'],
    ['ws', `ws://${LISTED}/`, 'bad-url'],
    ['no scheme', `${LISTED}/`, 'bad-url'],
  ])('%s', async (_, url, expected) => {
    expect(await codeOf(url)).toBe(expected);
  });
});

it('shows the server to be there for who may ask it', async () => {
  const open = createOutgoingGuard({
    config: new ConfigReader({
      productionReadiness: {
        http: { allow: [`127.0.0.1:${port}`, '127.0.0.0/8'] },
      },
    }),
  });
  const { status } = await open.request({ url: `http://127.0.0.1:${port}/` });
  await open.close();
  expect(status).toBe(200);
  expect(reached).toHaveLength(1);
});
