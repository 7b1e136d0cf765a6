// The plugin over the stand-in, in this process, on SQLite in memory: what a run
// takes, and what a read of a scorecard takes by HTTP.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/toolchain.mjs';
import { median } from './evaluation.mjs';

// As the backend itself would: it declares what is needed here.
const backendRequire = createRequire(
  join(root, 'plugins/production-readiness-backend/src/index.ts'),
);
const { mockServices, startTestBackend } = backendRequire(
  '@backstage/backend-test-utils',
);
const { catalogServiceMock } = backendRequire(
  '@backstage/plugin-catalog-node/testUtils',
);
const { productionReadinessPlugin } = backendRequire('./plugin.ts');
const { readStandInCatalog } = backendRequire(
  './standIn/__testUtils__/catalog.ts',
);
const { spawnServers } = backendRequire(
  './standIn/__testUtils__/spawnServers.ts',
);

const SCORECARD = '/api/production-readiness/scorecards/system/default/kamiyo';
const READS = 50;
const RUNS = 3;
const POLL_MS = 20;

/**
 * Milliseconds of runs (the first, in which nothing is known, and the median of
 * later ones) and of reads (the first after a run, and the median of later ones).
 */
export async function benchServer() {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  const servers = await spawnServers(directory, 'degraded');
  try {
    const backend = await startBackend(servers);
    try {
      return await measure(`http://localhost:${backend.server.port()}`);
    } finally {
      await backend.stop();
    }
  } finally {
    await servers.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function startBackend({ config, catalog }) {
  const { productionReadiness } = JSON.parse(await readFile(config, 'utf8'));
  return startTestBackend({
    features: [
      productionReadinessPlugin,
      catalogServiceMock.factory({ entities: readStandInCatalog(catalog) }),
      mockServices.rootConfig.factory({ data: { productionReadiness } }),
    ],
  });
}

async function measure(origin) {
  const firstRunMs = await run(origin);
  const first = await read(origin);
  const reads = await inTurn(READS, () => read(origin));
  const runs = await inTurn(RUNS, () => run(origin));
  return {
    firstRunMs,
    laterRunMs: median(runs),
    firstReadMs: first.ms,
    laterReadMs: median(reads.map(one => one.ms)),
    bytes: first.bytes,
  };
}

/** One after the other, as one person would ask. */
async function inTurn(count, ask) {
  const answers = [];
  for (let index = 0; index < count; index++) answers.push(await ask());
  return answers;
}

/** Runs all checks anew; milliseconds from the request to the last word stored. */
async function run(origin) {
  const start = performance.now();
  const { id } = await json(`${origin}${SCORECARD}/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  for (;;) {
    const { state } = await json(`${origin}${SCORECARD}/runs/${id}`);
    if (state === 'succeeded') return performance.now() - start;
    if (state === 'failed') throw new Error('The run failed');
    await new Promise(done => setTimeout(done, POLL_MS));
  }
}

async function read(origin) {
  const start = performance.now();
  const answer = await fetch(`${origin}${SCORECARD}`);
  const text = await answer.text();
  const ms = performance.now() - start;
  if (!answer.ok) throw new Error(text);
  return { ms, bytes: Buffer.byteLength(text) };
}

async function json(url, init) {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${text}`);
  return JSON.parse(text);
}
