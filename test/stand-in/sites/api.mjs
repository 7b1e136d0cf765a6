import { redirectToHttps, securityHeaders } from './headers.mjs';
import { createLimiter } from './limiter.mjs';
import { openapi } from './openapi.mjs';

const ALLOWED_ORIGINS = ['https://kamiyo.ai', 'https://www.kamiyo.ai'];

const PROTECTED = [
  '/api/v1/alerts',
  '/api/v1/keys',
  '/api/v1/account',
  '/api/v1/account/export',
  '/x402/admin/stats',
  '/api/v1/admin/users',
];

const LIMITED = '/api/v1/exploits';
/** More than its headers say: only who means to meets the limit. */
const LIMIT = { atOnce: 100, perSecond: 20 };

const KNOWN = {
  '/': () => ({ name: 'KAMIYO API', docs: '/docs' }),
  '/health': () => ({
    status: 'healthy',
    version: '2.4.0',
    checks: { database: 'ok', cache: 'ok', payments: 'ok' },
  }),
  '/healthz': () => KNOWN['/health'](),
  '/ready': () => ({
    status: 'ready',
    checks: { database: 'ok', cache: 'ok', payments: 'ok' },
  }),
  '/api/v1/exploits': () => ({
    items: Array.from({ length: 40 }, (_, i) => ({
      id: i + 1,
      chain: ['base', 'ethereum', 'solana'][i % 3],
      title: `Recorded exploit number ${i + 1} of the public feed`,
    })),
  }),
};

/** Plays kamiyo-api: answers in the shapes that a FastAPI service of KAMIYO's would. */
export function api({ defects }) {
  const has = name => defects().includes(name);
  let began;
  let limiter;
  /** A flip is a fresh start. */
  const isOver = () => {
    if (began !== defects()) limiter = createLimiter(LIMIT);
    began = defects();
    return !has('api-no-limiter') && limiter.isOver();
  };
  return ({ method, url, path, headers, secure }) => {
    if (!secure && !has('api-http-200')) return redirectToHttps(url);
    const base = securityHeaders({
      'referrer-policy': has('api-referrer-policy') ? null : 'no-referrer',
      'content-security-policy': has('api-csp')
        ? null
        : "default-src 'none'; frame-ancestors 'none'",
      'x-request-id': headers['x-request-id'] ?? 'req-1',
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '60',
      vary: 'Origin',
    });
    const origin = headers.origin;
    const allowed =
      origin &&
      (ALLOWED_ORIGINS.includes(origin) ||
        (has('api-cors-any-origin') && origin.startsWith('https://')));
    if (allowed) {
      base['access-control-allow-origin'] = origin;
      base['access-control-allow-credentials'] = 'true';
    }
    const json = (status, value, extra = {}) => ({
      status,
      headers: { 'content-type': 'application/json', ...base, ...extra },
      body: JSON.stringify(value),
    });
    const problem = (status, code, message) =>
      json(status, {
        error: code,
        message,
        request_id: base['x-request-id'],
        ...(has('api-stack-trace') && {
          detail:
            'Traceback (most recent call last):\n  File "/app/kamiyo/main.py", line 214, in handler\n    raise NotFound()',
        }),
      });

    if (method === 'OPTIONS') {
      if (!allowed)
        return { status: 400, headers: base, body: 'Disallowed CORS origin' };
      return {
        status: 200,
        headers: {
          ...base,
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '600',
        },
      };
    }
    const open = has('api-open-path') && path === '/api/v1/alerts';
    if (PROTECTED.includes(path) && !open)
      return problem(401, 'unauthorized', 'A valid API key is needed.');
    if (open) return json(200, { items: [] });
    if (path === '/docs') {
      return {
        status: 200,
        headers: { ...base, 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>KAMIYO API</title><h1>KAMIYO API</h1>',
      };
    }
    if (path === '/openapi.json') return json(200, openapi);
    if (path === '/static/docs.css') {
      return {
        status: 200,
        headers: {
          ...base,
          'content-type': 'text/css',
          'cache-control': 'public, max-age=86400',
        },
        body: 'body{margin:0}',
      };
    }
    if (path === '/api/v1/webhooks/stripe')
      return problem(
        405,
        'method_not_allowed',
        'This address answers POST only.',
      );
    if (!KNOWN[path])
      return problem(404, 'not_found', 'There is nothing at this address.');
    if (method !== 'GET' && method !== 'HEAD')
      return {
        ...problem(405, 'method_not_allowed', 'This address answers GET only.'),
      };
    if (path === LIMITED && isOver())
      return json(
        429,
        {
          error: 'rate_limited',
          message: 'That is more than your plan allows. Try again later.',
          request_id: base['x-request-id'],
        },
        { 'retry-after': '1' },
      );
    const limit = url.searchParams.get('limit');
    if (limit !== null && !/^\d+$/.test(limit))
      return problem(
        422,
        'validation_error',
        'limit has to be a whole number.',
      );
    const cache =
      path === '/api/v1/exploits'
        ? {
            'cache-control': 'public, max-age=30',
            etag: '"exploits-1"',
            'x-cache': 'HIT',
          }
        : { 'cache-control': 'no-store' };
    return json(200, KNOWN[path](), cache);
  };
}
