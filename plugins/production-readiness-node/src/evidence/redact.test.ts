import { boundedEvidence, errorSentence, evidence } from './evidence';
import { redact, redactUrl } from './redact';

// Put together here so that no scanner takes a made-up key for a real one.
const stripeKey = ['sk', 'live', '51H8abcdefghijklmnop'].join('_');
const githubToken = ['ghp', 'abcdefghijklmnopqrst0123456789'].join('_');
const jwt = ['eyJhbGciOi', 'eyJzdWIiOi', 'c2lnbmF0dXJl'].join('.');

describe('redact', () => {
  it.each([
    ['https://me:pass@db.example.com/x', 'https://***@db.example.com/x'],
    [
      'GET https://a.example/x?token=abc&page=2#frag',
      'GET https://a.example/x?token=***&page=2#frag',
    ],
    [
      'GET https://a.example/x?limit=none: 422, as ?q=Zx81kQ: was',
      'GET https://a.example/x?limit=none: 422, as ?q=***: was',
    ],
    [
      '/x?sort=asc&pin_code=1234&q=0123456789',
      '/x?sort=asc&pin_code=***&q=***',
    ],
    ['/x?apiKey=plain&user=ada&page=2.', '/x?apiKey=***&user=***&page=2.'],
    ['Authorization: Bearer abc.def', 'Authorization: ***'],
    ['sent Bearer abcdefgh', 'sent Bearer ***'],
    ['Set-Cookie: sid=123; Path=/', 'Set-Cookie: ***'],
    ['password=hunter2 and more', 'password=*** and more'],
    ['{"api_key": "short"}', '{"api_key": "***"}'],
    [`key ${stripeKey} used`, 'key *** used'],
    [`clone with ${githubToken}`, 'clone with ***'],
    [`jwt ${jwt} seen`, 'jwt *** seen'],
    ['mail to jane.doe+x@example.co.uk', 'mail to ***'],
    [
      'https://rpc.example/v2/Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z',
      'https://rpc.example/v2/***',
    ],
    [
      '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY----- after',
      '*** after',
    ],
    [
      '200, 84 ms, text/html; charset=utf-8',
      '200, 84 ms, text/html; charset=utf-8',
    ],
    [
      'kamiyo-social-watcher-with-a-long-name-of-words',
      'kamiyo-social-watcher-with-a-long-name-of-words',
    ],
  ])('%j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('is quick on a text made to be slow', () => {
    const started = performance.now();
    redact('a@'.repeat(50_000));
    redact('?a='.repeat(50_000));
    redact('-----BEGIN '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('redactUrl', () => {
  it('keeps the path and the names of the query', () => {
    expect(redactUrl('https://a:b@c.example/p?q=Zx81&page=1')).toBe(
      'https://***@c.example/p?q=***&page=1',
    );
  });
});

describe('evidence', () => {
  it('stays below 2 KiB whatever comes in', () => {
    const long = 'word '.repeat(5000);
    const piece = evidence({
      request: long,
      response: long,
      link: `https://a.example/${long}`,
    });
    expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(2048);
  });

  it('keeps ten pieces and says how many more there were', () => {
    const pieces = Array.from({ length: 15 }, (_, index) =>
      evidence({ request: `${index}`, response: 'ok' }),
    );
    const kept = boundedEvidence(pieces);
    expect(kept).toHaveLength(10);
    expect(kept[9].request).toBe('6 more requests');
  });

  it('drops a link that is none', () => {
    expect(
      evidence({ request: 'x', response: 'y', link: 'mailto:a@b.example' }),
    ).toEqual({ request: 'x', response: 'y' });
  });
});

describe('errorSentence', () => {
  it('redacts and bounds', () => {
    expect(errorSentence(new Error('no https://u:p@h/ for a@b.example'))).toBe(
      'no https://***@h/ for ***',
    );
    expect(errorSentence(new Error('x y '.repeat(1000))).length).toBe(500);
  });
});
