import { z } from 'zod';

const url = z.string().min(1);

/**
 * - `spec`: whether there is a valid document, and its page for people;
 * - `operations`: what it says of its operations;
 * - `guarded`: the operations whose path matches one of `patterns`, and what
 *   GETs of these, and of the declared protected paths that match, answer
 *   without credentials;
 * - `responses`: what every GET without path parameters answers, up to `limit`.
 */
export const openApiParams = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('spec'), url, docs: url }),
  z.strictObject({ kind: z.literal('operations'), url }),
  z.strictObject({
    kind: z.literal('guarded'),
    url,
    patterns: z.array(z.string()).min(1),
  }),
  z.strictObject({
    kind: z.literal('responses'),
    url,
    limit: z.number().int().min(1).max(100),
  }),
]);

export type OpenApiParams = z.infer<typeof openApiParams>;

const probe = z.object({ path: z.string(), status: z.number() });

export const openApiSchemas = {
  spec: z.object({
    found: z.boolean(),
    valid: z.boolean(),
    /** Version of the OpenAPI Specification; null without a valid document. */
    version: z.string().nullable(),
    /** Null where the page does not answer. */
    docsStatus: z.number().nullable(),
  }),
  operations: z.object({
    count: z.number(),
    documented: z.number(),
    withBody: z.number(),
    withExample: z.number(),
    securitySchemes: z.number(),
    withSecurity: z.number(),
    operationsWith429: z.number(),
    paths: z.number(),
    versionedPaths: z.number(),
    versionHeader: z.boolean(),
  }),
  guarded: z.object({
    operations: z.array(
      z.object({
        method: z.string(),
        path: z.string(),
        secured: z.boolean(),
      }),
    ),
    probes: z.array(probe),
    complete: z.boolean(),
  }),
  responses: z.object({
    asked: z.number(),
    serverErrors: z.array(probe),
    complete: z.boolean(),
  }),
};
