import {
  type JsonObject,
  CannotSay,
  notDeclared,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { parse } from 'yaml';
import { z } from 'zod';

const text = z.string().nullable();

const envVar = z.object({
  key: z.string(),
  source: z.enum([
    'value',
    'sync',
    'generateValue',
    'fromDatabase',
    'fromService',
    'fromGroup',
  ]),
  from: text,
});

export const renderYamlSchema = z.object({
  found: z.boolean(),
  services: z.array(
    z.object({
      name: text,
      type: text,
      runtime: text,
      plan: text,
      region: text,
      branch: text,
      autoDeploy: z.boolean().nullable(),
      healthCheckPath: text,
      buildCommand: text,
      startCommand: text,
      preDeployCommand: text,
      envVars: z.array(envVar),
    }),
  ),
  databases: z.array(z.object({ name: text, plan: text, region: text })),
  envVarGroups: z.array(z.object({ name: text, envVars: z.array(envVar) })),
});

type EnvVar = z.infer<typeof envVar>;

// What is used of a blueprint; everything else may be there and is not looked at.
const scalar = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .nullish();
const flag = z
  .union([z.boolean(), z.enum(['yes', 'no'])])
  .transform(value => value === true || value === 'yes')
  .nullish();
const source = z.looseObject({ name: scalar }).nullish();
const blueprintVar = z.looseObject({
  key: z.string().optional(),
  sync: z.boolean().optional(),
  generateValue: z.boolean().optional(),
  fromDatabase: source,
  fromService: source,
  fromGroup: z.string().optional(),
});
const blueprint = z.looseObject({
  services: z
    .array(
      z.looseObject({
        name: scalar,
        type: scalar,
        runtime: scalar,
        env: scalar,
        plan: scalar,
        region: scalar,
        branch: scalar,
        autoDeploy: flag,
        autoDeployTrigger: scalar,
        healthCheckPath: scalar,
        buildCommand: scalar,
        startCommand: scalar,
        dockerCommand: scalar,
        preDeployCommand: scalar,
        envVars: z.array(blueprintVar).nullish(),
      }),
    )
    .nullish(),
  databases: z
    .array(z.looseObject({ name: scalar, plan: scalar, region: scalar }))
    .nullish(),
  envVarGroups: z
    .array(
      z.looseObject({ name: scalar, envVars: z.array(blueprintVar).nullish() }),
    )
    .nullish(),
});

/**
 * The blueprint without any value of a variable. Throws a miss without the
 * file, an error where it is not a blueprint.
 */
export function readRenderYaml(path: string, found: FoundFiles): JsonObject {
  const content = [...found.contents.values()][0];
  if (content === undefined) {
    throw new CannotSay(
      notDeclared(`the repository has no ${path}, or one that is too large`),
    );
  }
  const parsed = blueprint.safeParse(parseYaml(path, content));
  if (!parsed.success) {
    throw new Error(
      `${path} is not a Render blueprint: ${z.prettifyError(parsed.error)}`,
    );
  }
  const { services, databases, envVarGroups } = parsed.data;
  return {
    found: true,
    services: (services ?? []).map(service => ({
      name: service.name ?? null,
      type: service.type ?? null,
      runtime: service.runtime ?? service.env ?? null,
      plan: service.plan ?? null,
      region: service.region ?? null,
      branch: service.branch ?? null,
      autoDeploy: autoDeployOf(service),
      healthCheckPath: service.healthCheckPath ?? null,
      buildCommand: folded(service.buildCommand),
      startCommand: folded(service.startCommand ?? service.dockerCommand),
      preDeployCommand: folded(service.preDeployCommand),
      envVars: (service.envVars ?? []).flatMap(toEnvVar),
    })),
    databases: (databases ?? []).map(({ name, plan, region }) => ({
      name: name ?? null,
      plan: plan ?? null,
      region: region ?? null,
    })),
    envVarGroups: (envVarGroups ?? []).map(({ name, envVars }) => ({
      name: name ?? null,
      envVars: (envVars ?? []).flatMap(toEnvVar),
    })),
  };
}

function parseYaml(path: string, content: string): unknown {
  try {
    return parse(content, { maxAliasCount: 50 });
  } catch (error) {
    // The parser's message quotes the line, which may hold a secret.
    const line = (error as { linePos?: { line: number }[] }).linePos?.[0].line;
    throw new Error(
      `${path} is not valid YAML${line === undefined ? '' : ` (line ${line})`}`,
    );
  }
}

function autoDeployOf(service: {
  autoDeploy?: boolean | null;
  autoDeployTrigger?: string | null;
}): boolean | null {
  if (service.autoDeployTrigger) return service.autoDeployTrigger !== 'off';
  return service.autoDeploy ?? null;
}

function toEnvVar(entry: z.infer<typeof blueprintVar>): EnvVar[] {
  if (entry.fromGroup && !entry.key) {
    return [{ key: '', source: 'fromGroup', from: entry.fromGroup }];
  }
  if (!entry.key) return [];
  return [{ key: entry.key, ...sourceOf(entry) }];
}

function sourceOf(
  entry: z.infer<typeof blueprintVar>,
): Pick<EnvVar, 'source' | 'from'> {
  if (entry.fromDatabase) {
    return { source: 'fromDatabase', from: entry.fromDatabase.name ?? null };
  }
  if (entry.fromService) {
    return { source: 'fromService', from: entry.fromService.name ?? null };
  }
  if (entry.generateValue) return { source: 'generateValue', from: null };
  if (entry.sync === false) return { source: 'sync', from: null };
  return { source: 'value', from: null };
}

function folded(command: string | null | undefined): string | null {
  return command ? command.replace(/\s+/g, ' ').trim() : null;
}
