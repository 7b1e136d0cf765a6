import { ConfigReader } from '@backstage/config';
import {
  standInVendor,
  startVendor,
  type RunningVendor,
} from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { collectAll, collectorOf, NOW, WANTED } from './__testUtils__/collect';

let vendor: RunningVendor;
beforeAll(async () => {
  vendor = await startVendor({ vendor: standInVendor('github'), now: NOW });
});
afterAll(() => vendor.close());
afterEach(() => {
  vendor.spoil();
  vendor.fail();
  vendor.requests.length = 0;
});

const PLANTED = 'ghp_PlantedInEveryAnswer1234567890';

/** The same with a secret in every field that no fact has a use for. */
function plant(value: any): any {
  if (Array.isArray(value)) return value.map(plant);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, plant(each)]),
  );
  for (const field of ['body', 'description', 'email', 'key', 'secret']) {
    if (field in inner) inner[field] = PLANTED;
  }
  return { ...inner, token: PLANTED };
}

describe('secrets', () => {
  it('stay with GitHub', async () => {
    vendor.spoil(world => {
      for (const name of Object.keys(world)) {
        if (
          !['files', 'touched', 'runs', 'refusals', 'pullOf'].includes(name)
        ) {
          world[name] = plant(world[name]);
        }
      }
      world.keys[0].title = PLANTED;
      world.secretAlerts[0].state = 'open';
    });
    const outcomes = await collectAll(collectorOf(vendor));
    expect(Object.values(outcomes).filter(o => !('value' in o))).toEqual([]);
    const text = JSON.stringify(outcomes);
    expect(text).not.toMatch(/planted|ghp_|ssh-ed25519|@kamiyo\.ai/i);
  });

  it('that were found are not asked for', async () => {
    await collectAll(collectorOf(vendor), { secretAlerts: {} });
    expect(vendor.requests[0].url.searchParams.get('hide_secret')).toBe('true');
  });

  it('are not in what is said of credentials that GitHub does not know', async () => {
    const config = new ConfigReader({
      integrations: {
        github: [{ host: 'github.com', token: 'ghp_PlantedInConfig' }],
      },
      productionReadiness: {
        collectors: { github: { orgOwnerToken: 'ghp_PlantedForOwner' } },
      },
    });
    const outcomes = await collectAll(collectorOf(vendor, { config }));
    for (const key of Object.keys(WANTED)) {
      expect(outcomes[key]).toMatchObject({
        error: expect.stringContaining('401'),
      });
    }
    expect(JSON.stringify(outcomes)).not.toMatch(/planted/i);
  });

  it('are not in what GitHub says in refusing', async () => {
    vendor.fail({
      name: 'a refusal that quotes',
      reason: /./,
      answer(_, response) {
        response.writeHead(403, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message: `not with ${PLANTED}` }));
      },
    });
    const outcomes = await collectAll(collectorOf(vendor));
    expect(outcomes.keys).toEqual({
      key: 'keys',
      error:
        "GitHub refuses GET /repos/kamiyo/kamiyo/keys to this token (403); give it the repository permission 'Administration' (read)",
    });
    expect(JSON.stringify(outcomes)).not.toMatch(/planted/i);
  });

  it('of an owner go to the list of members and nowhere else', async () => {
    await collectAll(collectorOf(vendor));
    const byOwner = vendor.requests.filter(
      ({ headers }) =>
        headers.authorization === 'Bearer ghp_StandInKamiyoOwner',
    );
    expect(byOwner).toHaveLength(2);
    for (const { path } of byOwner) expect(path).toBe('/orgs/kamiyo/members');
  });
});
