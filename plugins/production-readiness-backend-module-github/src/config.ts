import type { Config } from '@backstage/config';
import { z } from 'zod';

const ROOT = 'productionReadiness.collectors.github';

/** Features of GitHub that a plan may lack. */
const FEATURES = ['code-scanning', 'dependabot', 'secret-scanning'] as const;

export type GithubFeature = (typeof FEATURES)[number];

// A token is never part of a message.
const schema = z.strictObject({
  orgOwnerToken: z
    .string()
    .regex(/^\s*[A-Za-z0-9_.-]+\s*$/, 'is no token of GitHub')
    .optional(),
  orgOwnerHost: z.string().min(1).default('github.com'),
  without: z.array(z.enum(FEATURES)).default([]),
});

/** What is configured beside `integrations.github`; holds a token and is never shown. */
export interface GithubConfig {
  /** Of an owner of the organisation; only the list of members is read with it. */
  orgOwnerToken: string | undefined;
  /** The only host that this token is sent to the API of. */
  orgOwnerHost: string;
  /** What is not in use here: facts of it are not connected. */
  without: GithubFeature[];
}

/**
 * Reads `productionReadiness.collectors.github`. Throws with the path and the
 * reason on what cannot be read; no token is part of the message.
 */
export function readGithubConfig(config: Config): GithubConfig {
  const parsed = schema.safeParse(config.getOptional(ROOT) ?? {});
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) =>
      [[ROOT, ...path].join('.'), message].join(' '),
    );
    throw new Error(reasons.join('; '));
  }
  const { orgOwnerToken, ...rest } = parsed.data;
  return { orgOwnerToken: orgOwnerToken?.trim(), ...rest };
}
