import { ConfigReader } from '@backstage/config';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  collectOne,
  component,
  TestServers,
  valueOf,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { createBurstCollector } from './createBurstCollector';

let servers: TestServers;
beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers.close());

const willing = component({
  annotations: { 'production-readiness/burst-probe': 'true' },
});

function collectorFor(requests: number | undefined, port = 80) {
  const config = new ConfigReader({
    productionReadiness: {
      http: {
        allow: [`127.0.0.1:${port}`, '127.0.0.0/8'],
        ...(requests === undefined ? {} : { burst: { requests } }),
      },
    },
  });
  const guard = createOutgoingGuard({
    config,
    limits: { timeoutMs: 500, retries: 0 },
  });
  return { guard, collector: createBurstCollector({ guard, config }) };
}

/** Sends a burst to a server that lets so many requests through. */
async function burst(requests: number, through: number, headers = {}) {
  let count = 0;
  const port = await servers.http((_, response) => {
    count += 1;
    response.writeHead(
      count > through ? 429 : 200,
      count > through ? headers : {},
    );
    response.end('x');
  });
  const { guard, collector } = collectorFor(requests, port);
  const outcome = await collectOne(
    collector,
    { url: `http://127.0.0.1:${port}/api` },
    { entity: willing },
  );
  await guard.close();
  return { outcome, count };
}

it('stops at the limit, and says after how many and for how long', async () => {
  const { outcome, count } = await burst(120, 60, { 'retry-after': '30' });
  const value = valueOf(outcome);
  expect(value).toMatchObject({ status: 429, retryAfter: 30 });
  // Four at a time: those on their way count as sent.
  expect(value.limitedAfter).toBeGreaterThan(57);
  expect(value.limitedAfter).toBeLessThanOrEqual(65);
  expect(count).toBeLessThanOrEqual(65);
  expect(value.requests).toBe(count);
});

it('never sends more than configuration allows', async () => {
  const { outcome, count } = await burst(25, 1000);
  expect(count).toBe(25);
  expect(valueOf(outcome)).toEqual({
    requests: 25,
    limitedAfter: null,
    status: 200,
    retryAfter: null,
  });
});

it('tells a limit that does not say how long', async () => {
  const { outcome } = await burst(25, 3);
  expect(valueOf(outcome)).toMatchObject({ status: 429, retryAfter: null });
});

it('is off without a size, and for who does not opt in', () => {
  expect(collectorFor(undefined).collector.notConnected!(willing)).toBe(
    'productionReadiness.http.burst.requests is not set',
  );
  expect(collectorFor(10).collector.notConnected!(component())).toBe(
    "the entity does not opt in with production-readiness/burst-probe: 'true'",
  );
  expect(collectorFor(10).collector.notConnected!(willing)).toBeUndefined();
});

it.each([0, -1, 1.5, 501])('refuses %s as a size', requests => {
  expect(() => collectorFor(requests)).toThrow('a whole number from 1 to 500');
});

it('says of a service that does not answer that it is silent', async () => {
  const port = await servers.http((_, response) => {
    response.destroy();
  });
  const { guard, collector } = collectorFor(10, port);
  const outcome = await collectOne(
    collector,
    { url: `http://127.0.0.1:${port}/api` },
    { entity: willing },
  );
  await guard.close();
  expect(outcome).toMatchObject({ cause: 'silent' });
});
