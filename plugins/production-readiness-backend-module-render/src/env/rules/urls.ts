import {
  areAllWithin,
  parseAddress,
} from '@production-readiness/backstage-plugin-production-readiness-node';

const SCHEMES = [
  'http',
  'https',
  'redis',
  'rediss',
  'postgres',
  'postgresql',
  'mysql',
  'mongodb',
  'amqp',
  'amqps',
  'ws',
  'wss',
] as const;

/** `other`: a text before `://` that is no scheme in use could be a secret. */
export const SCHEME_WORDS = [...SCHEMES, 'other'] as const;
export type SchemeWord = (typeof SCHEME_WORDS)[number];

/**
 * `internal`: a name without a dot, as the private network of Render gives
 * them; `loopback`: the instance itself.
 */
export const HOST_WORDS = ['internal', 'loopback', 'external'] as const;
export type HostWord = (typeof HOST_WORDS)[number];

const LOOPBACK = ['127.0.0.0/8', '0.0.0.0/32', '::1/128', '::/128'];

/** Null for what is no URL with an authority. */
export function parseUrl(value: string): URL | null {
  const text = value.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text)
    ? new URL(text)
    : null;
}

export function schemeOf(value: string): SchemeWord | null {
  const url = parseUrl(value);
  if (!url) return null;
  const scheme = url.protocol.replace(/:$/, '');
  return SCHEMES.find(each => each === scheme) ?? 'other';
}

/** The host in lower case, addresses in their usual form; null without one. */
export function hostOfUrl(value: string): string | null {
  const host = parseUrl(value)?.host;
  // Only of the web's schemes are hosts brought into one form.
  return host && URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '')
    : null;
}

export function hostWordOf(value: string): HostWord | null {
  const host = hostOfUrl(value);
  if (host === null) return null;
  if (parseAddress(host)) {
    return isLoopback(host) ? 'loopback' : 'external';
  }
  const name = host.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return 'loopback';
  return name.includes('.') ? 'external' : 'internal';
}

/** Whether both are of one origin, and that by https. */
export function isOrigin(value: string, expected: string): boolean {
  const [own, wanted] = [parseUrl(value), parseUrl(expected)];
  return own?.protocol === 'https:' && own.origin === wanted?.origin;
}

/** Empty without one; null where the value is no URL. */
export function passwordOf(value: string): string | null {
  const url = parseUrl(value);
  return url && decoded(url.password);
}

/** The public key of a Sentry DSN; null where the value is none. */
export function sentryKeyOf(value: string): string | null {
  const url = parseUrl(value);
  return url && ['http:', 'https:'].includes(url.protocol) && url.username
    ? decoded(url.username)
    : null;
}

function isLoopback(address: string): boolean {
  return areAllWithin([address], LOOPBACK);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
