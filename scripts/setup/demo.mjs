import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildApp, install } from './steps.mjs';
import { root } from './toolchain.mjs';
import { printVerdicts } from './verdicts.mjs';

const data = path.join(root, 'data');

/** Starts a child whose end ends everything; returns it. */
function start(name, command, args, { log, env } = {}) {
  const stdio = log
    ? ['ignore', fs.openSync(log, 'w'), 'inherit']
    : ['ignore', 'inherit', 'inherit'];
  if (log) stdio[2] = stdio[1];
  const child = spawn(command, args, {
    cwd: root,
    stdio,
    env: { ...process.env, ...env },
    detached: false,
  });
  child.on('exit', code => {
    if (stopping) return;
    console.error(
      `${name} ended with ${code}.${
        log ? ` Its log: ${path.relative(root, log)}` : ''
      }`,
    );
    if (log)
      console.error(
        fs.readFileSync(log, 'utf8').split('\n').slice(-40).join('\n'),
      );
    stop(1);
  });
  children.push(child);
  return child;
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
  start('The KAMIYO stand-in', 'node', ['test/stand-in/cli.mjs', 'serve'], {
    log: path.join(data, 'stand-in.log'),
  });
  await until(
    'The start of the KAMIYO stand-in',
    async () => fs.existsSync(standInConfig),
    30,
  );
  console.log('✓ KAMIYO stand-in runs (state: degraded)');

  if (mode === 'development') {
    start('Backstage', 'yarn', [
      'backstage-cli',
      'repo',
      'start',
      '--config',
      '../../app-config.yaml',
      '--config',
      '../../data/stand-in/app-config.yaml',
      ...args,
    ]);
    return;
  }

  const port = process.env.PORT ?? '7007';
  const url = `http://localhost:${port}`;
  const log = path.join(data, 'backstage.log');
  console.log('… Backstage starts');
  start(
    'Backstage',
    'yarn',
    [
      'workspace',
      'backend',
      'start',
      '--config',
      '../../app-config.yaml',
      '--config',
      '../../app-config.demo.yaml',
      '--config',
      '../../data/stand-in/app-config.yaml',
    ],
    {
      log,
      env: {
        NODE_ENV: 'development',
        APP_CONFIG_backend_listen_port: port,
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
      },
    },
  );
  await until(
    'The start of Backstage',
    async () => (await fetch(`${url}/.backstage/health/v1/readiness`)).ok,
    180,
  );
  console.log(`✓ Backstage runs (log: ${path.relative(root, log)})`);
  await printVerdicts({ url, stopped: () => stopping });
}
