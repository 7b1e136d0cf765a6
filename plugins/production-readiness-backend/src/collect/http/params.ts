import { z } from 'zod';
import {
  patternParameter,
  listParameter,
  silence,
} from '@production-readiness/backstage-plugin-production-readiness-node';

const requestHeaders = z.record(z.string(), z.string()).default({});
const url = z.string().min(1);

const defaultKind = z.strictObject({
  kind: z.literal('default').default('default'),
  url: url.optional(),
  /** Instead of `url`: the entity's catalog link of this type. */
  link: z.string().optional(),
  method: z.enum(['GET', 'HEAD', 'OPTIONS']).default('GET'),
  requestHeaders,
  fields: z.record(z.string(), z.string()).default({}),
  /** Names of fields without which the fact is a miss. */
  required: z.array(z.string()).default([]),
  silence,
  contains: z.record(z.string(), z.string()).default({}),
  matches: z.record(z.string(), patternParameter).default({}),
  /** Any other status counts as unreachable. */
  expectStatus: z.number().int().optional(),
  html: z.boolean().default(false),
  robots: z.boolean().default(false),
  sitemap: z.boolean().default(false),
  repeat: z.boolean().default(false),
  body: z.enum(['none', 'text']).default('none'),
});

const redirectKind = z.strictObject({
  kind: z.literal('redirect'),
  silence,
  hosts: listParameter,
  paths: listParameter.default(['/', '/production-readiness-check']),
});

const corsKind = z.strictObject({
  kind: z.literal('cors'),
  url,
  silence,
  origins: listParameter.default([]),
  foreign: listParameter.optional(),
});

const limitKind = z.strictObject({
  kind: z.literal('limit'),
  url,
  silence,
  requestHeaders,
});

const pathsKind = z.strictObject({
  kind: z.literal('paths'),
  url,
  paths: listParameter,
  requestHeaders,
  silence,
  matches: z.record(z.string(), patternParameter).default({}),
});

const assetsKind = z.strictObject({
  kind: z.literal('assets'),
  url,
  silence,
  max: z.number().int().min(1).max(20).default(10),
  contains: z.record(z.string(), z.string()).default({}),
  /** Names of `contains` that no file may hold: a part of the files says nothing of it. */
  absent: z.array(z.string()).default([]),
});

/** A block under `collect.http`. */
export const httpParams = z.preprocess(
  value =>
    typeof value === 'object' && value !== null && !('kind' in value)
      ? { kind: 'default', ...value }
      : value,
  z.discriminatedUnion('kind', [
    defaultKind.refine(block => Boolean(block.url) !== Boolean(block.link), {
      message: 'name either `url` or `link`',
    }),
    redirectKind,
    corsKind,
    limitKind,
    pathsKind,
    assetsKind,
  ]),
);

export type HttpParams = z.infer<typeof httpParams>;
export type PageRequestParams = Extract<HttpParams, { kind: 'default' }>;
export type RedirectParams = Extract<HttpParams, { kind: 'redirect' }>;
export type CorsParams = Extract<HttpParams, { kind: 'cors' }>;
export type LimitParams = Extract<HttpParams, { kind: 'limit' }>;
export type PathsParams = Extract<HttpParams, { kind: 'paths' }>;
export type AssetsParams = Extract<HttpParams, { kind: 'assets' }>;
