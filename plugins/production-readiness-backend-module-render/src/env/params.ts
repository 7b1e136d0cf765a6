import {
  listParameter,
  patternParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** What is asked of a value. Each adds its fields to the fact, and no other does. */
export const RULES = [
  /** Characters. */
  'length',
  /** Known to others: see KnownDefaults. */
  'default',
  /** Which known prefix of a key it begins with. */
  'prefix',
  /** A version of the pattern `version`. */
  'version',
  /** By https of the same origin as the parameter `origin`. */
  'origin',
  'scheme',
  /** Internal, loopback or external. */
  'host',
  'evmAddress',
  'solanaAddress',
  /** The key of a Sentry DSN, by its fingerprint. */
  'sentryKey',
  /** What an attestation can be bound to. */
  'fingerprint',
] as const;
export type Rule = (typeof RULES)[number];

/** Facts about all variables of a service; the key of a fact says which it is unless `kind` does. */
export const SETS = [
  /** Names of those that are set. */
  'summary',
  /** Those of a list, or that `.env.example` calls REQUIRED, that are not set. */
  'required',
  /** Those that `render.yaml` leaves to people (`sync: false`) and that are not set. */
  'synced',
  /** Those of `secrets` whose value is known to others. */
  'defaults',
  /** Those whose value begins with one of `prefixes`. */
  'testKeys',
  /** Those named `…_PATH` or `…_DIR` that point into the service's own folder. */
  'localPaths',
] as const;
export type SetKind = (typeof SETS)[number];

export const envParams = z
  .strictObject({
    kind: z.enum(SETS).optional(),
    /** Name of the variable; defaults to the key of the fact. */
    variable: z.string().min(1).optional(),
    /** Judges the password of the URL that the value is. */
    part: z.literal('password').optional(),
    rules: z.array(z.enum(RULES)).optional(),
    /** Null where values are not inspected; other rules are a miss then. */
    optionalRules: z
      .strictObject({
        /** The host is the internal one of the database of this name. */
        databaseHost: z.string().min(1).optional(),
        /** Origins that the value has to list. */
        items: listParameter.optional(),
      })
      .optional(),
    version: patternParameter.optional(),
    origin: z.string().optional(),
    prefixes: listParameter.optional(),
    secrets: listParameter.optional(),
    /** Names that have to be set; empty: as `.env.example` has it. */
    required: listParameter.optional(),
  })
  .superRefine(({ rules = [], version, origin }, context) => {
    const lacking = [
      rules.includes('version') && version === undefined && 'version',
      rules.includes('origin') && origin === undefined && 'origin',
    ].filter(name => name !== false);
    for (const name of lacking) {
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is what the rule ${name} compares with`,
      });
    }
  });

export type EnvParams = z.infer<typeof envParams>;

/** Which set a fact is about; undefined: it is about one variable. */
export function setOf(key: string, params: EnvParams): SetKind | undefined {
  return params.kind ?? SETS.find(kind => kind === key);
}
