import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { patternParameter } from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

const KEY = 'productionReadiness.collectors.grafana';

const schema = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/$/, '')),
  token: z.string().min(1),
  panels: z.record(z.string(), patternParameter).default({}),
});

export type GrafanaConfig = z.output<typeof schema>;

/**
 * Reads `productionReadiness.collectors.grafana`; undefined: not configured.
 * Throws InputError that names what cannot be used, and never the token.
 */
export function readGrafanaConfig(config: Config): GrafanaConfig | undefined {
  const section = config.getOptional(KEY);
  if (section === undefined) return undefined;
  const parsed = schema.safeParse(section);
  if (parsed.success) return parsed.data;
  throw new InputError(
    `${KEY} cannot be used: ${z.prettifyError(parsed.error)}`,
  );
}
