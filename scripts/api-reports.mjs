// Writes report.api.md of every plugin; with --check it only compares.
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const { run } = await import('./setup/steps.mjs');
const check = process.argv.includes('--check');
try {
  await run('yarn', ['tsc']);
  await run('yarn', [
    'backstage-repo-tools',
    'api-reports',
    '--allow-all-warnings',
    // It names files by where this checkout lies, which differs everywhere.
    '--omit-messages',
    'ae-wrong-input-file-type',
    ...(check ? ['--ci'] : []),
    'plugins/*',
  ]);
} catch (error) {
  console.error(String(error.message ?? error));
  process.exit(1);
}
