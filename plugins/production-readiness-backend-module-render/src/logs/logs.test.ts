import { hasCardNumber, hasSecret } from './leaks';
import { hasField, isRequestLine, parseLine } from './structure';

// Put together here so that no scanner takes a made-up key for a real one.
const made = (...parts: string[]) => parts.join('_');

describe('hasSecret', () => {
  it.each([
    made('key sk', 'live', '4f9a1b7c2d8e3f60'),
    made('hook whsec', '4f9a1b7c2d8e3f604f9a'),
    made('clone with ghp', 'abcdefghijklmnopqrst0123'),
    `-----BEGIN ${'RSA '}PRIVATE KEY-----`,
    'connecting to postgresql://kamiyo:Qm7vT2xLw9@db/kamiyo',
    'Authorization: Bearer abcdefghijklmnop',
    '{"password": "Qm7vT2xLw9Kc"}',
    'api_key=Qm7vT2xLw9Kc',
  ])('finds one in %s', line => {
    expect(hasSecret(line)).toBe(true);
  });

  it.each([
    'GET /api/v1/exploits 200',
    '{"password": "********"}',
    'password=[redacted] accepted',
    'Authorization: Bearer ***',
    'postgresql://kamiyo:***@db/kamiyo',
    'secret rotation is due',
    'token_count=123456789',
    'https://kamiyo.ai:443/@ada',
  ])('finds none in %s', line => {
    expect(hasSecret(line)).toBe(false);
  });

  it('is quick on lines made to be slow', () => {
    const started = performance.now();
    for (const piece of [
      'a://a:',
      'password="',
      'eyJaaaaaaaaaaaa.',
      '-----BEGIN ',
    ]) {
      hasSecret(piece.repeat(20_000));
      hasCardNumber('4242 '.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('hasCardNumber', () => {
  it.each([
    'paid with 4242424242424242',
    'paid with 4242 4242 4242 4242.',
    'card=5555-5555-5555-4444;',
    '{"card":"378282246310005"}',
    '6011111111111117',
    '3566002020360505',
  ])('finds one in %s', line => {
    expect(hasCardNumber(line)).toBe(true);
  });

  it.each([
    ['a wrong check digit', '4242424242424243'],
    ['milliseconds', 'at 1732272000000'],
    ['nanoseconds', 'at 1732272000000000000'],
    ['zeros', '0000000000000000'],
    ['part of an id', 'req-4242424242424242-x'],
    ['part of a longer number', '42424242424242424242424'],
    ['a fraction', '0.4242424242424242'],
    ['part of a hash', 'a4242424242424242f'],
    ['no network', '9999999999999995'],
  ])('finds none in %s', (_, line) => {
    expect(hasCardNumber(line)).toBe(false);
  });
});

describe('parseLine', () => {
  it.each([
    ['{"level":"INFO","msg":"x"}', true, 'info'],
    ['{"severity":"Critical"}', true, 'critical'],
    ['{"level":30,"msg":"pino"}', true, 'info'],
    ['{"msg":"x"}', true, undefined],
    ['{"level":"info"', false, undefined],
    ['["info"]', false, undefined],
    ['INFO:     started', false, 'info'],
    ['2026-11-22 12:00:00 [DEBUG] x', false, 'debug'],
    ['time=x level=warn msg=y', false, 'warn'],
    ['information on warnings', false, undefined],
  ])('%s', (text, isJson, level) => {
    const line = parseLine(text);
    expect(line.fields !== undefined).toBe(isJson);
    expect(line.level).toBe(level);
  });
});

describe('lines about requests', () => {
  it.each([
    ['{"method":"GET","request_id":"a"}', true, true],
    ['{"http":{"method":"post"},"request_id":"a"}', true, true],
    ['{"req":{"method":"GET","request_id":"a"}}', true, true],
    ['{"method":"GET","request_id":""}', true, false],
    ['{"method":"GET"}', true, false],
    ['{"method":"eth_chainId","request_id":"a"}', false, true],
    ['GET /x 200 request_id=a', false, false],
  ])('%s', (text, isRequest, isNamed) => {
    const line = parseLine(text);
    expect(isRequestLine(line)).toBe(isRequest);
    expect(hasField(line, 'request_id')).toBe(isNamed);
  });
});
