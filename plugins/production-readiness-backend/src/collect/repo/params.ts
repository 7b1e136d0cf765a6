import { z } from 'zod';
import {
  patternParameter,
  listParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';

const filesKind = z.strictObject({
  kind: z.literal('files').default('files'),
  files: listParameter,
});

const ruleKind = z.strictObject({
  kind: z.literal('rule'),
  globs: listParameter,
  pattern: patternParameter,
  absent: z.boolean().default(false),
});

const renderYamlKind = z.strictObject({
  kind: z.literal('renderYaml'),
  path: z.string().default('render.yaml'),
});

const dependenciesKind = z.strictObject({ kind: z.literal('dependencies') });

const envExampleKind = z.strictObject({
  kind: z.literal('envExample'),
  path: z.string().default('.env.example'),
});

const migrationsKind = z.strictObject({
  kind: z.literal('migrations'),
  /** Folder that holds `alembic` or `prisma`; without it they are looked for. */
  path: z.string().optional(),
});

/** A block under `collect.repo`. */
export const repoParams = z.preprocess(
  value =>
    typeof value === 'object' && value !== null && !('kind' in value)
      ? { kind: 'files', ...value }
      : value,
  z.discriminatedUnion('kind', [
    filesKind,
    ruleKind,
    renderYamlKind,
    dependenciesKind,
    envExampleKind,
    migrationsKind,
  ]),
);

export type RepoParams = z.infer<typeof repoParams>;
export type RuleParams = Extract<RepoParams, { kind: 'rule' }>;
