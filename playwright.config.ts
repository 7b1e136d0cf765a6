import path from 'node:path';
import { defineConfig } from '@playwright/test';

const PORT = 7107;
const url = `http://localhost:${PORT}`;

/** Browser tests against the built app and the real backend, one process, with the stand-in. */
export default defineConfig({
  testDir: 'test/e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // The launch moves the clock of the servers forward: it has a run of its own,
  // and is not yet part of what has to hold, for sessions end as the clock moves.
  projects: [
    { name: 'screens', testMatch: ['screens.spec.ts', 'people.spec.ts'] },
    { name: 'launch', testMatch: 'launch.spec.ts' },
  ],
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI
    ? [['list']]
    : [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node test/e2e/serve.mjs',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    url: `${url}/.backstage/health/v1/readiness`,
    timeout: 180_000,
    stdout: 'pipe',
    env: {
      PORT: String(PORT),
      NODE_OPTIONS: `--require ${path.resolve(
        __dirname,
        'test/e2e/clock.cjs',
      )}`,
      TEST_CLOCK: path.resolve(__dirname, 'data/e2e/clock'),
    },
  },
});
