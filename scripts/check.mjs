// What .ci/run checks besides the tests. `node scripts/check.mjs types lint` runs some of it.
import { ensureToolchain } from './setup/toolchain.mjs';

ensureToolchain(import.meta.url);

const { buildApp, install, run } = await import('./setup/steps.mjs');

const checks = {
  types: { run: () => run('yarn', ['tsc']), fix: 'mend the types' },
  lint: {
    run: () => run('yarn', ['lint:all', '--max-warnings', '0']),
    fix: 'yarn fix',
  },
  formatting: {
    run: () => run('yarn', ['prettier:check']),
    fix: 'yarn prettier:fix',
  },
  generated: {
    run: () => run('yarn', ['build:generated', '--check']),
    fix: 'yarn build:generated',
  },
  coverage: {
    run: () => run('node', ['scripts/coverage.mjs', '--check']),
    fix: 'node scripts/coverage.mjs',
  },
  reports: {
    run: () => run('yarn', ['build:api-reports', '--check']),
    fix: 'yarn build:api-reports',
  },
  browser: {
    run: async () => {
      await buildApp();
      await run('yarn', ['test:e2e']);
    },
    fix: 'yarn test:e2e',
  },
};

const wanted = process.argv.slice(2);
await install();
const failed = [];
for (const [name, check] of Object.entries(checks)) {
  if (wanted.length && !wanted.includes(name)) continue;
  console.log(`\n== ${name} (${new Date().toTimeString().slice(0, 8)})`);
  try {
    await check.run();
  } catch (error) {
    failed.push(name);
    console.error(`${error.message ?? error}\nTo mend it: ${check.fix}`);
  }
}
if (failed.length) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exit(1);
}
console.log('\nAll checks hold.');
