import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW } from './__testUtils__/collect';

const MANY = 10_000;

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({
    vendor: standInVendor('github'),
    now: NOW,
    // Ten thousand of everything take their time to be made.
    timeoutMs: 30_000,
  });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

/** Every list of ten thousand, all of them as `change` makes them. */
function lengthen(change: (world: any) => void) {
  vendor.spoil(world => {
    change(world);
    for (const name of [
      'codeAlerts',
      'dependencyAlerts',
      'issues',
      'keys',
      'members',
      'pulls',
      'rules',
      'secretAlerts',
      'tags',
      'workflows',
    ]) {
      const [first] = world[name];
      world[name] = Array.from({ length: MANY }, (_, index) => ({
        ...first,
        number: index + 1,
      }));
    }
  });
}

describe('long lists', () => {
  it('end, and say where they are not complete', async () => {
    lengthen(world => {
      world.secretAlerts[0].state = 'open';
      world.dependencyAlerts[0].security_advisory.severity = 'critical';
      world.codeAlerts[0].rule.security_severity_level = 'critical';
      world.withoutTwoFactor = ['ada'];
      world.tags[0].commit.sha = 'f'.repeat(40);
    });
    const outcomes = await collectAll(collectorOf(vendor));
    expect(outcomes).toMatchObject({
      codeScanning: { value: { openCritical: 1000 } },
      dependencyAlerts: { value: { critical: 1000, complete: false } },
      launchIssues: { value: { count: 1000 } },
      members: {
        value: { members: 1000, withoutTwoFactor: 1000, complete: false },
      },
      runs: { value: { complete: false } },
      secretAlerts: { value: { open: 1000, complete: false } },
      tags: { miss: { cause: 'check-error' } },
      // Of those that were not read nothing is claimed.
      keys: { miss: { cause: 'check-error' } },
      rules: { miss: { cause: 'check-error' } },
      updatePulls: { miss: { cause: 'check-error' } },
    });
    expect(vendor.requests.length).toBeLessThan(350);
  }, 120_000);

  it('say nothing of what may be on a page that was not read', async () => {
    lengthen(world => {
      for (const one of world.issues) one.created_at = world.keys[0].created_at;
      world.codeAlerts[0].created_at = new Date(NOW - 1000).toISOString();
    });
    const outcomes = await collectAll(collectorOf(vendor), {
      codeScanning: {},
      dependencyAlerts: {},
      launchAlerts: { since: '2026-11-22T11:00:00Z' },
      launchIssues: {
        label: 'retrospective',
        since: '2026-11-22T11:00:00Z',
      },
    });
    for (const outcome of Object.values(outcomes)) {
      expect(outcome).toMatchObject({
        miss: {
          cause: 'check-error',
          message: expect.stringContaining('more than 1000'),
        },
      });
    }
  }, 120_000);

  it('that lead elsewhere are followed at GitHub only', async () => {
    vendor.fail(
      {
        name: 'next page at another host',
        reason: /./,
        answer(_, response) {
          response.writeHead(200, {
            'content-type': 'application/json',
            link: '<https://evil.example/repos/x/y/tags?page=2>; rel="next"',
          });
          response.end('[]');
        },
      },
      /\/tags$/,
    );
    const outcomes = await collectAll(collectorOf(vendor), { tags: {} });
    expect(outcomes.tags).toMatchObject({
      miss: { cause: 'check-error' },
    });
    for (const { url } of vendor.requests) {
      expect(url.host).toBe('api.github.com');
    }
    expect(vendor.requests.length).toBeLessThanOrEqual(10);
  });
});
