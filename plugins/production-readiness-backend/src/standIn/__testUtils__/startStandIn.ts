import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  RunView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import request from 'supertest';
import { createPlugin } from '../../plugin';
import { readStandInCatalog } from './catalog';
import { spawnServers, type State } from './spawnServers';

const BASE = '/api/production-readiness';

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
    flip: (next: State, defects?: string[]) =>
      servers.flip({ state: next, defects }),
    async stop() {
      await backend.stop();
      await servers.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
