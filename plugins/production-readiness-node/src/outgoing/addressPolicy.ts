import ipaddr from 'ipaddr.js';

export type Cidr = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** An address that is refused unless a CIDR allows it. */
export interface RefusedAddress {
  address: string;
  /** In words: `a loopback address`. */
  kind: string;
  /** The narrowest CIDR worth suggesting. */
  suggestion: string;
}

const KINDS: Record<string, string> = {
  unspecified: 'an unspecified address',
  broadcast: 'a broadcast address',
  multicast: 'a multicast address',
  linkLocal: 'a link-local address',
  loopback: 'a loopback address',
  carrierGradeNat: 'a carrier-grade NAT address',
  private: 'a private address',
  uniqueLocal: 'a private (unique local) address',
  ipv4Mapped: 'an IPv4-mapped IPv6 address',
};

/**
 * Judges one address: undefined if it is a public unicast address or in one of
 * the CIDRs. An IPv4-mapped IPv6 address is public never, and allowed where
 * the IPv4 address in it is.
 */
export function judgeAddress(
  text: string,
  allowed: Cidr[],
): RefusedAddress | undefined {
  const address = parseAddress(text);
  if (!address) {
    return { address: text, kind: 'not an address', suggestion: text };
  }
  if (isIn(address, allowed)) return undefined;
  const range = address.range();
  if (range === 'unicast') return undefined;
  return {
    address: address.toString(),
    kind: KINDS[range] ?? 'a reserved address',
    suggestion: suggestCidr(address, range),
  };
}

/** Whether there are addresses and each lies in one of the CIDRs. */
export function areAllWithin(addresses: string[], cidrs: string[]): boolean {
  const parsed = cidrs.map(cidr => ipaddr.parseCIDR(cidr));
  return (
    addresses.length > 0 &&
    addresses.every(text => {
      const address = parseAddress(text);
      return address !== undefined && isIn(address, parsed);
    })
  );
}

/** Parses a literal in any of its spellings; a zone (`fe80::1%eth0`) is dropped. */
export function parseAddress(
  text: string,
): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : undefined;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, cidrs: Cidr[]): boolean {
  if (cidrs.some(cidr => matches(address, cidr))) return true;
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    const inner = address.toIPv4Address();
    return cidrs.some(cidr => matches(inner, cidr));
  }
  return false;
}

function matches(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [base, bits]: Cidr,
): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function suggestCidr(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  range: string,
): string {
  if (address instanceof ipaddr.IPv6) {
    return address.isIPv4MappedAddress()
      ? `${address.toIPv4Address()}/32`
      : `${address}/128`;
  }
  return range === 'loopback' ? '127.0.0.0/8' : `${address}/32`;
}
