import type { Config } from '@backstage/config';
import { z } from 'zod';
import { parseCidr } from './cidr';

const ROOT = 'productionReadiness.collectors.render';
const TRUSTED = 'productionReadiness.collectors.postgres.trustedCidrs';

/**
 * How far environment variables are looked into: not at all, which keys are
 * set, or rules over values as well. Render gives values to every key that may
 * read names, so that this is for the installer to choose.
 */
export type EnvInspection = 'off' | 'keys-only' | 'values';

/** What is configured for Render; holds the API key and is never shown. */
export interface RenderConfig {
  apiKey: string;
  /** Workspace that facts of the system are about: `tea-…` or `usr-…`. */
  ownerId: string | undefined;
  envInspection: EnvInspection;
  /** Values that a secret must not have, whatever its name. */
  knownDefaults: string[];
  /** E-mail addresses in lower case; undefined: no list is kept. */
  allowedMembers: string[] | undefined;
  maxPrivilegedMembers: number | undefined;
  /** Networks that may reach a database, as the collector of PostgreSQL has them. */
  trustedCidrs: string[];
}

const names = z.array(z.string().min(1));

const schema = z.strictObject({
  apiKey: z.string().min(1),
  ownerId: z
    .string()
    .regex(/^(tea|usr)-/, "must be a workspace's id, which begins with tea-")
    .optional(),
  envInspection: z.enum(['off', 'keys-only', 'values'], {
    error: issue =>
      issue.input === undefined
        ? "has no default: write 'off', 'keys-only' or 'values'. Render hands values to every key, so say how far environment variables may be looked into"
        : "must be 'off', 'keys-only' or 'values'",
  }),
  knownDefaults: names.default([]),
  allowedMembers: names.optional(),
  maxPrivilegedMembers: z.coerce.number().int().min(0).optional(),
});

/**
 * Reads `productionReadiness.collectors.render`; undefined without it. Throws
 * with the path and the reason on what cannot be read; no value is part of the
 * message.
 */
export function readRenderConfig(config: Config): RenderConfig | undefined {
  const raw = config.getOptional(ROOT);
  if (raw === undefined) return undefined;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) =>
      [[ROOT, ...path].join('.'), message].join(' '),
    );
    throw new Error(reasons.join('; '));
  }
  const { allowedMembers, ...rest } = parsed.data;
  return {
    ...rest,
    ownerId: rest.ownerId,
    maxPrivilegedMembers: rest.maxPrivilegedMembers,
    allowedMembers: allowedMembers?.map(member => member.toLowerCase()),
    trustedCidrs: readTrusted(config),
  };
}

function readTrusted(config: Config): string[] {
  const cidrs = config.getOptionalStringArray(TRUSTED) ?? [];
  const wrong = cidrs.find(cidr => parseCidr(cidr) === undefined);
  if (wrong === undefined) return cidrs;
  throw new Error(
    `${TRUSTED} holds '${wrong}', which is no network; write 203.0.113.10/32`,
  );
}
