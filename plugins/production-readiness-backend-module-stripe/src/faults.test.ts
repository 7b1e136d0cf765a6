import type { FactOutcome } from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  standInVendor,
  startVendor,
  VENDOR_FAULTS,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW, WANTED } from './__testUtils__/collect';
import { ENDPOINTS } from './__testUtils__/endpoints';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('stripe'),
    now: NOW,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

describe('an endpoint that fails', () => {
  let healthy: Record<string, FactOutcome>;
  beforeAll(async () => {
    healthy = await collectAll(collectorOf(vendor));
  });

  it('is in the table, whichever is asked', async () => {
    await collectAll(collectorOf(vendor));
    const asked = new Set(vendor.requests.map(({ path }) => path));
    expect([...asked].sort()).toEqual(Object.keys(ENDPOINTS).sort());
  });

  it.each(
    Object.keys(ENDPOINTS).flatMap(path =>
      VENDOR_FAULTS.map(fault => [path, fault.name, fault] as const),
    ),
  )('%s: %s', async (path, _, fault) => {
    vendor.fail(fault, new RegExp(`^${path}$`));
    const outcomes = await collectAll(collectorOf(vendor));
    const affected = ENDPOINTS[path];
    for (const key of affected) {
      expect(outcomes[key]).toEqual({
        key,
        error: expect.stringMatching(fault.reason),
      });
      expect((outcomes[key] as { error: string }).error).toMatch(/^Stripe\b/);
    }
    const others = Object.keys(WANTED).filter(key => !affected.includes(key));
    for (const key of others) expect(outcomes[key]).toEqual(healthy[key]);
  });
});
