import {
  patternParameter,
  sinceParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

export const KINDS = [
  'connect',
  'ssl',
  'roles',
  'settings',
  'migrations',
  'indexes',
  'expectedIndexes',
  'constraints',
  'columns',
  'cardColumns',
  'statements',
  'sessions',
  'size',
  'growth',
] as const;

export type PgKind = (typeof KINDS)[number];

export const pgParams = z.strictObject({
  /** What to read; without it the fact's key says so. */
  kind: z.enum(KINDS).optional(),
  /** Of `columns`: names of amounts. Of `cardColumns`: names of card data. */
  pattern: patternParameter.optional(),
  /** Of `statements`: only what ran since then. */
  since: sinceParameter.optional(),
  /** Of `statements`: fewer calls than this are no traffic yet. */
  minCalls: z.number().int().min(1).default(100),
  /** Of `indexes`: smaller tables may well be read from end to end. */
  minRows: z.number().int().min(1).default(10_000),
  /** Of `indexes`: fewer scans of a table than this say nothing. */
  minScans: z.number().int().min(1).default(20),
});

export type PgParams = z.infer<typeof pgParams>;

/** Keys of shipped checklists that are no kinds. */
const ALIASES: Record<string, PgKind> = { launchStatements: 'statements' };

/** What a fact is about; undefined where neither key nor parameter says so. */
export function kindOf(key: string, params: PgParams): PgKind | undefined {
  return params.kind ?? ALIASES[key] ?? KINDS.find(kind => kind === key);
}
