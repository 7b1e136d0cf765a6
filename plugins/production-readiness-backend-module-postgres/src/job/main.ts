import { readFileSync } from 'node:fs';
import { promises as dns } from 'node:dns';
import { parseArgs } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { parse } from 'yaml';
import type { Target } from '../client/connect';
import { PostgresSource } from '../client/PostgresSource';
import { parsePostgresConfig } from '../config/readPostgresConfig';
import { DEFAULT_BLOCKS, readBlocks } from './blocks';
import { collectForReport } from './collectForReport';

const USAGE = `Usage: production-readiness-postgres-facts --entity <ref> [--config <file>] [--checklist <file>]...

Prints the report postgres-facts of a database, to be pushed to Backstage.

  --entity     ref of the database's entity, for example resource:default/kamiyo-postgres
  --config     YAML of one connection: applicationRole, queries, expectedIndexes, ssl, …
  --checklist  file of a checklist whose blocks collect.pg and collect.sql say what to
               collect; without one every fact about the database

POSTGRES_FACTS_URL holds the connection string: arguments can be seen by others.
`;

const CONNECTION = 'job';

export interface Surroundings {
  env: Record<string, string | undefined>;
  print(text: string): void;
  complain(text: string): void;
  target: Target;
}

const PROCESS: Surroundings = {
  env: process.env,
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
  // The job's own configuration names the host: there is no author to distrust.
  async target({ host, port }) {
    const found = await dns.lookup(host, { all: true });
    return {
      addresses: found.map(({ address, family }) => ({
        address,
        family: family === 6 ? 6 : 4,
      })),
      port,
    };
  },
};

/**
 * Prints the envelope with the facts; what could not be said goes to standard
 * error. Answers the exit code: 0 if there is at least one fact.
 */
export async function main(
  args: string[],
  { env, print, complain, target }: Surroundings = PROCESS,
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      entity: { type: 'string' },
      config: { type: 'string' },
      checklist: { type: 'string', multiple: true, default: [] },
    },
  });
  const url = env.POSTGRES_FACTS_URL;
  if (!values.entity || !url) {
    complain(USAGE);
    return 2;
  }
  const own = values.config
    ? (parse(readFileSync(values.config, 'utf8')) as object)
    : {};
  const source = new PostgresSource({
    config: parsePostgresConfig(
      { connections: { [CONNECTION]: { ...own, url } } },
      values.config ?? 'POSTGRES_FACTS_URL',
    ),
    target,
  });
  const { facts, missing } = await collectForReport({
    source,
    connection: CONNECTION,
    entityRef: values.entity,
    blocks:
      values.checklist.length > 0
        ? readBlocks(values.checklist.map(file => readFileSync(file, 'utf8')))
        : DEFAULT_BLOCKS,
    logger: loggerTo(complain),
  });
  for (const [fact, why] of Object.entries(missing)) {
    complain(`${fact}: ${why}\n`);
  }
  if (Object.keys(facts).length === 0) return 1;
  const report = {
    entityRef: values.entity,
    type: 'postgres-facts',
    producedAt: new Date().toISOString(),
    tool: { name: 'production-readiness-postgres-facts' },
    data: { facts },
  };
  print(`${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function loggerTo(complain: (text: string) => void): LoggerService {
  const logger: LoggerService = {
    error: message => complain(`${message}\n`),
    warn: message => complain(`${message}\n`),
    info() {},
    debug() {},
    child: () => logger,
  };
  return logger;
}
