import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import {
  isUnreachable,
  type ConnectTarget,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { Client } from 'pg';
import type { PostgresConnection } from '../config/readPostgresConfig';
import { PostgresError } from './PostgresError';
import { toPostgresError, type Attempt } from './toPostgresError';

export const APPLICATION_NAME = 'production-readiness';

/** Milliseconds. */
export interface SessionLimits {
  connectMs: number;
  statementMs: number;
  lockMs: number;
  /** The server drops a session that is silent for so long. */
  idleMs: number;
  /** For a server that is gone and cannot cancel the statement itself. */
  readMs: number;
  /** All questions of a session together. */
  sessionMs: number;
}

export const DEFAULT_SESSION_LIMITS: SessionLimits = {
  connectMs: 10_000,
  statementMs: 5_000,
  lockMs: 2_000,
  idleMs: 30_000,
  readMs: 8_000,
  sessionMs: 40_000,
};

/** Checked addresses for a host; throws where it may not be asked. */
export type Target = (place: {
  host: string;
  port: number;
  entityRef?: string;
}) => Promise<ConnectTarget>;

export interface ConnectOptions {
  connection: PostgresConnection;
  target: Target;
  /** Certificates to trust; undefined for the system's own. */
  ca: string[] | undefined;
  entityRef?: string;
  limits: SessionLimits;
}

/**
 * Connects to one of the addresses that the guard allows, under the name that
 * the certificate must carry. Throws PostgresError, or what the guard throws.
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const { connection, target, entityRef } = options;
  const { host, port } = connection;
  const attempt = attemptOf(connection);
  const { addresses, port: at } = await target({ host, port, entityRef }).catch(
    error => {
      throw isUnreachable(error)
        ? new PostgresError('refused', error.message)
        : error;
    },
  );
  let failure;
  for (const { address } of addresses) {
    const client = createClient(options, { address, port: at });
    try {
      await client.connect();
      return client;
    } catch (error) {
      failure = toPostgresError(error, attempt);
      destroy(client);
      if (!failure.silent) break;
    }
  }
  throw failure;
}

/** Drops a connection at once; a server that hangs would never say goodbye. */
export function destroy(client: Client): void {
  const { connection } = client as unknown as {
    connection: { stream: Duplex };
  };
  connection.stream.destroy();
}

/** What sentences about a connection may name of it. */
export function attemptOf({
  name,
  host,
  port,
  database,
  user,
}: PostgresConnection): Attempt {
  return { place: `${host}:${port}/${database}`, login: user, name };
}

function createClient(
  { connection, ca, limits }: ConnectOptions,
  { address, port }: { address: string; port: number },
): Client {
  const client = new Client({
    host: address,
    port,
    database: connection.database,
    user: connection.user,
    // A function: pg would look for an empty one in ~/.pgpass.
    password: async () => connection.password,
    ssl: tlsOptionsOf(connection, ca),
    application_name: APPLICATION_NAME,
    // Of the start-up packet: nothing of it outlives the session.
    options: [
      'default_transaction_read_only=on',
      `statement_timeout=${limits.statementMs}`,
      `lock_timeout=${limits.lockMs}`,
      `idle_in_transaction_session_timeout=${limits.idleMs}`,
    ]
      .map(setting => `-c ${setting}`)
      .join(' '),
    connectionTimeoutMillis: limits.connectMs,
    query_timeout: limits.readMs,
  });
  // A connection that breaks between two queries is told by the next one.
  client.on('error', () => {});
  return client;
}

function tlsOptionsOf(
  { host, tls }: PostgresConnection,
  ca: string[] | undefined,
): false | ConnectionOptions {
  if (tls.mode === 'disable') return false;
  return {
    ca: tls.ca ?? ca,
    rejectUnauthorized: tls.mode === 'verify-full',
    // The name that was configured, not the address that is connected to. An
    // address as a name goes to the check of the certificate alone.
    host,
    ...(isIP(host) ? {} : { servername: host }),
  };
}
