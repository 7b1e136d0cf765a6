import { z } from 'zod';
import { sinceParameter } from '@production-readiness/backstage-plugin-production-readiness-node';

const one = z.strictObject({
  /** Key of a configured query. */
  query: z.string().min(1),
  /** A count of 0 says nothing yet: it waits for traffic. */
  zeroWaits: z.boolean().default(false),
  /** Given to the query as `$1`. */
  since: sinceParameter.optional(),
});

const family = z.strictObject({
  /** What the keys of the queries begin with: `seed-`. */
  family: z.string().min(1),
  /** Only queries about references that are foreign keys, or only the others. */
  foreignKeys: z.boolean().optional(),
});

export const sqlParams = z.union([one, family]);

export type SqlParams = z.infer<typeof sqlParams>;
export type OneQuery = z.infer<typeof one>;
export type Family = z.infer<typeof family>;

/** A number, or a moment in ISO 8601. */
const scalar = z.union([z.number(), z.string()]);

export const oneValue = z.object({ value: scalar });

export const familyValue = z.object({
  results: z.array(
    z.object({
      key: z.string(),
      value: scalar,
      /** Least count; of a query that declares one. */
      minimum: z.number().optional(),
    }),
  ),
  complete: z.boolean(),
});
