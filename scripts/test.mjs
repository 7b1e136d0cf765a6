// `npm test`: installs and runs the whole test suite, on SQLite and PostgreSQL.
// `yarn test`: backstage-cli's test runner with the arguments given.
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const { install, run } = await import('./setup/steps.mjs');
const args = process.argv.slice(2);
await install();
try {
  await run(
    'node',
    [
      'scripts/with-postgres.mjs',
      'yarn',
      'backstage-cli',
      'repo',
      'test',
      ...(args.includes('--watch') ? [] : ['--watchAll=false']),
      ...args,
    ],
    {
      env: {
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --no-warnings`.trim(),
      },
    },
  );
} catch (error) {
  console.error(String(error.message ?? error));
  process.exit(1);
}
