import * as cheerio from 'cheerio';
import jsonpointer from 'jsonpointer';
import robotsParser from 'robots-parser';
import {
  compilePattern,
  type JsonObject,
  type JsonValue,
  redactSecrets,
  redactUrl,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import type { z } from 'zod';
import type { robotsSchema, sitemapSchema } from './values';

const MAX_KEYS = 100;
const MAX_FIELD_TEXT = 1000;
const MAX_FIELD_JSON = 4096;
const MAX_MATCH = 300;

/** The body as JSON; undefined if it is none. */
export function parseJson(body: Buffer): JsonValue | undefined {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Top-level keys of an object, in order; null for anything else. */
export function topLevelKeys(value: JsonValue | undefined): string[] | null {
  return isObject(value) ? Object.keys(value).slice(0, MAX_KEYS) : null;
}

/**
 * The values that the pointers find, null where they find nothing. Throws
 * where one is too large to keep: cut it would say something else.
 */
export function readFields(
  value: JsonValue | undefined,
  pointers: Record<string, string>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(pointers).map(([name, pointer]) => [
      name,
      boundedField(name, readPointer(value, pointer)),
    ]),
  );
}

function readPointer(value: JsonValue | undefined, pointer: string): JsonValue {
  if (typeof value !== 'object' || value === null) return null;
  return jsonpointer.get(value as object, pointer) ?? null;
}

function boundedField(name: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return redactSecrets(value).slice(0, MAX_FIELD_TEXT);
  }
  const text = JSON.stringify(value);
  if (text.length > MAX_FIELD_JSON) {
    throw new Error(
      `the field '${name}' holds more than ${MAX_FIELD_JSON} characters; point to something smaller`,
    );
  }
  return redactStrings(value);
}

function redactStrings(value: JsonValue): JsonValue {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map(redactStrings);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redactStrings(inner)]),
  );
}

/** Which of the texts the body contains; case matters not. */
export function readContains(
  text: string,
  wanted: Record<string, string>,
): Record<string, boolean> {
  const folded = text.toLowerCase();
  return mapValues(wanted, part => folded.includes(part.toLowerCase()));
}

/** First group (else the match) of each pattern, null where it finds nothing. */
export function readMatches(
  text: string,
  patterns: Record<string, string>,
): Record<string, string | null> {
  return mapValues(patterns, pattern => {
    const found = compilePattern(pattern).first(text);
    return found === undefined
      ? null
      : redactSecrets(found).slice(0, MAX_MATCH);
  });
}

/** What robots.txt says to an agent that it does not name. */
export function readRobots(
  url: string,
  text: string,
): z.infer<typeof robotsSchema> {
  const robots = robotsParser(url, text);
  return {
    disallowsAll: robots.isAllowed(new URL('/', url).href, '*') === false,
    sitemaps: robots.getSitemaps().slice(0, MAX_KEYS).map(redactUrl),
  };
}

/** Addresses of a sitemap or sitemap index; null if the body is neither. */
export function readSitemap(
  text: string,
): z.infer<typeof sitemapSchema> | null {
  const $ = cheerio.load(text, { xml: true });
  const root = $.root().children().first().prop('tagName')?.toLowerCase() ?? '';
  if (!['urlset', 'sitemapindex'].includes(root)) return null;
  const locs = $('loc')
    .toArray()
    .map(loc => $(loc).text().trim());
  const hosts = locs
    .filter(loc => URL.canParse(loc))
    .map(loc => new URL(loc).host);
  return {
    isIndex: root === 'sitemapindex',
    locs: locs.length,
    hosts: [...new Set(hosts)].slice(0, MAX_KEYS),
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues<A, B>(
  record: Record<string, A>,
  change: (value: A) => B,
): Record<string, B> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value)]),
  );
}
