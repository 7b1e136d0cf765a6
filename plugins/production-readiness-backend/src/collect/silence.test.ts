import { createServer } from 'node:net';
import { ConfigReader } from '@backstage/config';
import {
  collectOne,
  TestServers,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import {
  createOutgoingGuard,
  type OutgoingGuard,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { createHttpCollector } from './http/createHttpCollector';
import { createPageCollector } from './page/createPageCollector';
import { createTlsCollector } from './tls/createTlsCollector';

/** A port that was free a moment ago: it refuses. */
async function closedPort(): Promise<number> {
  const servers = new TestServers();
  const port = await servers.listen(createServer());
  await servers.close();
  return port;
}

const SHOP = 'https://shop.example';
const CASES = [
  ['http', createHttpCollector, { url: SHOP }],
  ['page', createPageCollector, { url: SHOP }],
  ['tls', createTlsCollector, { host: SHOP }],
  ['tls of several hosts', createTlsCollector, { kind: 'hosts', hosts: SHOP }],
] as const;

describe('of a service that does not answer', () => {
  let guard: OutgoingGuard;
  beforeAll(async () => {
    const ports = { '443': await closedPort() };
    guard = createOutgoingGuard({
      config: new ConfigReader({
        productionReadiness: {
          http: {
            allow: ['shop.example', '127.0.0.0/8'],
            resolve: [{ host: 'shop.example', address: '127.0.0.1', ports }],
          },
        },
      }),
    });
  });
  afterAll(() => guard.close());

  it.each(CASES)('%s makes a fact', async (_, create, params) => {
    expect(await collectOne(create({ guard }), params)).toMatchObject({
      unreachable: { reachable: false },
    });
  });

  it.each(CASES)(
    '%s says nothing where the fact is about its answers',
    async (_, create, params) => {
      const block = { ...params, silence: 'error' };
      expect(await collectOne(create({ guard }), block)).toEqual({
        key: 'x',
        cause: 'silent',
        error: expect.stringMatching(
          /^(https:..)?shop\.example\S* refuses the connection/,
        ),
        evidence: [expect.anything()],
      });
    },
  );
});
