import { ConfigReader } from '@backstage/config';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  valueOf,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { startNameServer, type Zone } from '../__testUtils__/nameServer';
import { createDnsCollector } from './createDnsCollector';

const ZONE: Zone = {
  'api.shop.example': { A: ['203.0.113.7', '203.0.113.8'] },
  'www.shop.example': { CNAME: ['api.shop.example'], AAAA: ['2001:db8::1'] },
  'empty.shop.example': {},
  'shop.example': {
    NS: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'],
    CAA: [{ flags: 0, tag: 'issue', value: 'letsencrypt.org' }],
  },
};

const running: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(running.splice(0).map(server => server.close())));

async function startServers(
  list: { zone?: Zone; silent?: boolean }[],
): Promise<string[]> {
  const started = await Promise.all(
    list.map(({ zone = ZONE, silent }) => startNameServer({ zone, silent })),
  );
  running.push(...started);
  return started.map(({ server }) => server);
}

async function lookUp(resolvers: string[], params: object) {
  const config = new ConfigReader({
    productionReadiness: {
      http: { allow: ['*.shop.example'] },
      collectors: { dns: { resolvers } },
    },
  });
  const guard = createOutgoingGuard({ config });
  running.push(guard);
  return collectOne(
    createDnsCollector({ config, guard, queryTimeoutMs: 50 }),
    params,
  );
}

describe('dns', () => {
  it('tells what each resolver says, and who the zone belongs to', async () => {
    const [first, second] = await startServers([
      {},
      { zone: { ...ZONE, 'api.shop.example': { A: ['198.51.100.1'] } } },
    ]);
    const outcome = await lookUp([first, second], {
      host: 'https://api.shop.example/x',
      ranges: {
        test: ['203.0.113.0/24'],
        both: ['203.0.113.0/24', '198.51.100.0/24'],
      },
    });
    const none = { aaaa: [], cname: [], status: 'answered' };
    expect(valueOf(outcome)).toEqual({
      resolvers: [
        { resolver: first, a: ['203.0.113.7', '203.0.113.8'], ...none },
        { resolver: second, a: ['198.51.100.1'], ...none },
      ],
      ns: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'],
      caa: [{ critical: 0, tag: 'issue', value: 'letsencrypt.org' }],
      nxdomain: false,
      answered: true,
      inRanges: { test: false, both: true },
      complete: true,
    });
  });

  it.each([
    ['www.shop.example', { answered: true, nxdomain: false }],
    ['empty.shop.example', { answered: false, nxdomain: false }],
    ['gone.shop.example', { answered: false, nxdomain: true }],
  ])('%s: %j', async (host, expected) => {
    const servers = await startServers([{}]);
    expect(valueOf(await lookUp(servers, { host }))).toMatchObject(expected);
  });

  it('goes on without a resolver that is silent', async () => {
    const servers = await startServers([{}, { silent: true }]);
    expect(
      valueOf(await lookUp(servers, { host: 'api.shop.example' })),
    ).toMatchObject({
      answered: true,
      complete: false,
      resolvers: [{ status: 'answered' }, { status: 'unreachable' }],
    });
  });

  it('knows nothing where all are silent', async () => {
    const servers = await startServers([{ silent: true }]);
    expect(await lookUp(servers, { host: 'api.shop.example' })).toMatchObject({
      error: expect.stringContaining(
        'check productionReadiness.collectors.dns.resolvers',
      ),
    });
  });

  it.each([
    ['other.example', /host other\.example is not in productionReadiness/],
    ['192.0.2.1', /is an address/],
  ])('does not ask for %s', async (host, message) => {
    const servers = await startServers([{}]);
    expect(await lookUp(servers, { host })).toMatchObject({
      error: expect.stringMatching(message),
    });
  });
});
