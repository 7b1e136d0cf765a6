import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CannotSay,
  errorSentence,
  fingerprintWith,
  notDeclared,
  type JsonObject,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { Environment } from '../env/Environment';
import { judge } from '../env/judge';
import type { Judging } from '../env/Judging';
import { envParams } from '../env/params';
import {
  KnownDefaults,
  type RepositoryFiles,
} from '../env/rules/KnownDefaults';
import { envValueSchema } from '../env/values';
import { fillIn, type Block, type Values } from './blocks';
import { isOfSystem } from './systemVariables';

/** Below that a key could be guessed, as for the backend's own. */
const LEAST_KEY_LENGTH = 32;
export const FINGERPRINT_KEY = 'PRODUCTION_READINESS_FINGERPRINT_KEY';

export interface ProcessOptions {
  env: Record<string, string | undefined>;
  /** Folder with `.env.example` and `render.yaml`. */
  repository: string;
  /** Name of the service in `render.yaml`. */
  service: string | undefined;
  knownDefaults: string[];
  /** Names that are no settings of the service. */
  ignored: string[];
}

export interface Judged {
  /** Values by fact id: `env.summary`. */
  facts: Record<string, JsonObject>;
  /** Why a fact is not among them. */
  missing: Record<string, string>;
}

/** Applies the rules of the collector `env` to the variables of this process. */
export async function judgeProcess(
  blocks: Record<string, Block>,
  values: Values,
  options: ProcessOptions,
): Promise<Judged> {
  const judging = judgingOf(options);
  const judged: Judged = { facts: {}, missing: {} };
  for (const [key, block] of Object.entries(blocks)) {
    const fact = `env.${key}`;
    try {
      const params = envParams.parse(fillIn(block, values));
      const value = await judge(key, { params, judging });
      judged.facts[fact] = envValueSchema(params, key).parse(
        value,
      ) as JsonObject;
    } catch (error) {
      judged.missing[fact] = errorSentence(error);
    }
  }
  return judged;
}

function judgingOf(options: ProcessOptions): Judging {
  const { env, repository, service, knownDefaults } = options;
  const isSetting = (name: string) =>
    !isOfSystem(name) &&
    name !== FINGERPRINT_KEY &&
    !options.ignored.includes(name);
  const files = async () => readFiles(repository);
  return {
    environment: new Environment(
      Object.entries(env).flatMap(([name, value]) =>
        value !== undefined && isSetting(name) ? [[name, value] as const] : [],
      ),
    ),
    service,
    files,
    defaults: async () =>
      new KnownDefaults({ configured: knownDefaults, files: await files() }),
    fingerprint: async text => fingerprintWith(keyOf(env), text),
    // Which host is the internal one, only Render says.
    databaseHost: async () => null,
  };
}

function keyOf(env: ProcessOptions['env']): string {
  const key = env[FINGERPRINT_KEY] ?? '';
  if (key.length >= LEAST_KEY_LENGTH) return key;
  throw new CannotSay(
    notDeclared(
      `a fingerprint needs a key of ${LEAST_KEY_LENGTH} characters or more in ${FINGERPRINT_KEY}`,
    ),
  );
}

/** Throws where neither is there: then it is not the folder of the repository. */
function readFiles(repository: string): RepositoryFiles {
  const [envExample, renderYaml] = ['.env.example', 'render.yaml'].map(name =>
    readIfThere(join(repository, name)),
  );
  if (envExample !== undefined || renderYaml !== undefined) {
    return { envExample, renderYaml };
  }
  throw new Error(
    'neither .env.example nor render.yaml is in the folder of the repository; name it with --repository',
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
