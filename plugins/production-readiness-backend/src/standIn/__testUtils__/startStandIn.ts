import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  RunView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import request from 'supertest';
import { createPlugin } from '../../plugin';
import { readStandInCatalog } from './catalog';

const CLI = resolve(
  resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-backend',
  ),
  '../../test/stand-in/cli.mjs',
);
type State = 'healthy' | 'degraded' | 'down';

const BASE = '/api/production-readiness';

/** The servers of the stand-in in a process of their own, as `npm start` runs them. */
async function spawnServers(directory: string, state: State) {
  const child = spawn(
    process.execPath,
    [CLI, 'serve', state, '--directory', directory, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', code => failed(new Error(`stand-in ended: ${code}`)));
  });
  const said: { control: string; config: string; catalog: string } =
    JSON.parse(line);
  return {
    ...said,
    async stop() {
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The plugin over the stand-in, on SQLite; the catalog is the stand-in's. */
export async function startStandIn(state: State = 'healthy') {
  const directory = await mkdtemp(join(tmpdir(), 'stand-in-'));
  const servers = await spawnServers(directory, state);
  let ahead = 0;
  const config = JSON.parse(await readFile(servers.config, 'utf8'));
  const backend = await startTestBackend({
    features: [
      createPlugin({ now: () => new Date(Date.now() + ahead) }),
      catalogServiceMock.factory({
        entities: readStandInCatalog(servers.catalog),
      }),
      mockServices.rootConfig.factory({
        data: { productionReadiness: config.productionReadiness },
      }),
    ],
  });
  const http = request(backend.server);

  const scorecard = async (path: string): Promise<ScorecardView> => {
    const { body, status } = await http.get(`${BASE}/scorecards/${path}`);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };

  /** Runs all checks anew and waits for the end. */
  const run = async (path: string): Promise<ScorecardView> => {
    const asked = await http.post(`${BASE}/scorecards/${path}/runs`).send({});
    if (asked.status !== 202) throw new Error(JSON.stringify(asked.body));
    const { id }: RunView = asked.body;
    for (;;) {
      const { body } = await http.get(`${BASE}/scorecards/${path}/runs/${id}`);
      if (body.state === 'succeeded') return scorecard(path);
      if (body.state === 'failed') throw new Error(JSON.stringify(body));
      await new Promise(done => setTimeout(done, 100));
    }
  };

  return {
    run,
    scorecard,
    /** Lets this much time pass for the plugin. */
    pass({ seconds }: { seconds: number }) {
      ahead += seconds * 1000;
    },
    async flip(next: State, defects?: string[]) {
      const answer = await fetch(servers.control, {
        method: 'POST',
        body: JSON.stringify({ state: next, defects }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async stop() {
      await backend.stop();
      await servers.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
