import type { StandInVendor } from '@production-readiness/backstage-plugin-production-readiness-node/testUtils';
import { standInModule, vendorModule } from './__testUtils__/standInModule';
import {
  criteriaOf,
  criteriaReading,
  loadKamiyo,
  startVendorWorld,
} from './__testUtils__/vendorWorld';

/** Of each vendor of the stand-in: the modules that ask it, and their collectors. */
const VENDORS: Record<string, { modules: string[]; collectors: string[] }> = {
  chains: { modules: ['render'], collectors: ['rpc'] },
  datadog: {
    modules: ['metrics'],
    collectors: ['metrics', 'alerts', 'dashboards'],
  },
  github: { modules: ['github'], collectors: ['github'] },
  grafana: { modules: ['grafana'], collectors: ['dashboards'] },
  pagerduty: { modules: ['pagerduty'], collectors: ['oncall'] },
  prometheus: { modules: ['metrics'], collectors: ['metrics', 'alerts'] },
  render: { modules: ['render'], collectors: ['render', 'env'] },
  sentry: { modules: ['sentry'], collectors: ['sentry', 'alerts'] },
  stripe: { modules: ['stripe'], collectors: ['stripe'] },
  uptimerobot: { modules: ['uptimerobot'], collectors: ['uptime', 'alerts'] },
};

function standIn(): StandInVendor[] {
  return standInModule('vendors/index.mjs').VENDORS;
}

/** Criteria that read a vendor and that nothing a vendor holds can turn, and why. */
const NEVER_FAILS: Record<string, string> = {
  'app.scheduled-tasks/cleanup-jobs':
    'the report on heartbeats stands first, and is there',
  'perf.horizontal-scaling-possible/no-single-point-of-failure':
    'asks for nothing until the parameters spof do, and they are off',
  'sec.csrf-protection-enabled/production-config-validated':
    'the report on the validation at start-up stands first, and is there',
  'sec.startup-validation-passes/payment-initialized':
    'the report on the validation at start-up stands first, and is there',
};

/** The criteria that find any defect of a vendor. */
function foundIn(vendor: StandInVendor): string[] {
  return Object.values(vendor.defects).flatMap(({ fails, unknown = [] }) => [
    ...fails,
    ...unknown,
  ]);
}

function inheriting(checklist: {
  items: { criteria: { id: string; strength: string }[] }[];
}): Set<string> {
  return new Set(
    checklist.items
      .flatMap(item => item.criteria)
      .filter(({ strength }) => strength === 'derived')
      .map(({ id }) => id),
  );
}

/** Of workers of the stand-in none is a cron job, of which alone there are runs. */
const SILENT = ['render.cronRuns'];

describe.each(standIn().map(vendor => [vendor.title, vendor] as const))(
  '%s of the stand-in',
  (_, vendor) => {
    const { modules } = VENDORS[vendor.id];
    const found = foundIn(vendor);
    let world: Awaited<ReturnType<typeof startVendorWorld>>;
    let healthy: ReturnType<typeof criteriaOf>;

    beforeAll(async () => {
      world = await startVendorWorld({
        vendor,
        modules: modules.map(vendorModule),
      });
    }, 60_000);
    afterAll(() => world?.stop());

    it('has every criterion that reads it pass while it is healthy', async () => {
      const { document, facts } = await world.see();
      healthy = criteriaOf(document);
      const failed = facts.filter(({ error }) => error);
      expect(
        failed.map(({ fact, error }) => `${fact}: ${error?.message}`),
      ).toEqual([]);
      // What speaks of the time after a launch has nothing to say before one.
      const silent = facts.filter(
        ({ fact, miss }) =>
          miss && !/launch/i.test(fact) && !SILENT.includes(fact),
      );
      expect(
        silent.map(({ fact, miss }) => `${fact}: ${miss?.message}`),
      ).toEqual([]);
      // A person is asked beside a machine in some: here it is the machine that counts.
      const open = [...healthy].filter(
        ([id, { status, machinesAgree }]) =>
          status === 'fail' ||
          (found.includes(id) && status !== 'pass' && !machinesAgree),
      );
      expect(Object.fromEntries(open)).toEqual({});
    });

    it.each(Object.keys(vendor.defects))(
      'has %s found by exactly the criteria that speak of it',
      async defect => {
        const { fails, unknown = [] } = vendor.defects[defect];
        const { document } = await world.see(defect);
        const now = criteriaOf(document);
        const changed = [...now].filter(
          ([id, { status }]) => status !== healthy.get(id)!.status,
        );
        const inherits = inheriting(world.checklist);
        const direct = changed.filter(([id]) => !inherits.has(id));
        const said = (wanted: string) =>
          direct
            .filter(([, { status }]) => status === wanted)
            .map(([id]) => id)
            .sort();
        expect({ fails: said('fail'), unknown: said('unknown') }).toEqual({
          fails: [...fails].sort(),
          unknown: [...unknown].sort(),
        });
        expect(direct).toHaveLength(fails.length + unknown.length);
      },
    );
  },
);

describe('the vendors of the stand-in', () => {
  it('have a defect for each criterion that reads a vendor', async () => {
    const found = standIn().flatMap(foundIn);
    const collectors = standIn().flatMap(({ id }) => VENDORS[id].collectors);
    const missed = criteriaReading(await loadKamiyo(), collectors).filter(
      id => !found.includes(id),
    );
    expect(missed.sort()).toEqual(Object.keys(NEVER_FAILS).sort());
  });
});
