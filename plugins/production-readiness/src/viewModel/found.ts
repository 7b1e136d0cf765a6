import type {
  FactView,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { distinctValues } from './actual';
import { culpritsOf, type Culprit } from './culprits';
import { isObject, placeOf } from './silence';

/** One value that is not as wanted, for a line of text. */
export interface Found {
  /** Which of several: an address, a host. */
  place?: string;
  label: string;
  /** Null: nothing was there. */
  value: string | number | boolean | null;
}

const LONGEST = 60;

/** What a part of a fact is called on the screen; the rest is made readable from its name. */
const LABELS: Record<string, string> = {
  csp: 'Content-Security-Policy',
  hsts: 'Strict-Transport-Security',
  cacheControl: 'Cache-Control',
  validTo: 'certificate valid to',
  allowOrigin: 'Access-Control-Allow-Origin',
  disallowsAll: 'search engines shut out',
  tls10: 'TLS 1.0',
  tls11: 'TLS 1.1',
  tls12: 'TLS 1.2',
  tls13: 'TLS 1.3',
  latencyMs: 'latency in ms',
  ok: 'as it should be',
};

/** The value that decided against a leaf; where that cannot be told, the only one that it read. */
export function foundIn(
  leaf: LeafView,
  facts: Record<string, FactView> = {},
): Found | undefined {
  const [culprit] = culpritsOf(leaf)
    .map(withStatus)
    .map(withHeader)
    .filter(isScalar)
    .sort(byWeight);
  const read = culprit ?? onlyValue(leaf);
  if (!read) return undefined;
  const value = read.value as Found['value'];
  if (typeof value === 'string' && value.length > LONGEST) return undefined;
  return {
    place: read.element ? placeOf(read.element) : askedOf(facts[read.of ?? '']),
    label: labelOf(read.path),
    value: value === '' ? null : value,
  };
}

/** The address of the one request that brought a fact. */
function askedOf(fact: FactView | undefined): string | undefined {
  if (fact?.evidence.length !== 1) return undefined;
  return /^[A-Z]+ (https?:\/\/\S+)$/.exec(fact.evidence[0].request)?.[1];
}

/** `ok` says only that it is not; the status says what was found. */
function withStatus(culprit: Culprit): Culprit {
  const { path, element } = culprit;
  return path[path.length - 1] === 'ok' && typeof element?.status === 'number'
    ? { path: ['status'], value: element.status, element }
    : culprit;
}

/** The header itself says more than one directive that was taken from it. */
function withHeader(culprit: Culprit): Culprit {
  const { path, element } = culprit;
  const headers = element?.headers;
  if (path[0] !== 'cacheControl' || !isObject(headers)) return culprit;
  const value = headers['cache-control'];
  return value === undefined
    ? culprit
    : { path: ['headers', 'cache-control'], value, element };
}

function onlyValue(leaf: LeafView): Culprit | undefined {
  const values = distinctValues(leaf);
  if (values.length !== 1) return undefined;
  const [{ entityRef, fact, path, value }] = values;
  const culprit = {
    path: (path || fact).split('.'),
    value,
    of: `${entityRef}|${fact}`,
  };
  return isScalar(culprit) ? culprit : undefined;
}

function isScalar({ value }: Culprit): boolean {
  return value === null || typeof value !== 'object';
}

/** What is not there says most, yes and no least; of times that may be why, the earliest. */
function byWeight(a: Culprit, b: Culprit): number {
  if (a.suspected && b.suspected) {
    return String(a.value) < String(b.value) ? -1 : 1;
  }
  return weightOf(a) - weightOf(b);
}

function weightOf({ path, value, suspected }: Culprit): number {
  if (suspected) return 5;
  if (value === null) return 0;
  if (path[path.length - 1] === 'status') return 1;
  return { string: 2, number: 3 }[typeof value as string] ?? 4;
}

/** `headers.referrer-policy` is `Referrer-Policy`, `lastUpdated` is `last updated`. */
export function labelOf(path: string[]): string {
  const last = path[path.length - 1] ?? '';
  if (LABELS[last]) return LABELS[last];
  if (path.includes('headers')) {
    return last
      .split('-')
      .map(word => word.charAt(0).toUpperCase() + word.slice(1))
      .join('-');
  }
  return wordsOf(last);
}

/** `lastUpdated` is `last updated`; the name of a variable stays as it is. */
export function wordsOf(name: string): string {
  if (/^[A-Z0-9_]+$/.test(name)) return name;
  return name
    .replace(/[-_]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
