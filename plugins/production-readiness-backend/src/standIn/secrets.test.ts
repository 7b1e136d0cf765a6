import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import knexOf from 'knex';
import { startStandIn } from './__testUtils__/startStandIn';
import { standInModule } from './__testUtils__/standInModule';

const KAMIYO = 'system/default/kamiyo';

/** What people and screens read of it. */
const PATHS = [
  `/scorecards/${KAMIYO}?facts=full`,
  `/scorecards/${KAMIYO}/gate`,
  `/scorecards/${KAMIYO}/history`,
  `/scorecards/${KAMIYO}/runs`,
  '/scorecards/component/default/kamiyo-api?facts=full',
  '/scorecards',
  '/connections',
  '/reports?entityRef=system:default/kamiyo',
];

/** A logger that keeps every line, with all that was said beside it. */
function recordingLogger(lines: string[]): RootLoggerService {
  const say = (level: string) => (message: string | Error, meta?: unknown) => {
    const text = message instanceof Error ? message.stack ?? '' : message;
    lines.push(`${level} ${text} ${JSON.stringify(meta ?? {})}`);
  };
  const logger = {
    error: say('error'),
    warn: say('warn'),
    info: say('info'),
    debug: say('debug'),
    child: () => logger as unknown as LoggerService,
  };
  return logger as unknown as RootLoggerService;
}

/** Every text that is a secret of the stand-in, by where it comes from. */
function secretsOf(config: any): Record<string, string> {
  const { PLANTED } = standInModule('vendors/index.mjs');
  const { envVarsOfServices, envGroups, CONNECTION } = standInModule(
    'vendors/render/env.mjs',
  );
  const variables = [
    ...Object.values<Record<string, string>>(envVarsOfServices()).flatMap(
      values => Object.entries(values),
    ),
    ...envGroups(Date.now()).flatMap((group: any) =>
      group.envVars.map(({ key, value }: any) => [key, value]),
    ),
  ];
  const readable = [
    // What the catalog, a page or a check says of the service anyway.
    'PYTHON_VERSION',
    'NODE_VERSION',
    'ALLOWED_ORIGINS',
    'NEXTAUTH_URL',
  ];
  const collectors = config.productionReadiness.collectors;
  return {
    'planted in answers': PLANTED,
    'database password': CONNECTION.password,
    ...Object.fromEntries(
      variables
        .filter(([key]: string[]) => !readable.includes(key))
        .map(([key, value]: string[]) => [`value of ${key}`, value]),
    ),
    ...Object.fromEntries(
      Object.entries(collectors).flatMap(([id, section]) =>
        credentialsIn(section).map((text, index) => [
          `credential ${index} of ${id}`,
          text,
        ]),
      ),
    ),
  };
}

/** The texts under keys that name a credential. */
function credentialsIn(section: unknown): string[] {
  if (typeof section !== 'object' || section === null) return [];
  return Object.entries(section).flatMap(([key, value]) =>
    typeof value === 'string' && /key$|token$|password|url$/i.test(key)
      ? credentialOf(key, value)
      : credentialsIn(value),
  );
}

function credentialOf(key: string, value: string): string[] {
  if (!/url$/i.test(key)) return [value];
  const { password } = new URL(value);
  return password ? [password] : [];
}

describe('secrets that vendors answer with, or are asked with', () => {
  let directory: string;
  let texts: Record<string, string>;
  let secrets: Record<string, string>;
  let refused: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'secrets-'));
    const filename = join(directory, 'plugin.sqlite');
    const knex = knexOf({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
    const lines: string[] = [];
    const standIn = await startStandIn('healthy', {
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({ getClient: async () => knex }),
        }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => recordingLogger(lines),
        }),
      ],
    });
    try {
      secrets = secretsOf(standIn.config);
      await standIn.flip('healthy', ['planted-secrets']);
      await standIn.run(KAMIYO);
      texts = Object.fromEntries(
        await Promise.all(
          PATHS.map(async path => [
            path,
            JSON.stringify(await standIn.get(path)),
          ]),
        ),
      );
      // What errors say is looked at too.
      await standIn.flip('healthy', ['planted-secrets', 'vendors-refuse']);
      await standIn.run(KAMIYO);
      refused = JSON.stringify(await standIn.get('/connections'));
      texts['connections while every vendor refuses'] = refused;
      texts['scorecard while every vendor refuses'] = JSON.stringify(
        await standIn.get(`/scorecards/${KAMIYO}?facts=full`),
      );
    } finally {
      await standIn.stop();
    }
    await knex.destroy();
    texts.logs = lines.join('\n');
    for (const name of await readdir(directory)) {
      texts[`database file ${name}`] = await readFile(
        join(directory, name),
        'latin1',
      );
    }
  }, 120_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('are there to be found', () => {
    expect(Object.keys(secrets).length).toBeGreaterThan(25);
    expect(texts['database file plugin.sqlite'].length).toBeGreaterThan(
      100_000,
    );
    expect(texts.logs).not.toBe('');
    // The vendors were asked, and refused.
    expect(refused).toContain('(401');
  });

  it('are in no answer, no log, no evidence, no error and not in the database', () => {
    const found = Object.entries(texts).flatMap(([place, text]) =>
      Object.entries(secrets)
        .filter(([, secret]) => text.includes(secret))
        .map(([name]) => `${name} in ${place}`),
    );
    expect(found).toEqual([]);
  });
});
