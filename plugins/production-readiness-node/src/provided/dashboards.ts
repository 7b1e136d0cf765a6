import { z } from 'zod';

/**
 * Parameters of a fact about dashboards: with `panel` the key of a panel of
 * configuration, without it whether the dashboards of a product are there.
 *
 * @public
 */
export const dashboardParams = z.strictObject({
  panel: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower case, as error-rates')
    .optional(),
});

/** @public */
export type DashboardParams = z.infer<typeof dashboardParams>;

/**
 * Which of the dashboards that an entity names are there.
 *
 * @public
 */
export const dashboardsValue = z.strictObject({
  found: z.array(z.string()),
  missing: z.array(z.string()),
});

/**
 * The panels of these dashboards that show what is asked about.
 *
 * @public
 */
export const panelsValue = z.strictObject({
  panels: z.number().int().min(0),
  /** Of the first few of them. */
  titles: z.array(z.string()),
});
