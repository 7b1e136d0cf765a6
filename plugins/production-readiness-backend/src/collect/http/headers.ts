import { z } from 'zod';
import { redactUrl } from '@production-readiness/backstage-plugin-production-readiness-node';

const MAX_VALUE = 2000;

/**
 * Headers that checks read. Set-Cookie is not among them: names and flags of
 * cookies have their own field, their values never leave the collector.
 */
const KNOWN_HEADERS = [
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'age',
  'allow',
  'alt-svc',
  'cache-control',
  'cf-cache-status',
  'cf-mitigated',
  'cf-ray',
  'content-encoding',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'content-type',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'etag',
  'expires',
  'last-modified',
  'link',
  'permissions-policy',
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'referrer-policy',
  'request-id',
  'retry-after',
  'server',
  'strict-transport-security',
  'traceparent',
  'vary',
  'via',
  'www-authenticate',
  'x-cache',
  'x-content-type-options',
  'x-correlation-id',
  'x-frame-options',
  'x-powered-by',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-render-origin-server',
  'x-request-id',
  'x-robots-tag',
  'x-xss-protection',
] as const;

// Different in every answer: that they are there is the fact, and a value that
// never repeats would make every fact look changed.
const PRESENCE_ONLY = new Set([
  'cf-ray',
  'request-id',
  'traceparent',
  'x-correlation-id',
  'x-request-id',
]);

export const headersSchema = z.record(z.string(), z.string().nullable());
export type HeaderFacts = z.infer<typeof headersSchema>;

/** Every known header; null where the answer has none. */
export function knownHeaders(headers: Record<string, string>): HeaderFacts {
  return Object.fromEntries(
    KNOWN_HEADERS.map(name => [name, headerFact(name, headers[name])]),
  );
}

/** All headers null: of an answer that there was not. */
export function noHeaders(): HeaderFacts {
  return knownHeaders({});
}

function headerFact(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (PRESENCE_ONLY.has(name)) return 'present';
  return redactUrl(value).slice(0, MAX_VALUE);
}

export const hstsSchema = z.object({
  maxAge: z.number().nullable(),
  includeSubDomains: z.boolean(),
  preload: z.boolean(),
});

/** Strict-Transport-Security, or null without the header. */
export function readHsts(
  header: string | undefined,
): z.infer<typeof hstsSchema> | null {
  if (header === undefined) return null;
  const directives = parseDirectives(header, ';');
  return {
    maxAge: toNumber(directives.get('max-age')),
    includeSubDomains: directives.has('includesubdomains'),
    preload: directives.has('preload'),
  };
}

export const cacheControlSchema = z.object({
  public: z.boolean(),
  private: z.boolean(),
  noStore: z.boolean(),
  noCache: z.boolean(),
  immutable: z.boolean(),
  maxAge: z.number().nullable(),
  sMaxAge: z.number().nullable(),
});

/** Cache-Control, or null without the header. */
export function readCacheControl(
  header: string | undefined,
): z.infer<typeof cacheControlSchema> | null {
  if (header === undefined) return null;
  const directives = parseDirectives(header, ',');
  return {
    public: directives.has('public'),
    private: directives.has('private'),
    noStore: directives.has('no-store'),
    noCache: directives.has('no-cache'),
    immutable: directives.has('immutable'),
    maxAge: toNumber(directives.get('max-age')),
    sMaxAge: toNumber(directives.get('s-maxage')),
  };
}

export const cspSchema = z.object({
  directives: z.record(z.string(), z.array(z.string())),
  defaultSrc: z.boolean(),
  scriptSrc: z.boolean(),
  unsafeInline: z.boolean(),
});

/**
 * Content-Security-Policy, or null without the header. `unsafeInline` is true
 * where scripts may be inline and no nonce or hash takes that back.
 */
export function readCsp(
  header: string | undefined,
): z.infer<typeof cspSchema> | null {
  if (header === undefined) return null;
  const directives: Record<string, string[]> = {};
  for (const part of header.slice(0, MAX_VALUE * 4).split(/[;,]/)) {
    const [name, ...sources] = part.trim().split(/\s+/);
    const key = name.toLowerCase();
    // Browsers take the first of a repeated directive.
    if (key !== '' && !Object.hasOwn(directives, key)) {
      directives[key] = sources.map(source =>
        /^'nonce-/i.test(source) ? "'nonce'" : source.slice(0, 200),
      );
    }
  }
  const scripts = directives['script-src'] ?? directives['default-src'] ?? [];
  return {
    directives,
    defaultSrc: 'default-src' in directives,
    scriptSrc: 'script-src' in directives,
    unsafeInline:
      scripts.some(source => source.toLowerCase() === "'unsafe-inline'") &&
      !scripts.some(source => /^'(nonce|sha\d)/i.test(source)),
  };
}

export const cookieSchema = z.object({
  name: z.string(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  sameSite: z.string().nullable(),
});

/** Names and flags of cookies; their values are dropped here. */
export function readCookies(lines: string[]): z.infer<typeof cookieSchema>[] {
  return lines.slice(0, 50).map(line => {
    const [pair, ...rest] = line.split(';');
    const flags = parseDirectives(rest.join(';'), ';');
    return {
      name: pair.split('=')[0].trim().slice(0, 100),
      secure: flags.has('secure'),
      httpOnly: flags.has('httponly'),
      sameSite: flags.get('samesite')?.toLowerCase() ?? null,
    };
  });
}

function parseDirectives(
  header: string,
  separator: string,
): Map<string, string> {
  const entries = header
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const [name, ...value] = part.split('=');
      return [
        name.trim().toLowerCase(),
        value.join('=').trim().replace(/^"|"$/g, ''),
      ] as const;
    });
  return new Map(entries);
}

function toNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
