import { z } from 'zod';
import { flag, number, text, time } from './fields';

const criterion = z
  .object({ enabled: flag, percentage: number })
  .nullish()
  .transform(value => value ?? { enabled: false, percentage: null });

const autoscaling = z
  .object({
    enabled: flag,
    min: number,
    max: number,
    criteria: z.object({ cpu: criterion, memory: criterion }).nullish(),
  })
  .nullish();

/** Commands are here for every type but static sites. */
const envSpecificDetails = z
  .object({
    buildCommand: text,
    startCommand: text,
    preDeployCommand: text,
    dockerCommand: text,
  })
  .nullish();

const disk = z
  .object({ id: text, name: text, sizeGB: number, mountPath: text })
  .nullish()
  .transform(value => value ?? null);

/** What is read of a service, of whatever type. */
export const serviceSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  type: z.string().min(1),
  ownerId: z.string().min(1),
  suspended: z.string().min(1),
  autoDeploy: text,
  autoDeployTrigger: text,
  branch: text,
  repo: text,
  dashboardUrl: text,
  serviceDetails: z.object({
    runtime: text,
    env: text,
    plan: text,
    region: text,
    healthCheckPath: text,
    numInstances: number,
    schedule: text,
    lastSuccessfulRunAt: time,
    autoscaling,
    cache: z.object({ profile: text }).nullish(),
    disk,
    envSpecificDetails,
  }),
});

export type RenderService = z.infer<typeof serviceSchema>;
