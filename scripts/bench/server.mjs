// The plugin over the stand-in, in this process, on SQLite in memory: what a run
// takes, and what a read of a scorecard takes at the server's side.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
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
const ROUNDS = 7;
const POLL_MS = 20;

/**
 * Milliseconds of runs (the first, in which nothing is known, and the median of
 * later ones) and of reads, from the request to the last byte handed over: the
 * first that the process answers, the first after a run, one whose answer is put
 * together for it, and later ones (medians).
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
  const read = readerOf(origin);
  const firstRunMs = await run(origin);
  const first = await read();
  const rounds = await inTurn(ROUNDS, async () => ({
    run: await run(origin),
    after: await read(),
    // Nothing prepares the answer with all facts.
    anew: await read('?facts=full'),
  }));
  const later = await inTurn(READS, () => read());
  const medianOf = reads => median(reads.map(({ ms }) => ms));
  return {
    firstRunMs,
    laterRunMs: median(rounds.map(round => round.run)),
    coldReadMs: first.ms,
    firstReadMs: medianOf(rounds.map(round => round.after)),
    anewReadMs: medianOf(rounds.map(round => round.anew)),
    laterReadMs: medianOf(later),
    bytes: first.bytes,
    compressed: first.compressed,
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

/** Reads of the scorecard, timed where this process serves them: the client shares it. */
function readerOf(origin) {
  let ms;
  const { emit } = http.Server.prototype;
  http.Server.prototype.emit = function timed(event, ...args) {
    const [request, response] = args;
    if (event === 'request' && request.method === 'GET') {
      const start = performance.now();
      response.on('finish', () => {
        ms = performance.now() - start;
      });
    }
    return emit.call(this, event, ...args);
  };
  return async (query = '') => {
    const answer = await fetch(`${origin}${SCORECARD}${query}`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    const compressed = Number(answer.headers.get('content-length'));
    return { ms, bytes: Buffer.byteLength(text), compressed };
  };
}

async function json(url, init) {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${text}`);
  return JSON.parse(text);
}
