import {
  collectEach,
  createFactCollector,
  findSourceLocation,
  HOUR_MS,
  MINUTE_MS,
  type CollectContext,
  type FactCollector,
  type Fingerprints,
  type FoundFiles,
  type RepositoryReader,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import {
  lacksAnnotation,
  SERVICE_ANNOTATION,
  type RenderClient,
} from '../client';
import { judge } from './judge';
import type { Judging } from './Judging';
import { envParams, type EnvParams } from './params';
import { RenderEnvironment } from './RenderEnvironment';
import { KnownDefaults, type RepositoryFiles } from './rules/KnownDefaults';
import { envValueSchema } from './values';

const NOT_CONFIGURED =
  'Render is not connected: set productionReadiness.collectors.render';
const OFF =
  'environment variables are not looked at: set productionReadiness.collectors.render.envInspection, or push the report env-policy';

const FILES = ['.env.example', 'render.yaml'];

interface Sources {
  fingerprints: Fingerprints;
  repositories: RepositoryReader;
}

/** What rules say of the environment variables of services on Render; never a value. */
export function createEnvCollector(
  options: Sources & {
    /** Undefined: Render is not configured. */
    client: RenderClient | undefined;
  },
): FactCollector<EnvParams> {
  const { client } = options;
  const isOff = client?.config.envInspection === 'off';
  return createFactCollector<EnvParams>({
    id: 'env',
    title: 'Environment variables',
    params: envParams,
    valueSchema: envValueSchema,
    refreshAfterMs: HOUR_MS,
    expiresAfterMs: 3 * HOUR_MS,
    timeoutMs: 2 * MINUTE_MS,
    notConnected: entity => {
      if (!client) return NOT_CONFIGURED;
      return isOff ? OFF : lacksAnnotation(entity, SERVICE_ANNOTATION);
    },
    collect: context => {
      if (!client || isOff) throw new Error(client ? OFF : NOT_CONFIGURED);
      const source = new RenderEnvironment(client);
      // One reading for all facts of the entity.
      const reading = source.read(context);
      reading.catch(() => {});
      const shared = sharedOf(context, { ...options, client });
      return collectEach(context, envParams, async ({ key, params }) => {
        const { environment, service, evidence } = await reading;
        const judging: Judging = {
          ...shared,
          environment,
          service,
          databaseHost: name => source.databaseHost(name, context),
        };
        return { value: await judge(key, { params, judging }), evidence };
      });
    },
  });
}

/** Read when the first rule asks for it, and once. */
function sharedOf(
  context: CollectContext<EnvParams>,
  { client, fingerprints, repositories }: Sources & { client: RenderClient },
): Pick<Judging, 'files' | 'defaults' | 'fingerprint'> {
  let reading: Promise<RepositoryFiles> | undefined;
  const files = () => {
    reading ??= readFiles(context, repositories);
    return reading;
  };
  return {
    files,
    defaults: async () =>
      new KnownDefaults({
        configured: client.config.knownDefaults,
        files: await files(),
      }),
    fingerprint: text => fingerprints.of(text),
  };
}

async function readFiles(
  { entity, subject, signal }: CollectContext<EnvParams>,
  repositories: RepositoryReader,
): Promise<RepositoryFiles> {
  const [envExample, renderYaml] = await repositories.read(
    findSourceLocation(entity, subject),
    {
      queries: FILES.map(file => ({ globs: [file], mode: 'read' as const })),
      signal,
    },
  );
  return { envExample: textOf(envExample), renderYaml: textOf(renderYaml) };
}

/** Undefined without the file. Throws where it is there and is not read. */
function textOf({ files, contents, complete }: FoundFiles): string | undefined {
  if (files.length === 0 && complete) return undefined;
  const text = contents.get(files[0]?.path);
  if (text !== undefined) return text;
  throw new Error(
    `${FILES.join(
      ' and ',
    )} are looked for in the repository, and it is too large to be read to its end`,
  );
}
