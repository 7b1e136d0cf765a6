import ipaddr from 'ipaddr.js';
import { parseAddress, type Cidr } from './addressPolicy';

interface HostRule {
  /** Lower case, without a leading `*.`. */
  host: string;
  wildcard: boolean;
  /** Undefined: 80 and 443. */
  port?: number;
}

/** The parsed `productionReadiness.http.allow`. */
export interface AllowList {
  hosts: HostRule[];
  cidrs: Cidr[];
}

const DEFAULT_PORTS = [80, 443];

/**
 * Parses the list: `host`, `*.example.com`, either with `:port`, and CIDRs.
 * Throws with the entry and the reason where one cannot be read.
 */
export function parseAllowList(entries: string[]): AllowList {
  const list: AllowList = { hosts: [], cidrs: [] };
  for (const entry of entries) {
    const text = entry.trim().toLowerCase();
    if (text.includes('/')) list.cidrs.push(parseCidr(text));
    else list.hosts.push(parseHostRule(text));
  }
  return list;
}

/** Whether the list names this host for this port. */
export function isListed(list: AllowList, host: string, port: number): boolean {
  const wanted = normalizeHost(host);
  return list.hosts.some(
    rule =>
      (rule.wildcard
        ? wanted.endsWith(`.${rule.host}`)
        : wanted === rule.host) &&
      (rule.port === undefined
        ? DEFAULT_PORTS.includes(port)
        : rule.port === port),
  );
}

/** Lower case, no brackets, no trailing dot; an address in its shortest form. */
export function normalizeHost(host: string): string {
  const bare = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  return parseAddress(bare)?.toString() ?? bare;
}

function parseCidr(text: string): Cidr {
  try {
    return ipaddr.parseCIDR(text);
  } catch {
    throw new Error(
      `'${text}' in productionReadiness.http.allow is not a CIDR; write an address and a prefix length, for example 10.0.0.0/8`,
    );
  }
}

function parseHostRule(text: string): HostRule {
  const { host, port } = splitPort(text);
  const wildcard = host.startsWith('*.');
  const bare = normalizeHost(wildcard ? host.slice(2) : host);
  const known = parseAddress(bare) !== undefined || isHostName(bare);
  if (!known || (port !== undefined && !(port > 0 && port < 65536))) {
    throw new Error(
      `'${text}' in productionReadiness.http.allow is not a host; write api.example.com, *.example.com, api.example.com:8443 or a CIDR`,
    );
  }
  return { host: bare, wildcard, port };
}

/** Splits `host:port`; a bare IPv6 address has no port. */
export function splitPort(text: string): { host: string; port?: number } {
  if (parseAddress(text) && !text.startsWith('[')) return { host: text };
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text);
  if (!match) return { host: text };
  return {
    host: match[1],
    port: match[2] === undefined ? undefined : Number(match[2]),
  };
}

function isHostName(text: string): boolean {
  return (
    text.length <= 253 &&
    text
      .split('.')
      .every(label => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  );
}
