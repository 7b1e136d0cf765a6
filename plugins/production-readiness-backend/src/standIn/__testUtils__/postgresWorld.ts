import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  Checklist,
  FactMiss,
  JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  parseChecklist,
  resolveRequests,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import postgresModule from '@production-readiness/backstage-plugin-production-readiness-backend-module-postgres';
import {
  collectorsExtensionPoint,
  type FactCollector,
  type FactOutcome,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { Client } from 'pg';
import {
  shippedFiles,
  shippedSamples,
  type Samples,
} from '../../checklists/testing/readShipped';
import {
  ExpressionBench,
  NOW,
  type Truth,
} from '../../checklists/testing/sampleWorld';
import { expressionsOf } from '../../checklists/testing/shippedExpressions';
import { WORLDS } from '../../checklists/testing/shippedWorlds';
import { ROOT } from './spawnServers';

const REF = 'resource:default/kamiyo-postgres';
const ADMIN = { user: 'postgres', password: 'stand-in' };
const APP = { user: 'kamiyo_app', password: 'stand-in-app' };
/** Statements that the application sends, so that there is something to judge. */
const CALLS = 150;

/** What the stand-in's server says of itself. */
interface Said {
  port: number;
  host: string;
  ca: string;
  config: any;
}

export interface Seen {
  outcomes: Record<string, FactOutcome>;
  /** Truth of each expression that reads a fact of the database, by where it stands. */
  truths: Record<string, Truth>;
}

/** A copy of KAMIYO's database that a test may spoil. */
export interface Copy {
  /** Statements of the superuser, one at a time. */
  spoil(statements: string[]): Promise<void>;
  /** A session of the application, open until the copy is closed. */
  asApplication(options?: { plain?: boolean }): Promise<Client>;
  /** What the module finds, and what the checklist makes of it. */
  see(): Promise<Seen>;
  close(): Promise<void>;
}

/**
 * The shipped checklist over samples, with the facts of the database collected
 * by the module from a real PostgreSQL: the stand-in's, or a copy of it.
 */
export async function startPostgresWorld(options: {
  /** Copies that are needed, each with what configuration says differently. */
  copies: Record<string, Record<string, unknown>>;
}) {
  const { said, stop: stopServer } = await startServer();
  const directory = mkdtempSync(join(tmpdir(), 'postgres-world-'));
  writeFileSync(join(directory, 'ca.pem'), said.ca);
  const admin = clientOf(said, { ...ADMIN, database: 'postgres' });
  await admin.connect();
  await admin.query('create database pristine template kamiyo');
  const { collectors, stop: stopBackend } = await startCollectors(
    configOf(said, { directory, copies: options.copies }),
  );
  const bench = await createBench();
  return {
    /** Expressions of the checklist that read a fact of the database. */
    expressions: bench.places,
    admin,
    /** Facts whose shipped sample is not what the module gives. */
    unfitSamples: () => bench.unfit(collectors),
    async copy(name: string): Promise<Copy> {
      await admin.query(`create database ${name} template pristine`);
      const sessions: Client[] = [];
      const open = async (client: Client) => {
        sessions.push(client);
        await client.connect();
        return client;
      };
      const asApplication = ({ plain = false } = {}) =>
        open(clientOf(said, { ...APP, database: name }, plain));
      await work(await asApplication());
      return {
        asApplication,
        async spoil(statements) {
          const client = await open(
            clientOf(said, { ...ADMIN, database: name }),
          );
          for (const statement of statements) {
            // A unique index that cannot be built is left behind, invalid.
            await client.query(statement).catch(error => {
              if (!/could not create unique index/.test(error.message)) {
                throw error;
              }
            });
          }
          await client.end();
        },
        async see() {
          const outcomes = await bench.collect(collectors, name);
          return { outcomes, truths: bench.judge(outcomes) };
        },
        async close() {
          await Promise.all(sessions.map(client => client.end()));
          await admin.query(`drop database ${name} with (force)`);
        },
      };
    },
    async stop() {
      await admin.end();
      await stopBackend();
      await stopServer();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function startServer() {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'test/stand-in/database/serve.mjs')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', code => failed(new Error(`server ended: ${code}`)));
  });
  const said: Said = JSON.parse(line);
  return {
    said,
    async stop() {
      const ended = new Promise(done => child.once('exit', done));
      child.stdin.end();
      await ended;
    },
  };
}

function clientOf(
  { port }: Said,
  login: { user: string; password: string; database: string },
  plain = false,
): Client {
  const client = new Client({
    host: '127.0.0.1',
    port,
    ssl: plain ? false : { rejectUnauthorized: false },
    ...login,
  });
  client.on('error', () => {});
  return client;
}

async function work(client: Client): Promise<void> {
  for (let call = 0; call < CALLS; call += 1) {
    await client.query('select count(*) from accounts');
  }
}

function configOf(
  said: Said,
  options: { directory: string; copies: Record<string, object> },
) {
  const { productionReadiness } = said.config;
  const { kamiyo } = productionReadiness.collectors.postgres.connections;
  return {
    productionReadiness: {
      http: {
        ...productionReadiness.http,
        allow: [...productionReadiness.http.allow, '127.0.0.0/8'],
        ca: join(options.directory, 'ca.pem'),
      },
      collectors: {
        postgres: {
          connections: Object.fromEntries(
            Object.entries(options.copies).map(([database, change]) => [
              database,
              { ...kamiyo, database, ...change },
            ]),
          ),
        },
      },
    },
  };
}

async function startCollectors(config: any) {
  const collectors: FactCollector[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        collectorsExtensionPoint,
        {
          addCollector: (...added: FactCollector[]) => {
            collectors.push(...added);
          },
        },
      ],
    ],
    features: [
      postgresModule,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  return { collectors, stop: () => backend.stop() };
}

/** Collects for the database, and judges each expression by itself. */
async function createBench() {
  const { checklist } = parseChecklist(await shippedFiles('kamiyo'));
  const samples = await standInSamples();
  const expressions = expressionsOf(checklist!).filter(({ source }) =>
    /\b(pg|sql)\./.test(source),
  );
  const world = WORLDS.kamiyo.healthy;
  const bench = new ExpressionBench(checklist!, world, expressions);
  return {
    unfit: (collectors: FactCollector[]) =>
      requestsOf(checklist!)
        .map(({ collector, fact, key, params }) => {
          const own = collectors.find(({ id }) => id === collector);
          const schema = own?.valueSchema(own.params.parse(params), key);
          return schema?.safeParse(samples.get(fact)).success === false && fact;
        })
        .filter(Boolean),
    places: expressions.map(({ at }) => at),
    collect: (collectors: FactCollector[], connection: string) =>
      collectFrom(collectors, checklist!, connection),
    judge(outcomes: Record<string, FactOutcome>): Record<string, Truth> {
      const facts: Samples = new Map(samples);
      for (const [fact, outcome] of Object.entries(outcomes)) {
        facts.delete(fact);
        if ('value' in outcome) facts.set(fact, asOfSamples(outcome.value));
        if ('unreachable' in outcome) facts.set(fact, outcome.unreachable);
      }
      const judged = bench.run(facts);
      return Object.fromEntries(
        expressions.map(({ at }, index) => [at, judged[index].truths[0]]),
      );
    },
  };
}

/** The bench judges as of the samples: a moment that was collected is as long ago then. */
function asOfSamples(value: JsonObject): JsonObject {
  const moment = value.value;
  if (typeof moment !== 'string') return value;
  const age = Date.now() - Date.parse(moment);
  return { ...value, value: new Date(NOW - age).toISOString() };
}

/** The stand-in's repository has another newest migration than the samples. */
async function standInSamples(): Promise<Samples> {
  const samples = await shippedSamples('kamiyo');
  const migrations = samples.get('repo.migrations') as any;
  return samples.set('repo.migrations', {
    ...migrations,
    alembic: { ...migrations.alembic, heads: ['0001'] },
    prisma: { ...migrations.prisma, migrations: [] },
  });
}

function requestsOf(checklist: Checklist) {
  const { subject, members } = WORLDS.kamiyo.healthy;
  const database = members.find(({ ref }) => ref === REF)!;
  return resolveRequests(compileChecklist(checklist), database, subject)
    .requests;
}

async function collectFrom(
  collectors: FactCollector[],
  checklist: Checklist,
  connection: string,
): Promise<Record<string, FactOutcome>> {
  const requests = requestsOf(checklist);
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'kamiyo-postgres',
      annotations: { 'production-readiness/postgres-connection': connection },
    },
    spec: { type: 'database' },
  };
  const all = await Promise.all(
    collectors.map(collector => {
      const asked = requests
        .filter(request => request.collector === collector.id)
        .map(({ key, params }) => ({
          key,
          params: collector.params.parse(params),
        }));
      const unmapped = (request: (typeof asked)[number]) =>
        collector.factNotConnected?.(entity, request);
      return Promise.all([
        collector.collect({
          entity,
          subject: entity,
          requests: asked.filter(request => unmapped(request) === undefined),
          signal: AbortSignal.timeout(60_000),
          logger: mockServices.logger.mock(),
          now: () => new Date(),
        }),
        asked.flatMap(request => notConnected(request.key, unmapped(request))),
      ]).then(([outcomes, others]) =>
        [...outcomes, ...others].map(outcome => {
          const { params } = asked.find(({ key }) => key === outcome.key)!;
          return [
            `${collector.id}.${outcome.key}`,
            complete(outcome, collector, params),
          ] as const;
        }),
      );
    }),
  );
  return Object.fromEntries(all.flat());
}

/** A fact that nothing is configured for is missing like any other. */
function notConnected(key: string, message: string | undefined): FactOutcome[] {
  const miss: FactMiss | undefined =
    message === undefined ? undefined : { cause: 'not-connected', message };
  return miss ? [{ key, miss, evidence: [] }] : [];
}

function complete(
  outcome: FactOutcome,
  collector: FactCollector,
  params: unknown,
): FactOutcome {
  const schema = collector.valueSchema(params, outcome.key);
  if ('value' in outcome) {
    return { ...outcome, value: schema.parse(outcome.value) as any };
  }
  return 'unreachable' in outcome
    ? { ...outcome, unreachable: schema.parse(outcome.unreachable) as any }
    : outcome;
}
