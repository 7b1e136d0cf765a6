import {
  durationParameter,
  sinceParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** Parameters of the facts; each reads those that it is about. */
export const sentryParams = z.strictObject({
  /** Slug of the project; without it that of the annotation `sentry.io/project-slug`. */
  project: z.string().min(1).optional(),
  /** Without it that of `production-readiness/sentry-environment`, else `production`. */
  environment: z.string().optional(),
  window: durationParameter.optional(),
  since: sinceParameter.optional(),
  /** Kinds of action that an alert has to have one of: `email`, `slack`. */
  actions: z.array(z.string().min(1)).min(1).optional(),
});

export type SentryParams = z.output<typeof sentryParams>;
