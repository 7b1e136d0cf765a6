import {
  areAllWithin,
  parseAddress,
} from '@production-readiness/backstage-plugin-production-readiness-node';

/** Whether all of a network lies in one of those trusted; false if it is none. */
export function isTrusted(cidr: string, trusted: string[]): boolean {
  const inner = parseCidr(cidr);
  return (
    inner !== undefined &&
    trusted.some(other => {
      const outer = parseCidr(other);
      return (
        outer !== undefined &&
        outer.prefix <= inner.prefix &&
        areAllWithin([inner.address], [`${outer.address}/${outer.prefix}`])
      );
    })
  );
}

/** A network, or a single address; undefined for anything else. */
export function parseCidr(
  text: string,
): { address: string; prefix: number } | undefined {
  const [address, length, ...more] = text.trim().split('/');
  const parsed = parseAddress(address);
  if (!parsed || more.length > 0) return undefined;
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  return /^\d{1,3}$/.test(length ?? String(bits)) && prefix <= bits
    ? { address: parsed.toString(), prefix }
    : undefined;
}
