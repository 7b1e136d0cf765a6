import {
  readShape,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { MOST_ENTRIES } from './shapes';

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/);

/** Words of rules: a scheme, a prefix, a host, a fingerprint; a value would be told by its length or signs. */
const ruleWord = z
  .string()
  .regex(/^[A-Za-z0-9._:*-]{0,100}$/, 'is not the result of a rule');

/** Fields of `env.*` facts that hold a word. All others are numbers or yes and no. */
const WORD_FIELDS = [
  'prefix',
  'scheme',
  'host',
  'fingerprint',
  'keyFingerprint',
];

const LONGEST_PREFIX = 12;

const ruleResults = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,60}$/),
    z.union([
      z.boolean(),
      z.number(),
      z.null(),
      ruleWord,
      z.array(variableName).max(MOST_ENTRIES),
    ]),
  )
  .superRefine((fields, context) => {
    for (const [name, value] of Object.entries(fields)) {
      const isWord = typeof value === 'string';
      if (isWord && !WORD_FIELDS.includes(name)) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `is a text; of the fields only ${WORD_FIELDS.join(
            ', ',
          )} may be one, a variable's value never`,
        });
      }
      if (isWord && name === 'prefix' && value.length > LONGEST_PREFIX) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `is longer than ${LONGEST_PREFIX} characters`,
        });
      }
    }
  });

const envFacts = z.object({
  facts: z
    .record(z.string().regex(/^env\.[A-Za-z_][A-Za-z0-9_]*$/), ruleResults)
    .refine(facts => Object.keys(facts).length > 0, { message: 'are none' }),
});

const postgresFacts = z.object({
  facts: z
    .record(
      z.string().regex(/^(?:pg|sql)\.[A-Za-z_][A-Za-z0-9_]*$/),
      z.record(z.string(), z.json()),
    )
    .refine(facts => Object.keys(facts).length > 0, { message: 'are none' }),
});

/**
 * Facts of the collector `env` by a job that runs beside the variables: what
 * rules found, never a value (coverage map, L5).
 */
export const envPolicyParser: ReportParser = {
  type: 'env-policy',
  title: 'Environment policy',
  parse: payload => ({ value: readShape(envFacts, payload) }),
};

/** Facts of the collectors `pg` and `sql` by a job inside the database's network (L3). */
export const postgresFactsParser: ReportParser = {
  type: 'postgres-facts',
  title: 'PostgreSQL facts',
  parse: payload => ({ value: readShape(postgresFacts, payload) }),
};

/** Collectors whose facts a type of report stands for, where it is declared. */
export const PUSHED_FACTS: Record<string, string[]> = {
  'env-policy': ['env'],
  'postgres-facts': ['pg', 'sql'],
};
