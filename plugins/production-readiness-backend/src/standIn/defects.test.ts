import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { DEGRADED } from './__testUtils__/degraded';
import { startStandIn } from './__testUtils__/startStandIn';
import { failuresOf } from './__testUtils__/statuses';

const KAMIYO = 'system/default/kamiyo';

describe('the KAMIYO stand-in', () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let healthy: ScorecardView;

  beforeAll(async () => {
    standIn = await startStandIn();
    healthy = await standIn.run(KAMIYO);
  }, 180_000);

  afterAll(async () => {
    await standIn?.stop();
  });

  it('fails nothing while it is healthy', () => {
    expect(failuresOf(healthy)).toEqual([]);
    expect(healthy.verdict).toBe('undecided');
  });

  it.each(Object.entries(DEGRADED))(
    'has %s found by exactly the criteria that speak of it',
    async (defect, expected) => {
      await standIn.flip('healthy', [defect]);
      expect(failuresOf(await standIn.run(KAMIYO))).toEqual(expected);
    },
  );

  it('shows all of them while it is degraded, and none once it is healthy again', async () => {
    await standIn.flip('degraded');
    const degraded = await standIn.run(KAMIYO);
    expect(failuresOf(degraded)).toEqual(
      [...new Set(Object.values(DEGRADED).flat())].sort(),
    );
    expect(degraded.verdict).toBe('no-go');

    await standIn.flip('healthy');
    expect(failuresOf(await standIn.run(KAMIYO))).toEqual([]);
  });
});
