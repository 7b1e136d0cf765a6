import { createPublicKey, type KeyObject } from 'node:crypto';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationMs } from '@production-readiness/backstage-plugin-production-readiness-engine';
import { z } from 'zod';

/** Anyone who may push everything of an installation. */
export const EVERY = '*';

const entityRef = z.string().transform((text, context) => {
  if (text === EVERY) return EVERY;
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    context.addIssue({
      code: 'custom',
      message: `'${text}' is no entity ref; write it like component:default/name`,
    });
    return z.NEVER;
  }
});

const publicKey = z.string().transform((text, context): KeyObject => {
  try {
    return createPublicKey(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no public key in PEM' });
    return z.NEVER;
  }
});

const token = z
  .strictObject({
    subject: z.string().min(1),
    entities: z.array(entityRef).min(1),
    types: z.array(z.string().min(1)).optional(),
    keys: z
      .array(z.strictObject({ keyid: z.string().min(1), publicKey }))
      .default([]),
    requireSignature: z.boolean().default(false),
  })
  .refine(
    ({ requireSignature, keys }) => !requireSignature || keys.length > 0,
    {
      message: 'requires a signature and names no key',
      path: ['keys'],
    },
  );

const rule = z.strictObject({
  /** Entity refs, targets of a checklist, or `*`. */
  for: z
    .array(
      z.union([
        z
          .string()
          .regex(/^[^:]+$/)
          .min(1),
        entityRef,
      ]),
    )
    .default([]),
  maxAge: z
    .string()
    .refine(text => durationMs(text) !== undefined, {
      message: 'is no duration like P30D or PT26H',
    })
    .optional(),
  sameCommit: z.boolean().optional(),
});

const reports = z.strictObject({
  tokens: z.array(token).default([]),
  types: z.record(z.string(), rule).default({}),
  axe: z
    .strictObject({ pages: z.array(z.string().startsWith('/')).min(1) })
    .default({ pages: ['/'] }),
});

const environments = z.record(
  z.string(),
  z.strictObject({ hosts: z.array(z.string().min(1)) }),
);

/** Who may push for which entities. */
export type TokenEntry = z.output<typeof token>;

/** Who is declared to push a type, and how old it may be here. */
export type ReportRule = z.output<typeof rule>;

export interface ReportsConfig {
  tokens: TokenEntry[];
  types: Record<string, ReportRule>;
  axePages: string[];
  environments: Record<string, { hosts: string[] }>;
}

/**
 * Reads `productionReadiness.reports` and `.environments`; throws InputError
 * that names what cannot be used.
 */
export function readReportsConfig(config: Config): ReportsConfig {
  const section = config.getOptionalConfig('productionReadiness');
  const { tokens, types, axe } = read(
    reports,
    'reports',
    section?.getOptional('reports') ?? {},
  );
  return {
    tokens,
    types,
    axePages: axe.pages,
    environments: read(
      environments,
      'environments',
      section?.getOptional('environments') ?? {},
    ),
  };
}

function read<T extends z.ZodType>(
  schema: T,
  key: string,
  value: unknown,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `productionReadiness.${key} cannot be used: ${z.prettifyError(
      parsed.error,
    )}`,
  );
}
