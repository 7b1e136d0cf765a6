import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  RunView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import request from 'supertest';
import { createPlugin } from '../../plugin';
import { readStandInCatalog } from './catalog';
import { ROOT, spawnServers, type State } from './spawnServers';
import { MODULE, standInModule, vendorModule } from './standInModule';

const BASE = '/api/production-readiness';

/** The vendors' modules that `packages/backend` adds. */
function vendorModules(): BackendFeature[] {
  const file = readFileSync(
    join(ROOT, 'packages/backend/package.json'),
    'utf8',
  );
  return Object.keys(JSON.parse(file).dependencies)
    .filter(name => name.startsWith(MODULE))
    .map(name => vendorModule(name.slice(MODULE.length)));
}

/** Pushes what the stand-in's CI pushes, as who may. */
async function pushReports(url: string, now: number): Promise<void> {
  const { SUBJECT } = standInModule('reports/access.mjs');
  await standInModule('reports/push.mjs').pushReports({
    url,
    now,
    authorization: mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(SUBJECT),
      targetPluginId: 'production-readiness',
    }),
  });
}

async function startBackend(options: {
  config: any;
  servers: Awaited<ReturnType<typeof spawnServers>>;
  features: BackendFeature[];
  now: () => Date;
}) {
  const { config, servers, features, now } = options;
  const backend = await startTestBackend({
    features: [
      createPlugin({ now }),
      ...vendorModules(),
      ...features,
      catalogServiceMock.factory({
        entities: readStandInCatalog(servers.catalog),
      }),
      mockServices.rootConfig.factory({
        data: {
          integrations: config.integrations ?? {},
          productionReadiness: config.productionReadiness,
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  await pushReports(url, now().getTime()).catch(async error => {
    await backend.stop();
    throw error;
  });
  return backend;
}

/**
 * The plugin with all vendors' modules over the stand-in, its reports pushed, on
 * SQLite; the catalog is the stand-in's.
 */
export async function startStandIn(
  state: State = 'healthy',
  /** In place of the backend's own services. */
  { features = [] }: { features?: BackendFeature[] } = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'stand-in-'));
  const servers = await spawnServers(directory, state, { withDatabase: true });
  const config = JSON.parse(await readFile(servers.config, 'utf8'));
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const backend = await startBackend({ config, servers, features, now }).catch(
    async error => {
      // Nobody would get them to stop them.
      await servers.stop();
      throw error;
    },
  );
  const http = request(backend.server);

  const get = async (path: string): Promise<any> => {
    const { body, status } = await http.get(`${BASE}${path}`);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const scorecard = (path: string): Promise<ScorecardView> =>
    get(`/scorecards/${path}`);

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
    /** What Backstage is told of the stand-in. */
    config,
    get,
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
