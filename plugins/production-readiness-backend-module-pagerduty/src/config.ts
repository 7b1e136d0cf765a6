import type { Config } from '@backstage/config';
import {
  compilePattern,
  patternParameter,
  type Pattern,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** Where the token is. */
export const PLACE = 'productionReadiness.collectors.pagerduty';

const BASE_URLS = {
  us: 'https://api.pagerduty.com',
  eu: 'https://api.eu.pagerduty.com',
};

const schema = z.strictObject({
  // The token itself is never part of a message.
  token: z
    .string()
    .trim()
    .min(1)
    .refine(token => !/\s/.test(token), {
      message: "must be the token alone, without 'Token token='",
    }),
  region: z.enum(['us', 'eu']).default('us'),
  securityIncidents: patternParameter.default('security'),
});

/** How PagerDuty is asked; holds the token and is never shown. */
export interface PagerDutyConfig {
  token: string;
  /** A token of an app, made for certain scopes; else one of the account. */
  isOAuth: boolean;
  baseUrl: string;
  /** What the title, type, team or priority of an incident about security fits. */
  securityIncidents: Pattern;
}

/**
 * Reads `productionReadiness.collectors.pagerduty`; undefined without it. Throws
 * with the path and the reason on what cannot be read; no value is part of the
 * message.
 */
export function readPagerDutyConfig(
  config: Config,
): PagerDutyConfig | undefined {
  const raw = config.getOptional(PLACE);
  if (raw === undefined) return undefined;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(
      ({ path, message }) => `${[PLACE, ...path].join('.')} ${message}`,
    );
    throw new Error(reasons.join('; '));
  }
  const { token, region, securityIncidents } = parsed.data;
  return {
    token,
    isOAuth: /^pd(us|eu)\+/.test(token),
    baseUrl: BASE_URLS[region],
    securityIncidents: compilePattern(securityIncidents),
  };
}
