// Writes report.api.md of every plugin; with --check it fails if one is out of date.
import fs from 'node:fs';
import path from 'node:path';
import { ensureToolchain, root } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const { run } = await import('./setup/steps.mjs');
const check = process.argv.includes('--check');

const readReports = () =>
  new Map(
    fs.readdirSync(path.join(root, 'plugins')).flatMap(plugin =>
      fs
        .readdirSync(path.join(root, 'plugins', plugin))
        .filter(name => /^report(-[a-zA-Z]+)?\.api\.md$/.test(name))
        .map(name => path.join(root, 'plugins', plugin, name))
        .map(file => [file, fs.readFileSync(file, 'utf8')]),
    ),
  );

/** The compiler lists the keys of a type in no fixed order: only the lines count. */
const sameLines = (one, other) =>
  one !== undefined &&
  one.split('\n').sort().join('\n') === other.split('\n').sort().join('\n');

try {
  const before = readReports();
  await run('yarn', ['tsc']);
  await run('yarn', [
    'backstage-repo-tools',
    'api-reports',
    '--allow-all-warnings',
    // It names files by where this checkout lies, which differs everywhere.
    '--omit-messages',
    'ae-wrong-input-file-type',
    'plugins/*',
  ]);
  const stale = [];
  for (const [file, text] of readReports()) {
    if (sameLines(before.get(file), text)) {
      fs.writeFileSync(file, before.get(file));
    } else {
      stale.push(path.relative(root, file));
    }
  }
  if (check && stale.length) {
    throw new Error(`Out of date: ${stale.join(', ')}`);
  }
} catch (error) {
  console.error(String(error.message ?? error));
  process.exit(1);
}
