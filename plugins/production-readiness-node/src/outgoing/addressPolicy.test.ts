import { areAllWithin, judgeAddress } from './addressPolicy';
import { parseAllowList } from './allowList';

const { cidrs } = parseAllowList(['10.0.0.0/8', 'fd00::/8']);

describe('judgeAddress', () => {
  it.each([
    ['93.184.216.34', undefined],
    ['2606:2800:220:1::1', undefined],
    ['127.0.0.1', 'a loopback address'],
    ['127.8.9.1', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['0.0.0.0', 'an unspecified address'],
    ['::', 'an unspecified address'],
    ['172.16.0.1', 'a private address'],
    ['192.168.1.1', 'a private address'],
    ['169.254.169.254', 'a link-local address'],
    ['fe80::1', 'a link-local address'],
    ['fe80::1%eth0', 'a link-local address'],
    ['100.64.0.1', 'a carrier-grade NAT address'],
    ['224.0.0.1', 'a multicast address'],
    ['ff02::1', 'a multicast address'],
    ['255.255.255.255', 'a broadcast address'],
    ['240.0.0.1', 'a reserved address'],
    ['192.0.2.1', 'a reserved address'],
    ['198.18.0.1', 'a reserved address'],
    ['fc00::1', 'a private (unique local) address'],
    ['::ffff:127.0.0.1', 'an IPv4-mapped IPv6 address'],
    ['::ffff:93.184.216.34', 'an IPv4-mapped IPv6 address'],
    ['64:ff9b::7f00:1', 'a reserved address'],
    ['2002:7f00:1::1', 'a reserved address'],
    ['2001::1', 'a reserved address'],
    ['not an address', 'not an address'],
  ])('%s: %s', (address, kind) => {
    expect(judgeAddress(address, [])?.kind).toBe(kind);
  });

  it.each([
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['11.0.0.1', true],
    ['fd12::1', true],
    ['fc12::1', false],
    ['127.0.0.1', false],
  ])('%s under a list with CIDRs: %s', (address, allowed) => {
    expect(judgeAddress(address, cidrs) === undefined).toBe(allowed);
  });
});

describe('areAllWithin', () => {
  it.each([
    [['10.1.1.1', '10.2.2.2'], true],
    [['10.1.1.1', '11.0.0.1'], false],
    [[], false],
  ])('%j: %s', (addresses, expected) => {
    expect(areAllWithin(addresses, ['10.0.0.0/8'])).toBe(expected);
  });
});
