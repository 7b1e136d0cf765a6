import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** The versions that are used where the machine has none that fit. */
const NODE = 'node@24.21.0';
const YARN = '@yarnpkg/cli-dist@4.18.1';

const nodeFits = () =>
  [22, 24].includes(Number(process.versions.node.split('.')[0]));

const yarnFits = () => {
  const result = spawnSync('yarn', ['--version'], {
    cwd: root,
    encoding: 'utf8',
  });
  return result.status === 0 && Number(result.stdout.split('.')[0]) >= 4;
};

/**
 * Returns where Node 22 or 24 and Yarn 4 are on the PATH; else runs the script
 * again below npx, which brings both from the npm registry, and exits with its
 * exit code.
 *
 * @param {string} script file URL of the calling script
 */
export function ensureToolchain(script) {
  if (nodeFits() && yarnFits()) return;
  if (process.env.PRODUCTION_READINESS_TOOLCHAIN) {
    console.error(
      `Node 22 or 24 and Yarn 4 are needed; found Node ${process.versions.node}.`,
    );
    process.exit(1);
  }
  console.log(
    'Node 22 or 24 with Yarn 4 is not on this machine: npx brings both, the first time from the npm registry.',
  );
  const quote = text => `'${String(text).replaceAll("'", `'\\''`)}'`;
  const command = ['node', fileURLToPath(script), ...process.argv.slice(2)]
    .map(quote)
    .join(' ');
  const result = spawnSync(
    'npx',
    ['--yes', '-p', NODE, '-p', YARN, '-c', command],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PRODUCTION_READINESS_TOOLCHAIN: 'npx',
        // Headers of another Node have the wrong ABI for what is built here.
        npm_config_nodedir: undefined,
      },
    },
  );
  process.exit(result.status ?? 1);
}
