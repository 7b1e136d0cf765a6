import { z } from 'zod';

/**
 * What is read of Sentry's answers, by its published OpenAPI document; fields
 * that nobody names here are dropped as the answer is parsed.
 */
export const projectShape = z.object({
  id: z.string(),
  slug: z.string(),
  status: z.string(),
  platform: z.string().nullish(),
  firstEvent: z.string().nullable(),
});

export const environmentsShape = z.array(
  z.object({ name: z.string(), isHidden: z.boolean() }),
);

export const keysShape = z.array(
  z.object({ public: z.string(), isActive: z.boolean() }),
);

export const releasesShape = z.array(
  z.object({ version: z.string(), dateCreated: z.string() }),
);

const actionShape = z.object({
  type: z.string(),
  status: z.string().optional(),
});

export const workflowsShape = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    triggers: z.object({ actions: z.array(actionShape).optional() }).nullable(),
    actionFilters: z
      .array(z.object({ actions: z.array(actionShape).optional() }))
      .nullable(),
  }),
);

export const detectorsShape = z.array(
  z.object({
    id: z.string(),
    type: z.string(),
    enabled: z.boolean(),
    workflowIds: z.array(z.string()).nullable(),
    latestGroup: z.object({ status: z.string().optional() }).nullish(),
  }),
);

export const issuesShape = z.array(z.object({ id: z.string() }));

export const eventsShape = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
});

export type Workflow = z.output<typeof workflowsShape>[number];
export type Detector = z.output<typeof detectorsShape>[number];
