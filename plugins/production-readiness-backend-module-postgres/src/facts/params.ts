import { RE2JS } from 're2js';
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

/** Case does not matter; linear in the text, whatever a checklist asks for. */
export function compilePattern(source: string): (text: string) => boolean {
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  return text => compiled.matcher(text).find();
}

const pattern = z
  .string()
  .min(1)
  .max(1000)
  .superRefine((source, context) => {
    if (source.startsWith('=')) return; // an expression: known only per entity
    try {
      compilePattern(source);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `not a regular expression of RE2: ${(error as Error).message}`,
      });
    }
  });

/** `launch`, or the ISO time that it stands for. */
export const since = z.union([z.literal('launch'), z.iso.datetime()]);

export const pgParams = z.strictObject({
  /** What to read; without it the fact's key says so. */
  kind: z.enum(KINDS).optional(),
  /** Of `columns`: names of amounts. Of `cardColumns`: names of card data. */
  pattern: pattern.optional(),
  /** Of `statements`: only what ran since then. */
  since: since.optional(),
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
