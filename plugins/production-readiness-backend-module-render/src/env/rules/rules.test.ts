import { isEvmAddress, isSolanaAddress } from './addresses';
import { isPlaceholder, KnownDefaults, parseBlueprint } from './KnownDefaults';
import { isLocalPath, isVersion, itemsOf, prefixOf } from './texts';
import {
  hostOfUrl,
  hostWordOf,
  isOrigin,
  passwordOf,
  schemeOf,
  sentryKeyOf,
} from './urls';

// Addresses with checksums are those that EIP-55 gives as examples.
it.each([
  ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', true],
  ['0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', true],
  ['0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB', true],
  ['0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb', true],
  ['0x52908400098527886E0F7030069857D2E4169EE7', true],
  ['0xde709f2102306220921060314715629080e2fb77', true],
  [' 0xde709f2102306220921060314715629080e2fb77 ', true],
  ['0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', false],
  ['0x0000000000000000000000000000000000000000', false],
  ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe', false],
  ['5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', false],
])('EVM address %s: %s', (value, expected) => {
  expect(isEvmAddress(value)).toBe(expected);
});

it.each([
  ['vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTg', true],
  ['TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA', true],
  ['So11111111111111111111111111111111111111112', true],
  ['11111111111111111111111111111111', false],
  ['vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPT', false],
  ['0OIl1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTg', false],
  ['zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz', false],
])('Solana address %s: %s', (value, expected) => {
  expect(isSolanaAddress(value)).toBe(expected);
});

it.each([
  ['redis://red-abc:6379', 'redis', 'internal'],
  ['rediss://u:p@cache.example.net', 'rediss', 'external'],
  ['redis://localhost', 'redis', 'loopback'],
  ['redis://LOCALHOST.:1', 'redis', 'loopback'],
  ['redis://127.1', 'redis', 'loopback'],
  ['redis://2130706433', 'redis', 'loopback'],
  ['redis://[::1]:6379', 'redis', 'loopback'],
  ['redis://[::ffff:127.0.0.1]:6379', 'redis', 'loopback'],
  ['redis://0.0.0.0', 'redis', 'loopback'],
  ['redis://10.0.0.1', 'redis', 'external'],
  ['s3cretWord://host', 'other', 'internal'],
  ['not a URL', null, null],
  ['', null, null],
])('%s: scheme %s, host %s', (value, scheme, host) => {
  expect([schemeOf(value), hostWordOf(value)]).toEqual([scheme, host]);
});

it.each([
  ['https://kamiyo.ai', 'https://kamiyo.ai/', true],
  ['https://kamiyo.ai:443/x', 'https://kamiyo.ai', true],
  ['http://kamiyo.ai', 'http://kamiyo.ai', false],
  ['https://kamiyo.ai.evil.example', 'https://kamiyo.ai', false],
  ['https://kamiyo.ai@evil.example', 'https://kamiyo.ai', false],
  ['kamiyo.ai', 'kamiyo.ai', false],
])('%s is of the origin %s: %s', (value, origin, expected) => {
  expect(isOrigin(value, origin)).toBe(expected);
});

it('finds parts of URLs', () => {
  expect(passwordOf('postgres://u:p%40ss@h/d')).toBe('p@ss');
  expect(passwordOf('postgres://u@h/d')).toBe('');
  expect(passwordOf('host=h password=x')).toBeNull();
  expect(sentryKeyOf('https://abc@o1.ingest.sentry.io/1')).toBe('abc');
  expect(sentryKeyOf('https://o1.ingest.sentry.io/1')).toBeNull();
  expect(hostOfUrl('postgresql://u:p@dpg-1-a/d')).toBe('dpg-1-a');
});

it.each([
  ['3.11.9', true],
  ['3.11', true],
  [' 3.11 ', true],
  ['3.110', false],
  ['13.11', false],
  ['3.11\n3.12', false],
])('version %j: %s', (value, expected) => {
  expect(isVersion(value, '3[.]11([.][0-9]+)?')).toBe(expected);
});

it.each([
  ['https://a.example,https://b.example', 2],
  ['["https://a.example", "https://b.example/"]', 2],
  ['https://a.example https://b.example', 2],
  ['', 0],
])('%j has %d items', (value, count) => {
  const items = ['https://a.example', 'https://b.example'];
  expect(itemsOf(value)).toEqual(items.slice(0, count));
});

it.each([
  ['./uploads', true],
  ['uploads', true],
  ['/app/data', true],
  ['/opt/render/project/src/x', true],
  ['/apple', false],
  ['/var/data', false],
  ['https://bucket.example/x', false],
])('%s is a local path: %s', (value, expected) => {
  expect(isLocalPath(value)).toBe(expected);
});

it('tells prefixes of keys, and none of what is no key', () => {
  expect(prefixOf(['sk', 'live', 'x'].join('_'))).toBe('sk_live_');
  expect(prefixOf('whsec_x')).toBe('whsec_');
  expect(prefixOf('something else')).toBeNull();
});

it.each([
  ['change_me', true],
  ['ChangeThis', true],
  ['your-key-here', true],
  ['dev_key', true],
  ['xxxx', true],
  ['9f2c1d7e4b8a6c3d', false],
])('%s is a placeholder: %s', (value, expected) => {
  expect(isPlaceholder(value)).toBe(expected);
});

describe('known defaults', () => {
  const known = new KnownDefaults({
    configured: ['Configured1'],
    files: {
      envExample: 'A=fromFile\nURL=postgres://u:inTheUrl@h/d\nEMPTY=\n',
      renderYaml:
        'services: [{name: a, envVars: [{key: B, value: 42}, {key: C, sync: false}]}]\nenvVarGroups: [{name: g, envVars: [{key: D, value: fromGroup}]}]',
    },
  });

  it.each([
    ['configured1', true],
    [' fromFile ', true],
    ['inTheUrl', true],
    ['42', true],
    ['fromGroup', true],
    ['', false],
    ['new', false],
  ])('%j: %s', (value, expected) => {
    expect(known.has(value)).toBe(expected);
  });

  it.each(['services: [', 'services: s3cret-text'])(
    'quotes nothing of a file that it cannot read: %s',
    text => {
      expect(() => parseBlueprint(text)).toThrow(/^render\.yaml is not [^:]*$/);
    },
  );
});
