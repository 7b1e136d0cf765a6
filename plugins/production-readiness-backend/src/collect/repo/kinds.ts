import {
  type JsonObject,
  type FileQuery,
  type FoundFiles,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { ZodType } from 'zod';
import {
  readDependencies,
  dependenciesSchema,
  MANIFESTS,
} from './dependencies';
import { envExampleSchema, readEnvExample } from './envExample';
import { filesSchema, readFiles } from './files';
import { migrationGlobs, migrationsSchema, readMigrations } from './migrations';
import type { RepoParams } from './params';
import { readRenderYaml, renderYamlSchema } from './renderYaml';
import { readRule, ruleSchema } from './rule';

/** What one kind of fact wants of the tree, and what it makes of it. */
export interface RepoKind {
  query: FileQuery;
  schema: ZodType;
  /** Throws a miss where the files do not let it say. */
  read(found: FoundFiles): JsonObject;
}

/** The kind that a block of a checklist asks for. */
export function kindOf(params: RepoParams): RepoKind {
  switch (params.kind) {
    case 'rule':
      return {
        query: { globs: params.globs, mode: 'read' },
        schema: ruleSchema,
        read: found => readRule(params, found),
      };
    case 'renderYaml':
      return {
        query: { globs: [params.path], mode: 'read' },
        schema: renderYamlSchema,
        read: found => readRenderYaml(params.path, found),
      };
    case 'dependencies':
      return {
        query: { globs: MANIFESTS, mode: 'read' },
        schema: dependenciesSchema,
        read: readDependencies,
      };
    case 'envExample':
      return {
        query: { globs: [params.path], mode: 'read' },
        schema: envExampleSchema,
        read: found => readEnvExample(params.path, found),
      };
    case 'migrations':
      return {
        query: { globs: migrationGlobs(params.path), mode: 'read' },
        schema: migrationsSchema,
        read: readMigrations,
      };
    default:
      return {
        query: { globs: params.files, mode: 'list' },
        schema: filesSchema,
        read: readFiles,
      };
  }
}
