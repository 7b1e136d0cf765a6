import { z } from 'zod';
import { htmlSchema } from '../text/html';
import {
  cacheControlSchema,
  cookieSchema,
  cspSchema,
  headersSchema,
  hstsSchema,
} from './headers';

const status = z.number().nullable();
const json: z.ZodType = z.json();

/** What every fact has of a thing that may not answer (semantics 2.3). */
export const reachability = {
  reachable: z.boolean(),
  failingSince: z.string().nullable(),
};

export const robotsSchema = z.object({
  disallowsAll: z.boolean(),
  sitemaps: z.array(z.string()),
});

export const sitemapSchema = z.object({
  isIndex: z.boolean(),
  locs: z.number(),
  hosts: z.array(z.string()),
});

export const answerSchema = z.object({
  ...reachability,
  status,
  ok: z.boolean(),
  url: z.string(),
  location: z.string().nullable(),
  httpVersion: z.string().nullable(),
  latencyMs: z.number().nullable(),
  contentType: z.string().nullable(),
  bytes: z.number().nullable(),
  headers: headersSchema,
  hsts: hstsSchema.nullable(),
  cacheControl: cacheControlSchema.nullable(),
  csp: cspSchema.nullable(),
  cookies: z.array(cookieSchema),
  json: z.boolean(),
  keys: z.array(z.string()).nullable(),
  fields: z.record(z.string(), json),
  contains: z.record(z.string(), z.boolean()),
  matches: z.record(z.string(), z.string().nullable()),
  text: z.string().nullable(),
  html: htmlSchema.nullable(),
  robots: robotsSchema.nullable(),
  sitemap: sitemapSchema.nullable(),
  again: z.object({ status, headers: headersSchema }).nullable(),
});

export const redirectSchema = z.object({
  ...reachability,
  checks: z.array(
    z.object({
      url: z.string(),
      status,
      location: z.string().nullable(),
      ok: z.boolean(),
    }),
  ),
  complete: z.boolean(),
});

export const corsSchema = z.object({
  ...reachability,
  preflights: z.array(
    z.object({
      method: z.string(),
      origin: z.string(),
      expected: z.boolean(),
      status,
      allowOrigin: z.string().nullable(),
      allowCredentials: z.boolean(),
    }),
  ),
  complete: z.boolean(),
});

export const limitSchema = z.object({
  ...reachability,
  status,
  limit: z.number().nullable(),
  windowSeconds: z.number().nullable(),
  limitPerMinute: z.number().nullable(),
  remaining: z.number().nullable(),
  headers: headersSchema,
});

export const pathsSchema = z.object({
  ...reachability,
  checks: z.array(
    z.object({
      path: z.string(),
      status,
      contentType: z.string().nullable(),
      bytes: z.number().nullable(),
      json: z.boolean(),
      keys: z.array(z.string()).nullable(),
      headers: headersSchema,
      cacheControl: cacheControlSchema.nullable(),
      matches: z.record(z.string(), z.string().nullable()),
    }),
  ),
  complete: z.boolean(),
});

export const assetsSchema = z.object({
  ...reachability,
  assets: z.array(
    z.object({
      url: z.string(),
      type: z.enum(['script', 'style']),
      hashed: z.boolean(),
      status,
      bytes: z.number().nullable(),
      meanLineLength: z.number(),
      sourceMap: z.enum(['none', 'linked', 'inline']),
      headers: headersSchema,
      cacheControl: cacheControlSchema.nullable(),
      again: z.object({ status, headers: headersSchema }),
      contains: z.record(z.string(), z.boolean()),
    }),
  ),
  count: z.number(),
  complete: z.boolean(),
});

export type AnswerFact = z.infer<typeof answerSchema>;
