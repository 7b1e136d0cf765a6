import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pushReportsOf } from '../../test/stand-in/reports/push.mjs';
import { startBackstage } from './backstage.mjs';
import { buildApp, install } from './steps.mjs';
import { root } from './toolchain.mjs';
import { printVerdicts } from './verdicts.mjs';

const data = path.join(root, 'data');
/** Jobs of the stand-in give a sign of life this often. */
const HEARTBEAT_MS = 5 * 60_000;

/** A log file to write a child's output to. */
const logTo = log => ['ignore', fs.openSync(log, 'w'), fs.openSync(log, 'a')];

/** Ends everything when the child ends. */
function attend(name, child, log) {
  child.on('exit', code => {
    if (stopping) return;
    console.error(`${name} ended with ${code}.`);
    if (log) {
      console.error(`The end of ${path.relative(root, log)}:`);
      console.error(
        fs.readFileSync(log, 'utf8').split('\n').slice(-40).join('\n'),
      );
    }
    stop(1);
  });
  children.push(child);
}

const children = [];
let stopping = false;
function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
  setTimeout(() => process.exit(code), 1500);
}

async function until(description, check, seconds) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    if (stopping) return;
    if (await check().catch(() => false)) return;
    if (Date.now() > end)
      throw new Error(`${description} did not happen within ${seconds} s`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/** Plays KAMIYO's CI: all of its reports now, the heartbeat of its jobs as long as this runs. */
async function pushReports(url) {
  const directory = path.join(data, 'stand-in');
  const { pushed } = await pushReportsOf(directory, {
    url,
    patienceMs: 60_000,
  });
  console.log(`✓ ${pushed} reports pushed`);
  setInterval(
    () =>
      pushReportsOf(directory, { url, types: ['heartbeat'] }).catch(() => {}),
    HEARTBEAT_MS,
  ).unref();
}

/**
 * Runs Backstage with the plugins against the KAMIYO stand-in.
 *
 * @param {{ mode: 'built' | 'development', args: string[] }} options
 *   built: one process serves the built app on port 7007, SQLite files below data/;
 *   development: backstage-cli's development server on port 3000.
 */
export async function demo({ mode, args }) {
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  await install();
  if (mode === 'built') await buildApp();
  fs.mkdirSync(path.join(data, 'sqlite'), { recursive: true });

  const standInConfig = path.join(data, 'stand-in', 'app-config.yaml');
  fs.rmSync(standInConfig, { force: true });
  const standInLog = path.join(data, 'stand-in.log');
  attend(
    'The KAMIYO stand-in',
    spawn('node', ['test/stand-in/cli.mjs', 'serve', '--database'], {
      cwd: root,
      stdio: logTo(standInLog),
    }),
    standInLog,
  );
  await until(
    'The start of the KAMIYO stand-in',
    async () => fs.existsSync(standInConfig),
    30,
  );
  if (stopping) return;
  console.log('✓ KAMIYO stand-in runs (state: degraded)');

  if (mode === 'development') {
    attend(
      'Backstage',
      spawn(
        'yarn',
        [
          'backstage-cli',
          'repo',
          'start',
          '--config',
          path.join(root, 'app-config.yaml'),
          '--config',
          standInConfig,
          ...args,
        ],
        { cwd: root, stdio: 'inherit' },
      ),
    );
    return;
  }

  const port = process.env.PORT ?? '7007';
  const url = `http://localhost:${port}`;
  if (stopping) return;
  const log = path.join(data, 'backstage.log');
  console.log('… Backstage starts');
  attend(
    'Backstage',
    startBackstage({
      port,
      config: standInConfig,
      directory: path.join(data, 'sqlite'),
      stdio: logTo(log),
    }),
    log,
  );
  await until(
    'The start of Backstage',
    async () => (await fetch(`${url}/.backstage/health/v1/readiness`)).ok,
    180,
  );
  if (stopping) return;
  console.log(`✓ Backstage runs (log: ${path.relative(root, log)})`);
  await pushReports(url);
  await printVerdicts({ url, stopped: () => stopping });
}
