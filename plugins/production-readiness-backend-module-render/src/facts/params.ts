import {
  durationParameter,
  listParameter,
  patternParameter,
  sinceParameter,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** Kinds of fact; the key of a fact says which it is unless `kind` does. */
export const KINDS = [
  'access',
  'activeConnections',
  'backups',
  'bandwidth',
  'blueprint',
  'cronRuns',
  'dashboard',
  'deploy',
  'disk',
  'domains',
  'events',
  'httpMetrics',
  'logLines',
  'logs',
  'logSearch',
  'logStream',
  'mailNotifications',
  'memoryLimit',
  'metrics',
  'owner',
  'postgres',
  'recovery',
  'recoveryWindow',
  'replicationLag',
  'requestLog',
  'resourceMetrics',
  'scaling',
  'service',
  'slackNotifications',
  'startup',
  'traffic',
  'webhooks',
] as const;

export type RenderKind = (typeof KINDS)[number];

const patterns = z.array(patternParameter).max(50);

/**
 * All that a block under `collect.render` may hold. Which of it a kind of fact
 * takes is that fact's own schema.
 */
export const renderParams = z.strictObject({
  kind: z.enum(KINDS).optional(),
  /** How far back is looked. */
  window: durationParameter.optional(),
  /** In place of a window. */
  since: sinceParameter.optional(),
  /** Fewer requests than this are no traffic yet. */
  minRequests: z.number().int().min(1).optional(),
  /** What is looked for in log lines. */
  pattern: patternParameter.optional(),
  errorPatterns: patterns.optional(),
  /** By name: what tells of success. */
  okPatterns: z.record(z.string(), patternParameter).optional(),
  /** JSON field of a log line that names the request. */
  requestIdField: z.string().min(1).optional(),
  /** Types of event of which all are wanted. */
  events: listParameter.optional(),
  /** Types of event of which one is enough. */
  anyEvent: listParameter.optional(),
  /** Days that a window of recovery is to reach back. */
  days: z.number().min(0).optional(),
});

export type RenderParams = z.infer<typeof renderParams>;

/** What a fact is about; undefined where neither parameter nor key says so. */
export function kindOf(
  key: string,
  params: RenderParams,
): RenderKind | undefined {
  return params.kind ?? KINDS.find(kind => kind === key);
}
