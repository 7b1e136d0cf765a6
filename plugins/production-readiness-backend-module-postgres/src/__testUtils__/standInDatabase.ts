import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { createOutgoingGuard } from '@production-readiness/backstage-plugin-production-readiness-node';
import { Client } from 'pg';
import type { SessionLimits } from '../client/connect';
import { PostgresSource } from '../client/PostgresSource';
import { parsePostgresConfig } from '../config/readPostgresConfig';

const SERVER = resolve(
  resolvePackagePath(
    '@production-readiness/backstage-plugin-production-readiness-backend-module-postgres',
  ),
  '../../test/stand-in/database/serve.mjs',
);

interface Said {
  connection: string;
  port: number;
  host: string;
  ca: string;
  config: any;
}

/** The stand-in's kamiyo-postgres in a process of its own: a real PostgreSQL with TLS. */
export class StandInDatabase {
  readonly #clients: Client[] = [];
  readonly #guards: { close(): Promise<void> }[] = [];
  #databases = 0;

  private constructor(
    private readonly child: ReturnType<typeof spawn>,
    private readonly said: Said,
    private readonly directory: string,
  ) {}

  static async start(): Promise<StandInDatabase> {
    const child = spawn(process.execPath, [SERVER], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((done, failed) => {
      createInterface({ input: child.stdout! }).once('line', done);
      child.once('exit', code => failed(new Error(`server ended: ${code}`)));
    });
    const said: Said = JSON.parse(line);
    const directory = mkdtempSync(join(tmpdir(), 'postgres-test-'));
    writeFileSync(join(directory, 'ca.pem'), said.ca);
    const database = new StandInDatabase(child, said, directory);
    // The stand-in works in its own database, and one in use cannot be copied.
    await database.run('create database pristine template kamiyo', 'postgres');
    return database;
  }

  get port(): number {
    return this.said.port;
  }

  get host(): string {
    return this.said.host;
  }

  get caFile(): string {
    return join(this.directory, 'ca.pem');
  }

  /** What Backstage is told of KAMIYO's own connection. */
  get connectionConfig(): Record<string, any> {
    return this.said.config.productionReadiness.collectors.postgres.connections
      .kamiyo;
  }

  /** A client, closed at the end; without `user` the superuser's. */
  async client(
    options: { database?: string; user?: string; plain?: boolean } = {},
  ): Promise<Client> {
    const { database = 'kamiyo', user, plain = false } = options;
    const client = new Client({
      host: '127.0.0.1',
      port: this.port,
      database,
      user: user ?? 'postgres',
      password: user ? 'stand-in-app' : 'stand-in',
      ssl: plain ? false : { rejectUnauthorized: false },
    });
    client.on('error', () => {});
    await client.connect();
    this.#clients.push(client);
    return client;
  }

  /** A copy of KAMIYO's database, for a test to spoil. */
  async copy(): Promise<string> {
    this.#databases += 1;
    const name = `copy_${this.#databases}`;
    await this.run(`create database ${name} template pristine`, 'postgres');
    return name;
  }

  /** Sends statements as the superuser. */
  async run(statements: string, database = 'kamiyo'): Promise<void> {
    const admin = await this.client({ database });
    await admin.query(statements);
    await admin.end();
  }

  /** The source over one connection `kamiyo`, behind a real guard. */
  source(
    change: Record<string, unknown> = {},
    options: {
      limits?: Partial<SessionLimits>;
      http?: Record<string, unknown>;
    } = {},
  ): PostgresSource {
    const guard = createOutgoingGuard({
      config: new ConfigReader({
        productionReadiness: {
          http: {
            allow: [`${this.host}:5432`, '127.0.0.0/8'],
            ca: this.caFile,
            resolve: [
              {
                host: this.host,
                address: '127.0.0.1',
                ports: { '5432': this.port },
              },
            ],
            ...options.http,
          },
        },
      }),
    });
    this.#guards.push(guard);
    return new PostgresSource({
      config: parsePostgresConfig(
        { connections: { kamiyo: { ...this.connectionConfig, ...change } } },
        'postgres',
      ),
      target: place => guard.target(place),
      ca: guard.ca,
      limits: options.limits,
    });
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#clients.map(client => client.end().catch(() => {})),
    );
    await Promise.all(this.#guards.map(guard => guard.close()));
    const ended = new Promise(done => this.child.once('exit', done));
    this.child.stdin!.end();
    await ended;
    rmSync(this.directory, { recursive: true, force: true });
  }
}
