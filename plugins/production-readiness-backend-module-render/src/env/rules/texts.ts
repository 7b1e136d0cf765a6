import { compilePattern } from '@production-readiness/backstage-plugin-production-readiness-node';

/** What keys of Stripe begin with: it says which world they are of, and no more. */
export const PREFIXES = [
  'sk_live_',
  'sk_test_',
  'rk_live_',
  'rk_test_',
  'pk_live_',
  'pk_test_',
  'whsec_',
] as const;
export type Prefix = (typeof PREFIXES)[number];

export function prefixOf(value: string): Prefix | null {
  return PREFIXES.find(prefix => value.trim().startsWith(prefix)) ?? null;
}

/** The whole value is a version of this pattern (RE2). */
export function isVersion(value: string, pattern: string): boolean {
  const text = value.trim();
  return !/\s/.test(text) && compilePattern(`^(?:${pattern})$`).test(text);
}

/** Entries of a list with commas, blanks or as JSON. */
export function itemsOf(value: string): string[] {
  return value
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(/[\s,;]+/)
    .map(item => item.replace(/^["']|["']$/g, '').replace(/\/$/, ''))
    .filter(item => item !== '');
}

/** Where services of Render, and images in common use, have their own files. */
const SERVICE_ROOTS = ['/opt/render', '/app', '/usr/src', '/workspace'];

/** Names of variables that are about files. */
export function isAboutPath(key: string): boolean {
  return /(?:_PATH|_DIR)$/.test(key);
}

/** A relative path, or one into the service's own folder; what is lost with the instance. */
export function isLocalPath(value: string): boolean {
  const text = value.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return false;
  if (!text.startsWith('/')) return true;
  return SERVICE_ROOTS.some(
    root => text === root || text.startsWith(`${root}/`),
  );
}
