import type { Config } from '@backstage/config';
import { z } from 'zod';

/** Where the key is. */
export const PLACE = 'productionReadiness.collectors.uptimerobot';

// The key itself is never part of a message.
const schema = z.strictObject({
  apiKey: z
    .string()
    .trim()
    .regex(
      /^(u|ur)\d+-[A-Za-z0-9]+$/,
      "must be the account's read-only key (ur…-…); the key of one monitor (m…-…) sees no contacts",
    ),
});

/** How UptimeRobot is asked; holds the key and is never shown. */
export interface UptimeRobotConfig {
  apiKey: string;
}

/**
 * Reads `productionReadiness.collectors.uptimerobot`; undefined without it.
 * Throws with the path and the reason on what cannot be read; no value is part
 * of the message.
 */
export function readUptimeRobotConfig(
  config: Config,
): UptimeRobotConfig | undefined {
  const raw = config.getOptional(PLACE);
  if (raw === undefined) return undefined;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(
    ({ path, message }) => `${[PLACE, ...path].join('.')} ${message}`,
  );
  throw new Error(reasons.join('; '));
}
