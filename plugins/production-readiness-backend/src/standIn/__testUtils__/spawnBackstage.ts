import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type {
  RunView,
  ScorecardView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { ROOT } from './spawnServers';

/** A run of this ends well before a test would. */
const PATIENCE_MS = 90_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(done => {
    server.close(done);
  });
  return port;
}

/** Asks until there is an answer; throws where none comes in time. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise(done => {
      setTimeout(done, 50);
    });
  }
  throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s`);
}

/**
 * `packages/backend` in a process of its own, ready, as `npm start` runs it:
 * SQLite files in `directory`, `configs` on top of the repository's own.
 */
export async function spawnBackstage(options: {
  directory: string;
  configs: string[];
}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(options.directory, `backstage-${port}.log`);
  const configs = ['app-config.yaml', 'app-config.demo.yaml']
    .map(name => join(ROOT, name))
    .concat(options.configs)
    .flatMap(file => ['--config', file]);
  const child = spawn(
    'sh',
    // The shell is replaced, so that a signal reaches Backstage itself.
    ['-c', `exec "$@" > ${log} 2>&1`, 'sh', process.execPath].concat(
      '--require',
      join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      configs,
    ),
    {
      cwd: join(ROOT, 'packages/backend'),
      stdio: 'ignore',
      env: {
        ...process.env,
        NODE_ENV: 'development',
        APP_CONFIG_backend_listen_port: String(port),
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_database_connection_directory: JSON.stringify(
          options.directory,
        ),
      },
    },
  );
  const ended = new Promise<void>(done => {
    child.once('exit', () => done());
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };

  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  let token: string;
  try {
    token = await eventually('Backstage is ready', async () => {
      if (child.exitCode !== null) return null;
      await call('/.backstage/health/v1/readiness');
      const { backstageIdentity } = await call('/api/auth/guest/refresh', {
        method: 'POST',
        headers: { 'X-Requested-With': 'test' },
      });
      return backstageIdentity.token;
    });
    if (token === null) throw new Error('Backstage ended');
  } catch (error) {
    await end('SIGKILL');
    throw new Error(`${error}\n${await readFile(log, 'utf8')}`);
  }
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  const api = (path: string, init: RequestInit = {}) =>
    call(`/api/production-readiness${path}`, { ...init, headers });

  return {
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    scorecard: (path: string): Promise<ScorecardView> =>
      api(`/scorecards/${path}`),
    scorecards: (): Promise<{ items: { entityRef: string }[] }> =>
      api('/scorecards?limit=100'),
    ask: (path: string): Promise<RunView> =>
      api(`/scorecards/${path}/runs`, { method: 'POST', body: '{}' }),
    run: (path: string, id: string): Promise<RunView> =>
      api(`/scorecards/${path}/runs/${id}`),
    runs: async (path: string): Promise<RunView[]> =>
      (await api(`/scorecards/${path}/runs?limit=50`)).runs,
  };
}
