import { z } from 'zod';
import { listParameter } from '@production-readiness/backstage-plugin-production-readiness-node';
import { sectionRuleShape } from '../text/sectionRule';

/** A block under `collect.doc`. */
export const docParams = z
  .strictObject({
    document: z.string().optional(),
    /** In place of a document: a file or glob. */
    path: z.string().optional(),
    fallback: listParameter.default([]),
    /** Default places of the checklist's documents; filled in when it is read. */
    places: z.record(z.string(), z.array(z.string())).default({}),
    /** Every file of the document has to satisfy the rule, not one of them. */
    each: z.boolean().default(false),
    maxAgeDays: z.number().positive().optional(),
    ...sectionRuleShape,
  })
  .refine(block => Boolean(block.document) !== Boolean(block.path), {
    message: 'name either `document` or `path`',
  });

export type DocParams = z.infer<typeof docParams>;

export const docSchema = z.object({
  found: z.boolean(),
  declared: z.boolean(),
  path: z.string().nullable(),
  hash: z.string().nullable(),
  words: z.number(),
  headings: z.array(z.string()),
  keys: z.array(z.string()),
  lastReviewed: z.string().nullable(),
  matched: z.boolean(),
});

export type DocFact = z.infer<typeof docSchema>;
