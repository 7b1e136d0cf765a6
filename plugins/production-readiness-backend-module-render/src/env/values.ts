import { z, type ZodType } from 'zod';
import { setOf, type EnvParams, type Rule, type SetKind } from './params';
import { PREFIXES } from './rules/texts';
import { HOST_WORDS, SCHEME_WORDS } from './rules/urls';

const names = z.array(z.string());
const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable();

/** Fields that a rule adds. There is no field for a value. */
export const RULE_FIELDS: Record<Rule, Record<string, ZodType>> = {
  length: { length: z.number().int() },
  default: { isKnownDefault: z.boolean() },
  prefix: { prefix: z.enum(PREFIXES).nullable() },
  version: { versionMatches: z.boolean() },
  origin: { originMatches: z.boolean() },
  scheme: { scheme: z.enum(SCHEME_WORDS).nullable() },
  host: { host: z.enum(HOST_WORDS).nullable() },
  evmAddress: { evmAddress: z.boolean() },
  solanaAddress: { solanaAddress: z.boolean() },
  sentryKey: { keyFingerprint: fingerprint },
  fingerprint: { fingerprint },
};

const SET_VALUES: Record<SetKind, ZodType> = {
  summary: z.strictObject({ keys: names }),
  required: z.strictObject({ required: z.number().int(), missing: names }),
  synced: z.strictObject({ required: z.number().int(), missing: names }),
  defaults: z.strictObject({ keys: names }),
  testKeys: z.strictObject({ keys: names }),
  localPaths: z.strictObject({ keys: names }),
};

/** Strict, so that nothing leaves that no rule speaks of. */
export function envValueSchema(params: EnvParams, key: string): ZodType {
  const set = setOf(key, params);
  if (set) return SET_VALUES[set];
  const { rules = [], optionalRules = {} } = params;
  return z.strictObject({
    present: z.boolean(),
    ...Object.assign({}, ...rules.map(rule => RULE_FIELDS[rule])),
    ...(optionalRules.databaseHost === undefined
      ? {}
      : { hostMatches: z.boolean().nullable() }),
    ...(optionalRules.items === undefined
      ? {}
      : {
          missingItems: z.number().int().nullable(),
          noWildcard: z.boolean().nullable(),
          itemsHttps: z.boolean().nullable(),
        }),
  });
}
