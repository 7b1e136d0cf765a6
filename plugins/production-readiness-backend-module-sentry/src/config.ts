import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const KEY = 'productionReadiness.collectors.sentry';

const schema = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/$/, ''))
    .default('https://sentry.io'),
  organization: z.string().regex(/^[a-z0-9_-]+$/i, 'must be a slug'),
  token: z.string().min(1),
});

export type SentryConfig = z.output<typeof schema>;

/**
 * Reads `productionReadiness.collectors.sentry`; undefined: not configured.
 * Throws InputError that names what cannot be used, and never the token.
 */
export function readSentryConfig(config: Config): SentryConfig | undefined {
  const section = config.getOptional(KEY);
  if (section === undefined) return undefined;
  const parsed = schema.safeParse(section);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${KEY} cannot be used: ${z.prettifyError(parsed.error)}`,
  );
}
