import { z } from 'zod';
import { flag, listOf, number, text, time } from './fields';

/** What is read of a database. */
export const postgresSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  plan: text,
  region: text,
  status: text,
  suspended: text,
  version: text,
  createdAt: time,
  dashboardUrl: text,
  owner: z.object({ id: z.string().min(1) }),
  highAvailabilityEnabled: z.boolean(),
  diskSizeGB: number,
  diskAutoscalingEnabled: flag,
  connectionPool: text,
  ipAllowList: listOf(z.object({ cidrBlock: z.string(), description: text })),
  readReplicas: listOf(z.object({ id: z.string(), name: text })),
});

export type RenderPostgres = z.infer<typeof postgresSchema>;
