import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { spawn, execFileSync } from 'node:child_process';
import { root } from './toolchain.mjs';

const stamps = path.join(root, 'node_modules', '.production-readiness');

/** Digest of the tracked and new files below the given folders, by name and content. */
export function digestOf(folders) {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '--',
      ...folders,
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  ).split('\n');
  const hash = createHash('sha256');
  for (const file of files.filter(Boolean).sort()) {
    const full = path.join(root, file);
    if (fs.existsSync(full) && fs.statSync(full).isFile()) {
      hash.update(file).update('\0').update(fs.readFileSync(full)).update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * Runs a step unless it ran before with the same inputs and its output is there.
 *
 * @param {{ title: string, name: string, inputs: string[], output: string, run: () => Promise<void> }} step
 */
export async function step({ title, name, inputs, output, run }) {
  const digest = digestOf(inputs);
  const stamp = path.join(stamps, name);
  const done =
    fs.existsSync(path.join(root, output)) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === digest;
  if (done) {
    console.log(`✓ ${title} (up to date)`);
    return;
  }
  console.log(`… ${title}`);
  const start = Date.now();
  await run();
  fs.mkdirSync(stamps, { recursive: true });
  fs.writeFileSync(stamp, digest);
  console.log(`✓ ${title} (${Math.round((Date.now() - start) / 1000)} s)`);
}

/** Runs a command to its end; its output is shown, or kept in `log` and shown if it fails. */
export function run(command, args, { log, show, env } = {}) {
  return new Promise((resolve, reject) => {
    if (show) {
      const child = spawn(command, args, {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines = [];
      createInterface({ input: child.stdout }).on('line', line => {
        lines.push(line);
        if (show(line)) console.log(`  ${line.replace(/^➤ /, '')}`);
      });
      child.on('error', reject);
      child.on('close', code => {
        if (code === 0) return resolve();
        console.error(lines.slice(-60).join('\n'));
        return reject(
          new Error(`${command} ${args.join(' ')} exited with ${code}`),
        );
      });
      return;
    }
    const out = log ? fs.openSync(log, 'w') : undefined;
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: log ? ['ignore', out, out] : 'inherit',
    });
    child.on('error', reject);
    child.on('exit', code => {
      if (code === 0) return resolve();
      if (log)
        console.error(
          fs.readFileSync(log, 'utf8').split('\n').slice(-60).join('\n'),
        );
      return reject(
        new Error(`${command} ${args.join(' ')} exited with ${code}`),
      );
    });
  });
}

/** Installs the dependencies exactly as yarn.lock has them. */
export const install = () =>
  step({
    title: 'Dependencies installed',
    name: 'install',
    inputs: [
      'yarn.lock',
      'package.json',
      '.yarnrc.yml',
      'packages/*/package.json',
      'plugins/*/package.json',
    ],
    output: 'node_modules/.yarn-state.yml',
    run: () =>
      run('yarn', ['install', '--immutable'], {
        // Yarn's warnings are about others' packages; its steps are the progress.
        show: line => /YN0000: (┌|·)/.test(line),
        env: { CI: '' },
      }),
  });

/** Builds the web app that the backend serves. */
export const buildApp = () =>
  step({
    title: 'Web app built',
    name: 'app',
    inputs: [
      'packages/app',
      'plugins/production-readiness',
      'plugins/production-readiness-common',
      'yarn.lock',
      'app-config.yaml',
    ],
    output: 'packages/app/dist/index.html',
    run: () =>
      run('yarn', ['workspace', 'app', 'build'], {
        log: path.join(root, 'node_modules', '.app-build.log'),
      }),
  });
