import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';
import { eventually, spawnBackstage } from './__testUtils__/spawnBackstage';
import { spawnServers } from './__testUtils__/spawnServers';
import { statusesOf } from './__testUtils__/statuses';

const KAMIYO = 'system/default/kamiyo';
const OTHERS = ['status-page', 'newsletter', 'back-office'].map(
  name => `component/default/${name}`,
);
const LIMIT_MS = 180_000;

type Backstage = Awaited<ReturnType<typeof spawnBackstage>>;

/** Everything is judged, and nothing is left to do. */
async function settled(backstage: Backstage) {
  await eventually('every launch unit is judged', async () => {
    for (const path of [KAMIYO, ...OTHERS]) {
      const { state, members } = await backstage.scorecard(path);
      const whole = path !== KAMIYO || members?.length === 5;
      const idle = (await backstage.runs(path)).every(run => run.finishedAt);
      if (state !== 'ready' || !whole || !idle) return undefined;
    }
    return true;
  });
}

function ended(backstage: Backstage, path: string, id: string) {
  return eventually(`run ${id} of ${path} ends`, async () => {
    const run = await backstage.run(path, id);
    return run.finishedAt ? run : undefined;
  });
}

async function runOnce(backstage: Backstage, path: string) {
  const { id } = await backstage.ask(path);
  return ended(backstage, path, id);
}

describe('killed in the middle of a run', () => {
  let directory: string;
  let servers: Awaited<ReturnType<typeof spawnServers>>;
  let backstage: Backstage | undefined;
  let database: Knex;

  const start = () =>
    spawnBackstage({
      directory,
      configs: [servers.config, join(directory, 'one-at-a-time.json')],
    });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'killed-'));
    servers = await spawnServers(join(directory, 'stand-in'), 'healthy');
    await writeFile(
      join(directory, 'one-at-a-time.json'),
      JSON.stringify({
        productionReadiness: {
          runs: { concurrency: 1, scanEvery: { seconds: 2 } },
        },
      }),
    );
    database = createKnex({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'production-readiness.sqlite') },
      useNullAsDefault: true,
    });
  }, LIMIT_MS);

  afterAll(async () => {
    await backstage?.kill();
    await database?.destroy();
    await servers?.stop();
    await rm(directory, { recursive: true, force: true });
  }, LIMIT_MS);

  /** What the store holds, but for times. */
  const contents = async () => ({
    facts: await database('facts')
      .select('entity_ref', 'fact', 'request')
      .orderBy(['entity_ref', 'fact', 'request']),
    scorecards: await database('scorecards')
      .select('subject_ref', 'checklist_id')
      .orderBy(['subject_ref', 'checklist_id']),
    rows: await database('scorecard_rows')
      .select('subject_ref', 'checklist_id')
      .orderBy(['subject_ref', 'checklist_id']),
    members: await database('members')
      .select('subject_ref', 'checklist_id', 'entity_ref')
      .orderBy(['subject_ref', 'checklist_id', 'entity_ref']),
    pointsADay: await database('daily_points')
      .select('subject_ref', 'checklist_id')
      .distinct()
      .orderBy(['subject_ref', 'checklist_id']),
  });

  const lastTransition = async (): Promise<number> => {
    const [{ last }] = await database('transitions').max({ last: 'id' });
    return last ?? 0;
  };
  /** What was recorded since; `reversed` reads it from the end to the start. */
  const changesSince = (
    id: number,
    direction?: 'reversed',
  ): Promise<object[]> => {
    const [was, is] = direction
      ? ['to_status', 'from_status']
      : ['from_status', 'to_status'];
    return database('transitions')
      .where('id', '>', id)
      .select('subject_ref', 'entity_ref', 'item', { was, is })
      .orderBy(['subject_ref', 'entity_ref', 'item']);
  };

  it(
    'finishes it after the next start; nothing is lost or doubled',
    async () => {
      backstage = await start();
      await settled(backstage);
      const healthy = await contents();
      const beforeKill = await lastTransition();

      await servers.flip({ state: 'degraded', delayMs: 400 });
      const { id } = await backstage.ask(KAMIYO);
      const killed = await eventually('the run is under way', async () => {
        const run = await backstage!.run(KAMIYO, id);
        return run.progress.done > 2 ? run : undefined;
      });
      expect(killed.state).toBe('running');
      expect(killed.progress.done).toBeLessThan(killed.progress.total);
      const queued = await Promise.all(
        OTHERS.map(async path => ({ path, run: await backstage!.ask(path) })),
      );
      expect(queued.map(({ run }) => run.state)).toEqual([
        'queued',
        'queued',
        'queued',
      ]);
      await backstage.kill();
      expect(await database('runs').where({ id }).first()).toMatchObject({
        state: 'running',
      });

      await servers.flip({ state: 'degraded' });
      backstage = await start();
      expect(await ended(backstage, KAMIYO, id)).toMatchObject({
        id,
        state: 'succeeded',
        reason: 'resumed',
      });
      for (const { path, run } of queued) {
        expect(await ended(backstage, path, run.id)).toMatchObject({
          id: run.id,
          state: 'succeeded',
        });
      }

      // The same as an undisturbed run: it changes nothing.
      const resumed = statusesOf(await backstage.scorecard(KAMIYO));
      const worse = await changesSince(beforeKill);
      expect(worse.length).toBeGreaterThan(10);
      expect(await runOnce(backstage, KAMIYO)).toMatchObject({
        state: 'succeeded',
      });
      expect(statusesOf(await backstage.scorecard(KAMIYO))).toEqual(resumed);
      expect(await changesSince(beforeKill)).toEqual(worse);

      // An undisturbed run the other way records each change once, reversed.
      const beforeMending = await lastTransition();
      await servers.flip({ state: 'healthy' });
      await runOnce(backstage, KAMIYO);
      expect(await changesSince(beforeMending, 'reversed')).toEqual(worse);

      await settled(backstage);
      await backstage.stop();
      expect(await contents()).toEqual(healthy);
      expect(await database('runs').whereNotIn('state', ['succeeded'])).toEqual(
        [],
      );
      expect(await database('runs').where({ reason: 'resumed' })).toHaveLength(
        1,
      );
    },
    LIMIT_MS,
  );
});
