import { isListed, parseAllowList } from './allowList';

describe('isListed', () => {
  const list = parseAllowList([
    'API.example.com',
    '*.example.org',
    'local.example:8443',
    '*.ports.example:9000',
    '192.0.2.7',
    '[::1]:8080',
  ]);

  it.each([
    ['api.example.com', 443, true],
    ['api.example.com', 80, true],
    ['api.example.com.', 443, true],
    ['API.EXAMPLE.COM', 443, true],
    ['api.example.com', 8443, false],
    ['api.example.com', 22, false],
    ['example.com', 443, false],
    ['evil-api.example.com', 443, false],
    ['api.example.com.evil.test', 443, false],
    ['a.example.org', 443, true],
    ['a.b.example.org', 443, true],
    ['example.org', 443, false],
    ['badexample.org', 443, false],
    ['local.example', 8443, true],
    ['local.example', 443, false],
    ['x.ports.example', 9000, true],
    ['192.0.2.7', 443, true],
    ['::1', 8080, true],
    ['[::1]', 8080, true],
    ['0:0:0:0:0:0:0:1', 8080, true],
    ['::1', 443, false],
  ])('%s:%i %s', (host, port, listed) => {
    expect(isListed(list, host, port)).toBe(listed);
  });
});

describe('parseAllowList', () => {
  it.each([
    ['*', /is not a host/],
    ['https://example.com', /is not a CIDR/],
    ['exa mple.com', /is not a host/],
    ['example.com:0', /is not a host/],
    ['example.com:99999', /is not a host/],
    ['10.0.0.0/99', /is not a CIDR/],
  ])('refuses %s', (entry, message) => {
    expect(() => parseAllowList([entry])).toThrow(message);
  });
});
